package import SeedbedBackfill
import SeedbedCore
package import SeedbedFormats

extension JSONReport {
  /// What a draft was made of.
  package static func json(of guess: BackfillGuess) -> JSONValue {
    let columns = guess.columns.map { column -> JSONValue in
      [
        "column": .string(column.name), "mapping": column.mapping.map { .string($0) } ?? .null,
        "evidence": .string(column.evidence),
      ]
    }
    let leftOver = guess.leftOver.map { field -> JSONValue in
      ["field": .string(field.name), "evidence": .string(field.evidence)]
    }
    let problems = guess.problems.map { problem -> JSONValue in
      [
        "code": .string(problem.code), "records": .number(JSONNumber(Int64(problem.count))),
        "first": .string(problem.place),
      ]
    }
    return [
      "version": 1, "target": .string(guess.target), "source": .string(guess.source),
      "records": .number(JSONNumber(Int64(guess.records))), "key": .string(guess.key),
      "columns": .array(columns), "left_over": .array(leftOver), "problems": .array(problems),
      "draft": .string(guess.yaml),
    ]
  }
}
