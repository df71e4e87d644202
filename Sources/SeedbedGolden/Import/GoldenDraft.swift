import Foundation
package import SeedbedCore
import SeedbedFormats

/// Golden files drafted from what describes an API, or from requests that were made.
package struct GoldenDraft: Sendable {
  /// The calls that are in the draft, in their order.
  package let calls: [Endpoint.Call]
  /// How many were left out because golden files ask them already.
  package let known: Int
  /// What was not drafted, or not wholly, a sentence each.
  package let remarks: [String]
  /// The YAML of the file.
  package let text: String

  /// What can be drafted from.
  package enum Format: String, Sendable, Hashable, CaseIterable {
    case openapi, postman, har, curl
  }

  /// Drafts a golden file; bodies are left to `verify record`, and credentials are never written.
  ///
  /// `bytes`: the document, collection, archive or commands.
  /// `source`: what messages call them.
  /// `name`: the name of the file, and of the folder of its bodies.
  /// `existing`: what the golden files ask already; nil when there are none, and a service is drafted too.
  /// `replaced`: the golden file that will be written over, which then asks nothing.
  ///
  /// - Throws: `Diagnostic` when the bytes are not of the format, or hold no request, or the draft would not read
  ///   again as what was drafted.
  package init(
    of bytes: [UInt8], as format: Format, from source: String, name: String,
    beside existing: GoldenDocument?, replacing replaced: String? = nil
  ) throws {
    let (drafts, origin, remarks) = try Self.drafts(of: bytes, as: format, from: source)
    let asked = (existing?.endpoints ?? []).filter { $0.location.file != replaced }
    let knownCalls = Set(asked.map(\.call))
    let hasService = existing.map { $0.service.location.file != replaced } ?? false
    var seen: Set<DraftEndpoint> = []
    let unique = drafts.filter { draft in
      seen.insert(draft.question(withCredentials: format == .postman)).inserted
    }
    let new = unique.filter { !knownCalls.contains($0.call) }
    guard !drafts.isEmpty else {
      throw Diagnostic(.importFormat, "'\(source)' holds no request")
    }
    known = unique.count - new.count
    let twins = drafts.count - unique.count
    let asking = twins == 1 ? "1 request that asks" : "\(twins) requests that ask"
    let address = hasService ? nil : origin ?? ""
    let head = GoldenDraftWriter.head(from: source, origin: address)
    let check = DraftCheck(address: address.map(GoldenDraftWriter.address), head: head)
    let (entries, left) = try Self.entries(for: new, in: name, by: check, of: source)
    calls = entries.map(\.draft.call)
    text = head + entries.map(\.text).joined()
    self.remarks =
      remarks + left + (twins > 0 ? ["\(asking) what another asks"] : [])
      + Self.remarks(onVariablesOf: entries.map(\.draft))
      + entries.compactMap { Self.remark(onSecretsOf: $0.draft) }
  }

  /// The entries of a draft, and a sentence for each that is left out.
  ///
  /// A name is taken from an answer only if the request that brings it stays: any other would be looked up in the
  /// environment.
  private static func entries(
    for drafts: [DraftEndpoint], in name: String, by check: DraftCheck, of source: String
  ) throws -> ([GoldenDraftWriter.Entry], left: [String]) {
    var chosen = drafts
    var left: [String] = []
    while true {
      let captured = Set(chosen.flatMap { $0.captures.map(\.name) })
      for place in chosen.indices where chosen[place].hasVariables {
        chosen[place].captured = captured
      }
      var writer = GoldenDraftWriter(name: name)
      let (entries, more) = try sound(
        chosen.map { writer.entry(for: $0) }, by: check, of: source)
      left += more
      if entries.count == chosen.count { return (entries, left) }
      chosen = entries.map(\.draft)
    }
  }

  /// The entries that read again as what was drafted, and a sentence for each that is left out.
  ///
  /// - Throws: `Diagnostic` when each is sound and all together are not.
  private static func sound(
    _ entries: [GoldenDraftWriter.Entry], by check: DraftCheck, of source: String
  ) throws -> ([GoldenDraftWriter.Entry], left: [String]) {
    if entries.isEmpty || check.problem(in: entries) == nil { return (entries, []) }
    var sound: [GoldenDraftWriter.Entry] = []
    var left: [String] = []
    for entry in entries {
      if let problem = check.problem(in: [entry]) {
        left.append("'\(entry.draft.call)' is left out: \(problem)")
      } else {
        sound.append(entry)
      }
    }
    guard !sound.isEmpty, let problem = check.problem(in: sound) else { return (sound, left) }
    // Each by itself is sound, so what some capture makes others wait for them.
    let calm = sound.filter(\.draft.captures.isEmpty)
    if calm.count < sound.count, calm.isEmpty || check.problem(in: calm) == nil {
      let waiting = sound.filter { !$0.draft.captures.isEmpty }
      return (calm, left + waiting.map { "'\($0.draft.call)' is left out: \(problem)" })
    }
    throw Diagnostic(
      .importUnsound, "the draft of '\(source)' would not say what was drafted: nothing is written",
      help: "draft it in parts, or write it by hand", cause: problem)
  }

  /// Names that a collection brings are variables of whoever runs the draft: they are said.
  private static func remarks(onVariablesOf drafts: [DraftEndpoint]) -> [String] {
    let captured = Set(drafts.flatMap { $0.captures.map(\.name) })
    let names = Set(drafts.flatMap(\.variables)).subtracting(captured).sorted()
    return names.isEmpty
      ? []
      : [
        "these are variables to set in the environment: " + names.joined(separator: ", ")
      ]
  }

  /// What stands under a name of a secret may be one, an example of a document, too.
  private static func remark(onSecretsOf draft: DraftEndpoint) -> String? {
    let names = draft.secretFields
    return names.isEmpty
      ? nil
      : "'\(draft.call)': the draft holds a value of \(names.joined(separator: ", ")); write ${NAME} "
        + "where that is a secret"
  }

  private static func drafts(
    of bytes: [UInt8], as format: Format, from source: String
  ) throws -> ([DraftEndpoint], origin: String?, remarks: [String]) {
    switch format {
    case .openapi:
      let document = try APIDocument(bytes: bytes, named: source)
      let address = WebAddress.isWhole(source) ? WebAddress(source).origin : nil
      return (
        OpenAPIImport.drafts(of: document), document.origin ?? address,
        OpenAPIImport.remarks(on: document)
      )
    case .postman:
      let collection = try Self.value(of: bytes, from: source)
      var postman = PostmanImport(collection)
      let drafts = try postman.drafts(of: collection, named: source)
      return (drafts, postman.origin, postman.remarks)
    case .har:
      let archive = try Self.value(of: bytes, from: source)
      let drafts = try HARImport.drafts(of: archive, named: source)
      let left = (archive["log"]?["entries"]?.elements ?? []).count - drafts.count
      return (
        drafts, HARImport.origin(of: archive),
        left > 0 ? ["\(left) for pictures, styles and scripts of pages, or of no known method"] : []
      )
    case .curl:
      let text = String(decoding: bytes, as: UTF8.self)
      return (try CurlImport.drafts(of: text), CurlImport.origin(of: text), [])
    }
  }

  /// The JSON of a collection or an archive, whose values are limited.
  static func value(
    of bytes: [UInt8], from source: String, limits: JSONLimits = .document
  ) throws -> JSONValue {
    do throws(Diagnostic) {
      return try JSONReader.read(bytes: bytes, named: source, limits: limits)
    } catch {
      guard error.code == .jsonTooManyValues else { throw error }
      throw Diagnostic(
        error.code, "'\(source)' holds more than \(limits.values) values",
        help: "export fewer requests at a time", at: error.location)
    }
  }

  /// Writes the draft in one step.
  ///
  /// - Throws: `Diagnostic` when the file is there and `force` is not given, or it cannot be written.
  package func write(to path: String, force: Bool) throws {
    if !force, FileManager.default.fileExists(atPath: path) {
      throw Diagnostic(
        .importExists, "'\(path)' is there already, and stays as it is",
        help: "name another with --name, or give --force to write over it")
    }
    let file = WrittenFile(path: path, what: "the draft", code: .goldenWrite)
    try file.makeFolder()
    try file.write(text)
  }
}

extension Diagnostic.Code {
  /// A source that is not of the format it was said to be.
  package static let importFormat = Self("import.format", .invalidFile)
  /// A draft that would not read again as what was drafted.
  package static let importUnsound = Self("import.unsound", .runFailed)
  /// A draft that would write over a file.
  package static let importExists = Self("import.exists", .usage)
}
