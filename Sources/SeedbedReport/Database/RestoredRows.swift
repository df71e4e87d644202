import SeedbedCore
package import SeedbedFormats
package import SeedbedStore

/// What became of the rows that a verification left changed.
package struct RestoredRows: Shown {
  private let lost: [CopyDifference]
  private let headline: String

  /// `lost`: what only the copies held that were taken away.
  package init(_ headline: String, lost: [CopyDifference] = []) {
    self.headline = headline
    self.lost = lost
  }

  package func text(by report: TextReport) -> String {
    (lost.map { "  \($0.phrase)" } + [headline]).joined(separator: "\n")
  }

  package var json: JSONValue {
    let lost = lost.map { difference -> JSONValue in
      [
        "table": .string(difference.table.description), "missing": .integer(difference.missing),
        "new": .integer(difference.added),
      ]
    }
    return ["version": 1, "lost": .array(lost)]
  }
}
