import Foundation
package import SeedbedCore
import SeedbedFormats

/// The level each operation has reached before: it rises by itself, and falls only by hand.
package struct LevelBaseline: Sendable, Hashable {
  /// By call.
  package private(set) var levels: [String: Int]

  package init(levels: [String: Int] = [:]) {
    self.levels = levels
  }

  /// Reads a baseline; one that is not there yet is empty.
  ///
  /// - Throws: `Diagnostic` when the file is no baseline.
  package init(file: String) throws {
    guard FileManager.default.fileExists(atPath: file), Self.written(file).isOrdinary else {
      self.init()
      return
    }
    let value = try JSONReader.read(file: file)
    guard case .object(let members)? = value["levels"] else {
      throw Diagnostic(
        .baselineFile, "'\(file)' has no 'levels'",
        help: "remove it; the next run makes it anew", at: Location(file: file, line: 1, column: 1))
    }
    var levels: [String: Int] = [:]
    for (call, level) in members.members {
      guard case .number(let number) = level, let level = number.integer else {
        throw Diagnostic(
          .baselineFile, "'\(file)' has no level for '\(call)'",
          at: Location(file: file, line: 1, column: 1))
      }
      levels[call] = Int(level)
    }
    self.init(levels: levels)
  }

  /// Operations that were tested and fell, in the order of the documents.
  package func regressions(in outcome: VerifyOutcome) -> [Regression] {
    outcome.operations.filter(\.wasTested).compactMap { operation in
      guard let before = levels[operation.title], operation.level.rawValue < before
      else { return nil }
      return Regression(title: operation.title, before: before, now: operation.level)
    }
  }

  /// An operation that fell.
  package struct Regression: Sendable, Hashable, CustomStringConvertible {
    /// The call and its case.
    package let title: String
    package let before: Int
    package let now: Level

    package var description: String {
      "\(title) fell from level \(before) to \(now.rawValue) (\(now.name))"
    }
  }

  /// The baseline with every level that rose, and every operation that is new.
  package func raised(by outcome: VerifyOutcome) -> LevelBaseline {
    var raised = self
    for operation in outcome.operations where operation.wasTested {
      let call = operation.title
      raised.levels[call] = max(levels[call] ?? 0, operation.level.rawValue)
    }
    return raised
  }

  /// Writes the baseline in one step.
  package func write(to file: String) throws {
    let members = levels.sorted { $0.key < $1.key }
      .map { ($0.key, JSONValue.integer($0.value)) }
    let value: JSONValue = ["version": 1, "levels": .object(JSONObject(members))]
    try Self.written(file).write(JSONWriter.text(value, pretty: true))
  }

  /// Finds before the work what would stop the writing after it.
  package static func check(_ file: String) throws { try written(file).check() }

  private static func written(_ file: String) -> WrittenFile {
    WrittenFile(path: file, what: "the levels", help: "name another file with --no-regress FILE")
  }
}

extension Diagnostic.Code {
  /// A level baseline that cannot be read.
  package static let baselineFile = Self("verify.baseline", .invalidFile)
}
