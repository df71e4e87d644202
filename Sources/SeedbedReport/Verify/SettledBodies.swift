package import SeedbedFormats

/// The recorded bodies that were accepted, or thrown away.
package struct SettledBodies: Shown {
  private let word: String
  private let bodies: [String]

  package init(accepted bodies: [String]) {
    word = "accepted"
    self.bodies = bodies
  }

  package init(rejected bodies: [String]) {
    word = "rejected"
    self.bodies = bodies
  }

  package func text(by report: TextReport) -> String {
    (bodies.map { "  \($0)" } + ["\(bodies.count) \(word)"]).joined(separator: "\n")
  }

  package var json: JSONValue {
    .object(JSONObject([("version", 1), (word, .strings(bodies))]))
  }
}

/// What became of the bodies in a review.
package struct ReviewedBodies: Shown {
  package var accepted = 0
  package var rejected = 0
  private let count: Int

  /// `count`: how many waited.
  package init(of count: Int) { self.count = count }

  package func text(by report: TextReport) -> String {
    "\(accepted) accepted, \(rejected) rejected, \(count - accepted - rejected) left"
  }

  package var json: JSONValue {
    ["version": 1, "accepted": .integer(accepted), "rejected": .integer(rejected)]
  }
}
