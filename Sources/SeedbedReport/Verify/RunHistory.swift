package import SeedbedCore
import SeedbedFormats
package import SeedbedGolden

/// What earlier runs reached: one line of JSON each, in a file that only grows.
package struct RunHistory: Sendable, Hashable {
  /// In the order of the file.
  package private(set) var entries: [Entry] = []

  /// One run, in tenths of a percent.
  package struct Entry: Sendable, Hashable {
    package let at: String
    package let operational: Int
    /// nil when the run made no proof.
    package let provedReal: Int?
    package let operations: Int
  }

  package init() {}

  /// Reads the lines of a file.
  ///
  /// - Throws: `Diagnostic` at the first line that is not a run.
  package init(text: String, named name: String) throws {
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where line.contains(where: { !$0.isWhitespace }) {
      guard let entry = Entry(line) else {
        throw Diagnostic(
          .runHistory, "this line is not a run of the history",
          help: "take it out, or name another file: --history FILE",
          at: Location(file: name, line: number + 1, column: 1),
          excerpt: .init(line: String(line.prefix(120)), column: 1))
      }
      entries.append(entry)
    }
  }

  /// The line of a run, to be added to the file.
  package static func line(of outcome: VerifyOutcome, at now: Timestamp) -> String {
    let value: JSONValue = [
      "at": .string(now.description),
      "operational": .integer(outcome.operational.permille),
      "proved_real": outcome.provedReal.map { .integer($0.permille) } ?? .null,
      "operations": .integer(outcome.operational.of),
    ]
    return JSONWriter.text(value, pretty: false) + "\n"
  }
}

extension RunHistory.Entry {
  /// nil for a line that is none.
  fileprivate init?(_ line: Substring) {
    guard let value = try? JSONReader.read(text: String(line), named: "history"),
      let at = value["at"]?.string, let operational = value["operational"]?.whole,
      let operations = value["operations"]?.whole
    else { return nil }
    self.init(
      at: at, operational: operational, provedReal: value["proved_real"]?.whole,
      operations: operations)
  }
}

extension Diagnostic.Code {
  /// A history of runs that cannot be read.
  package static let runHistory = Self("report.history", .invalidFile)
}

extension JSONValue {
  fileprivate var whole: Int? {
    if case .number(let number) = self { number.integer.map(Int.init) } else { nil }
  }
}
