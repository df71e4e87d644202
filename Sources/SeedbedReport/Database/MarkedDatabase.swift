package import SeedbedFormats

/// A database that got the test mark, or lost it.
package struct MarkedDatabase: Shown {
  private let name: String
  private let isMarked: Bool
  private let words: String

  package init(marked name: String) {
    self.name = name
    isMarked = true
    words = "has the test mark"
  }

  /// `wasMarked`: whether the mark was there until now.
  package init(unmarked name: String, wasMarked: Bool) {
    self.name = name
    isMarked = false
    words = "has no test mark\(wasMarked ? " any more" : "")"
  }

  package func text(by report: TextReport) -> String { "  \(name) \(words)" }

  package var json: JSONValue {
    ["version": 1, "database": .string(name), "test_mark": .bool(isMarked)]
  }
}
