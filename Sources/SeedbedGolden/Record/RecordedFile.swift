import Foundation
import SeedbedCore
import SeedbedFormats

/// `recorded.json` beside the golden files: what each body was made from.
struct RecordedFile: Sendable, Hashable {
  private(set) var bodies: [String: RecordedData] = [:]
  /// For the bodies that wait for review.
  private(set) var pending: [String: RecordedData] = [:]
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
    if bodies.isEmpty, pending.isEmpty, !FileManager.default.fileExists(atPath: path) { return }
    let value: JSONValue = [
      "version": 1, "bodies": Self.json(bodies), "pending": Self.json(pending),
    ]
    try WrittenFile(path: path, what: "what the bodies were made from", code: .goldenWrite)
      .write(JSONWriter.text(value, pretty: true))
  }

  private static func entries(_ value: JSONValue?) -> [String: RecordedData] {
    Dictionary((value?.object?.members ?? []).map { ($0.name, RecordedData($0.value)) }) { $1 }
  }

  private static func json(_ entries: [String: RecordedData]) -> JSONValue {
    .object(JSONObject(entries.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) }))
  }
}
