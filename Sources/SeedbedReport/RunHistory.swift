public import SeedbedCore
import SeedbedFormats
public import SeedbedGolden

/// What earlier runs reached: one line of JSON each, in a file that only grows.
public struct RunHistory: Sendable, Hashable {
  /// In the order of the file.
  public private(set) var entries: [Entry] = []

  /// One run, in tenths of a percent.
  public struct Entry: Sendable, Hashable {
    public let at: String
    public let operational: Int
    /// nil when the run made no proof.
    public let provedReal: Int?
    public let operations: Int
  }

  /// Reads the lines of a file; what is no line of a run is left out.
  public init(text: String = "") {
    entries = text.split(separator: "\n").compactMap { line in
      guard let value = try? JSONReader.read(text: String(line), named: "history"),
        let at = value["at"]?.string, let operational = value["operational"]?.whole,
        let operations = value["operations"]?.whole
      else { return nil }
      return Entry(
        at: at, operational: operational, provedReal: value["proved_real"]?.whole,
        operations: operations)
    }
  }

  /// The line of a run, to be added to the file.
  public static func line(of outcome: VerifyOutcome, at now: Timestamp) -> String {
    let value: JSONValue = [
      "at": .string(now.description),
      "operational": .number(JSONNumber(Int64(outcome.operational.permille))),
      "proved_real": outcome.provedReal.map { .number(JSONNumber(Int64($0.permille))) } ?? .null,
      "operations": .number(JSONNumber(Int64(outcome.operational.of))),
    ]
    return JSONWriter.text(value, pretty: false) + "\n"
  }
}

extension JSONValue {
  fileprivate var whole: Int? {
    if case .number(let number) = self { number.integer.map(Int.init) } else { nil }
  }
}
