import Foundation
import SeedbedCore
import SeedbedFormats

/// `recorded.json` beside the golden files: what each body was made from.
struct RecordedFile: Sendable, Hashable {
  private(set) var bodies: [String: RecordedData] = [:]
  /// For the bodies that wait for review.
  private(set) var pending: [String: RecordedData] = [:]
  /// By body, the paths at which a secret stood when it was recorded.
  private(set) var secretPlaces: [String: [String]] = [:]
  private let path: String

  /// Reads the file; one that is not there is empty.
  ///
  /// - Throws: `Diagnostic` when it is not JSON.
  init(in folder: String) throws {
    path = "\(folder)/recorded.json"
    guard FileManager.default.fileExists(atPath: path) else { return }
    let value = try JSONReader.read(file: path)
    bodies = Self.entries(value["bodies"])
    pending = Self.entries(value["pending"])
    secretPlaces = Dictionary(
      (value["secrets"]?.object?.members ?? []).map {
        ($0.name, ($0.value.elements ?? []).compactMap(\.string))
      }
    ) { $1 }
  }

  /// Notes where secrets stand in a body, beside the places that its golden may have them in.
  mutating func note(secretPlaces places: [String], in body: String) {
    let all = Set(places).union(secretPlaces[body] ?? [])
    secretPlaces[body] = all.isEmpty ? nil : all.sorted()
  }

  /// Takes away what is noted of a body of which nothing is left.
  mutating func forget(_ body: String) {
    secretPlaces[body] = nil
  }

  mutating func wait(_ body: String, _ data: RecordedData) {
    pending[body] = data
  }

  mutating func accept(_ body: String) {
    if let data = pending.removeValue(forKey: body) { bodies[body] = data }
  }

  mutating func reject(_ body: String) {
    pending[body] = nil
  }

  /// Writes the file in one step; nothing where there is nothing to say.
  func write() throws {
    let isEmpty = bodies.isEmpty && pending.isEmpty && secretPlaces.isEmpty
    if isEmpty, !FileManager.default.fileExists(atPath: path) { return }
    var members: [(String, JSONValue)] = [
      ("version", 1), ("bodies", Self.json(bodies)), ("pending", Self.json(pending)),
    ]
    if !secretPlaces.isEmpty {
      let places = secretPlaces.sorted { $0.key < $1.key }
        .map { ($0.key, JSONValue.array($0.value.map { .string($0) })) }
      members.append(("secrets", .object(JSONObject(places))))
    }
    try WrittenFile(path: path, what: "what the bodies were made from", code: .goldenWrite)
      .write(JSONWriter.text(.object(JSONObject(members)), pretty: true))
  }

  private static func entries(_ value: JSONValue?) -> [String: RecordedData] {
    Dictionary((value?.object?.members ?? []).map { ($0.name, RecordedData($0.value)) }) { $1 }
  }

  private static func json(_ entries: [String: RecordedData]) -> JSONValue {
    .object(JSONObject(entries.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) }))
  }
}
