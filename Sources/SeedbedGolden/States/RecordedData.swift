import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// What was in the database when a golden was recorded: where it came from, and what it was.
struct RecordedData: Sendable, Hashable {
  /// The sets of seeds whose rows were there.
  let seeds: [String]
  /// The backfill runs that had ended.
  let runs: [String]
  /// The checksum of each collection's records.
  let collections: [String: String]
  /// The checksum of the body as it was recorded; nil where that was not kept.
  var body: String?

  /// Reads every record once that this role may read.
  init(of session: any StoreSession) throws {
    seeds = try SeedRows.sets(in: session)
    runs = try BackfillRuns.ended(in: session)
    let checksum = try DatabaseChecksum(of: session, name: "", leavingUnreadable: true)
    collections = Dictionary(
      checksum.collections.map { ($0.name, $0.checksum.short) }
    ) { $1 }
  }

  /// Whether the body in a file is not the one that was recorded; false where that was not kept.
  func isOther(thanBodyIn file: String) throws -> Bool {
    guard let body else { return false }
    return body != Self.checksum(of: try FileBytes.read(file))
  }

  static func checksum(of body: [UInt8]) -> String { Checksum(of: body).short }

  /// The collections whose records are not what they were, of those an endpoint reads, or of all.
  func changed(since other: RecordedData, reads: [String]) -> [String] {
    let names = reads.isEmpty ? Set(collections.keys).union(other.collections.keys) : Set(reads)
    return names.filter { collections[$0] != other.collections[$0] }.sorted()
  }
}

extension RecordedData {
  var json: JSONValue {
    [
      "seeds": .strings(seeds), "runs": .strings(runs),
      "collections": .object(
        JSONObject(collections.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
      "body": .stringOrNull(body),
    ]
  }

  init(_ value: JSONValue) {
    seeds = (value["seeds"]?.elements ?? []).compactMap(\.string)
    runs = (value["runs"]?.elements ?? []).compactMap(\.string)
    collections = Dictionary(
      (value["collections"]?.object?.members ?? []).map { ($0.name, $0.value.string ?? "") }
    ) { $1 }
    body = value["body"]?.string
  }
}

/// Why an answer may differ from its golden.
package enum DifferenceCause: Sendable, Hashable, CustomStringConvertible {
  /// These collections are not what they were when the golden was recorded.
  case data([String])
  /// The data is the same, and the golden is not as it was recorded.
  case golden
  /// Data and golden are the same, and the answer does not vary.
  case code

  package var description: String {
    switch self {
    case .data(let names):
      "the data changed since the golden was recorded: \(names.joined(separator: ", "))"
    case .golden: "the golden was edited since it was recorded"
    case .code:
      "the data is what it was when the golden was recorded: the code, its settings or the day changed"
    }
  }
}
