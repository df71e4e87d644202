import Foundation
package import SeedbedBackfill
package import SeedbedFormats

/// A draft of a backfill, printed or written into a file, and what it was made of.
package struct DraftedBackfill: Shown {
  private let guess: BackfillGuess
  private let output: String?

  /// `output`: the file; nil for a draft that is printed.
  package init(_ guess: BackfillGuess, in output: String?) {
    self.guess = guess
    self.output = output
  }

  package func text(by report: TextReport) -> String {
    output.map { "  wrote \($0): edit it, then run 'seedbed backfill check'" }
      ?? guess.yaml.trimmingCharacters(in: .newlines)
  }

  package var json: JSONValue {
    let columns = guess.columns.map { column -> JSONValue in
      [
        "column": .string(column.name), "mapping": .stringOrNull(column.mapping),
        "evidence": .string(column.evidence),
      ]
    }
    let leftOver = guess.leftOver.map { field -> JSONValue in
      ["field": .string(field.name), "evidence": .string(field.evidence)]
    }
    let problems = guess.problems.map { problem -> JSONValue in
      [
        "code": .string(problem.code), "records": .integer(problem.count),
        "first": .string(problem.place),
      ]
    }
    return [
      "version": 1, "target": .string(guess.target), "source": .string(guess.source),
      "records": .integer(guess.records), "key": .string(guess.key), "columns": .array(columns),
      "left_over": .array(leftOver), "problems": .array(problems), "draft": .string(guess.yaml),
    ]
  }
}
