import Foundation
import SeedbedTestSupport

/// A project with one collection and one large export, made without any randomness.
struct VisitsProject {
  let root: URL

  /// `padding`: how many bytes longer each record is than it needs to be.
  init(in folder: TemporaryFolder, records: Int, padding: Int = 0) throws {
    let tail = String(repeating: "x", count: padding)
    root = URL(filePath: folder.path)
    try write("database: visits.sqlite\n", "seedbed.yaml")
    try write(
      """
      about: Visits
      up:
        - create_collection:
            name: visits
            columns:
              id:      {type: text, primary_key: true}
              page:    {type: text}
              seconds: {type: int}
      """, "migrations/20260115-1000-visits.yaml")
    try write(
      """
      backfill: visits
      target: visits
      source: {format: csv, files: [data/visits.csv]}
      map:
        id:      {from: id}
        page:    {from: page}
        seconds: {from: seconds}
      filter:
        - {name: no_health, drop_if: {page: /health}}
      rejects: {max: 1000}
      check:
        - {count: read, equals: \(records)}
      """, "seeds/history/visits.yaml")
    var text = "id,page,seconds\n"
    for number in 1...records {
      let page = number % 50 == 0 ? "/health" : "/page/\(number % 97)\(tail)"
      let seconds = number % 401 == 0 ? "long" : "\(number)"
      text += "visit-\(number * 7919 % 1_000_003),\(page),\(seconds)\n"
    }
    try write(text, "seeds/history/data/visits.csv")
  }

  private func write(_ text: String, _ name: String) throws {
    let file = root.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
}
