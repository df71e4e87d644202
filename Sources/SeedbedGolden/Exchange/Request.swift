import Foundation
import SeedbedCore
import SeedbedFormats

/// One request, with every value in place.
struct Request: Sendable {
  var method: String
  /// The path and the query, or a whole address after a redirect.
  var target: String
  var headers: [Header]
  var body: [UInt8]?
  private(set) var redirects = 0
  let timeout: Duration?
  /// How large the answer may be, in bytes.
  private(set) var largest: Int?
  /// How many values the answer may hold.
  private(set) var mostValues: Int?
  private(set) var retry: RequestDefinition.Retry?
  let isJSON: Bool
  /// Headers of the answer that are kept, in lower case.
  var watched: [String] = []

  struct Header: Sendable, Hashable {
    let name: String
    let value: String
  }

  /// `GET /things?page=2`.
  var line: String { "\(method) \(target)" }

  /// A request without anything but a path.
  init(_ call: Endpoint.Call, isJSON: Bool = false, timeout: Duration? = nil) {
    method = call.method
    target = call.path
    headers = Self.usual(isJSON: isJSON)
    self.isJSON = isJSON
    self.timeout = timeout
  }

  /// - Throws: `Diagnostic` for a value that is not there, or a file that cannot be read.
  init(
    _ call: Endpoint.Call, _ definition: RequestDefinition, credentials: [Header] = [],
    inputs: Inputs, folder: String, isJSON: Bool
  ) throws {
    method = call.method
    target = try Self.target(call.path, definition, inputs)
    redirects = definition.redirects
    timeout = definition.timeout
    largest = definition.largest
    mostValues = definition.mostValues
    retry = definition.retry
    self.isJSON = isJSON
    let own = try definition.headers.map {
      Header(
        name: $0.name.lowercased(),
        value: try inputs.text(of: $0.value, isSecret: SecretName.isSecret(header: $0.name)))
    }
    let cookies = try definition.cookies.map {
      "\($0.name)=\(try inputs.text(of: $0.value, isSecret: true))"
    }
    var headers = Self.usual(isJSON: isJSON).filter { usual in
      !own.contains { $0.name == usual.name }
    }
    headers += own + credentials
    if !cookies.isEmpty {
      headers.append(Header(name: "cookie", value: cookies.joined(separator: "; ")))
    }
    if let (bytes, type) = try definition.body.map({ try Self.bytes(of: $0, inputs, folder) }) {
      body = bytes
      if !own.contains(where: { $0.name == "content-type" }) {
        headers.append(Header(name: "content-type", value: type))
      }
    }
    self.headers = headers
  }

  private static func usual(isJSON: Bool) -> [Header] {
    [
      Header(name: "accept", value: isJSON ? "application/json" : "*/*"),
      Header(name: "user-agent", value: "seedbed"),
    ]
  }

  private static func target(
    _ path: String, _ definition: RequestDefinition, _ inputs: Inputs
  ) throws -> String {
    var target = path
    for field in definition.path {
      let value = try inputs.text(of: field.value)
      target = target.replacing("{\(field.name)}", with: value.percentEscaped)
    }
    for field in definition.query {
      target += target.contains("?") ? "&" : "?"
      target += try pair(field, inputs)
    }
    return target
  }

  private static func pair(_ field: RequestDefinition.Field, _ inputs: Inputs) throws -> String {
    let isSecret = SecretName.isSecret(field: field.name)
    let value = try inputs.text(of: field.value, isSecret: isSecret)
    return "\(field.name.percentEscaped)=\(value.percentEscaped)"
  }

  private static func bytes(
    of body: RequestDefinition.Body, _ inputs: Inputs, _ folder: String
  ) throws -> ([UInt8], type: String) {
    switch body {
    case .json(let template):
      let text = JSONWriter.text(
        try inputs.value(of: template, isSecret: false), pretty: false)
      return (Array(text.utf8), "application/json")
    case .form(let fields):
      let pairs = try fields.map { try pair($0, inputs) }
      return (Array(pairs.joined(separator: "&").utf8), "application/x-www-form-urlencoded")
    case .file(let path, let type):
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(path)") else {
        throw Diagnostic(.goldenFile, "'\(folder)/\(path)' cannot be read")
      }
      return (Array(data), type)
    }
  }
}
