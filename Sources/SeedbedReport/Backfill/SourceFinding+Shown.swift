import SeedbedBackfill
import SeedbedCore
import SeedbedFormats

extension SourceFinding {
  var json: JSONValue {
    switch self {
    case .renamed(let file, let name):
      ["file": .string(file), "finding": "renamed", "from": .string(name)]
    case .copy(let file, let other, let records):
      [
        "file": .string(file), "finding": "copy", "of": .string(other),
        "records": .integer(records),
      ]
    case .replaced(let file): ["file": .string(file), "finding": "replaced"]
    case .reread(let file, let rows):
      ["file": .string(file), "finding": "reread", "rows": .integer(rows)]
    case .unended(let file, let record):
      ["file": .string(file), "finding": "no_line_end", "record": .integer(record)]
    case .lost(let file, let rows, let all):
      ["file": .string(file), "finding": "lost", "rows": .integer(rows), "of": .integer(all)]
    }
  }
}

extension TextReport {
  func words(for finding: SourceFinding, of outcome: BackfillOutcome) -> String {
    switch finding {
    case .renamed(let file, let name):
      paint.faint("\(file) goes on where \(name) was read to: it begins with all of that")
    case .copy(let file, let other, let records):
      paint.faint(
        "\(Numbers.counted(records, "record")) of \(file) "
          + "\(records == 1 ? "was" : "were") loaded before, as \(other)")
    case .replaced(let file):
      paint.faint("\(file) is a new file with an old name, and was read from its start")
    case .reread(let file, let rows):
      paint.note(
        "\(rows == 1 ? "the row" : "all \(Numbers.grouped(rows)) rows") loaded from \(file) before "
          + "\(rows == 1 ? "was" : "were") gone: it was read again")
    case .unended(let file, let record):
      paint.note(
        "record \(Numbers.grouped(record)), the last of \(file), has no line end: if the file is "
          + "still being written, it may be cut")
    case .lost(let file, let rows, let all):
      paint.bad(
        "\(Numbers.grouped(rows)) of the \(Numbers.counted(all, "row")) loaded from \(file) before "
          + "\(rows == 1 ? "is" : "are") gone from \(outcome.target); load what is missing with "
          + "'seedbed backfill run \(outcome.backfill) --restart'")
    }
  }
}
