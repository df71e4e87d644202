/// Why an operation is not where it should be.
package struct Reason: Sendable, Hashable {
  /// A stable name, for files that other programs read.
  package let code: String
  package let kind: Kind
  /// The leaves, matchers or places the reason names; `$` is the whole answer.
  package private(set) var paths: [String]
  private var text: FoundText
  /// What the text says without times, which differ from run to run; nil where it has none.
  private var textWithoutTimes: String?
  private var differences: [Difference] = []

  /// What code asks about a reason, other than its text.
  package enum Kind: Sendable, Hashable {
    /// Answers in one state of the database differ.
    case variation
    /// What the answer does when the data is another.
    case otherData
    /// No answer came that a golden could be made from or compared with.
    case noAnswer
    case goldenMissing
    case difference
    case notCalled
    /// Nothing was asked, and nothing was to be.
    case notAsked
    case other
  }

  fileprivate init(
    _ code: String, kind: Kind = .other, _ text: FoundText, paths: [String] = []
  ) {
    self.code = code
    self.kind = kind
    self.text = text
    self.paths = paths
  }

  /// Whether nothing was asked.
  var saysNotAsked: Bool { kind == .notCalled || kind == .notAsked }

  /// The description, without times.
  var lastingDescription: String { textWithoutTimes ?? description }

  /// The same reason with other texts in the place of what was found.
  func mapped(
    _ text: (String) -> String, differences change: (Difference) -> Difference = { $0 }
  ) -> Reason {
    // Their texts are cut and escaped, and what was cut cannot be found.
    if !differences.isEmpty { return .differsFromGolden(differences.map(change)) }
    var mapped = self
    mapped.paths = paths.map(text)
    mapped.text = self.text.mapped(text)
    return mapped
  }
}

extension Reason: CustomStringConvertible {
  /// One sentence without a full stop.
  package var description: String { text.description }
}

/// What comes of asking again, and with other data.
extension Reason {
  /// These leaves differ between answers in one state of the database.
  static func varies(_ leaves: [String]) -> Reason {
    Reason("varies", kind: .variation, "varies: \(list: leaves)", paths: leaves)
  }

  /// These leaves are the same whatever is in the database.
  static func doesNotFollowTheData(_ leaves: [String]) -> Reason {
    Reason(
      "does-not-follow-the-data", kind: .otherData, "does not follow the data: \(list: leaves)",
      paths: leaves)
  }

  /// These leaves are not what they were when the database is again.
  static func doesNotReturn(_ leaves: [String]) -> Reason {
    Reason(
      "does-not-return", kind: .otherData, "does not return with the data: \(list: leaves)",
      paths: leaves)
  }

  /// With the other set of seeds the service fails.
  static func failsWithOtherData(_ problem: String) -> Reason {
    Reason("fails-with-other-data", kind: .otherData, "fails with other data: \(found: problem)")
  }

  /// The collections it reads hold the same in both sets, so that nothing shows whether it follows.
  static func sameDataInSets(_ names: [String], areEmpty: Bool) -> Reason {
    let have = names.count == 1 ? "has" : "have"
    let rows = areEmpty ? "no rows in either set" : "the same rows in both sets"
    return Reason(
      "same-data-in-sets", kind: .otherData,
      """
      \(names.joined(separator: ", ")) \(have) \(rows): another row in set B would show whether the answer follows
      """)
  }

  /// The answer is the same with both sets, and some of its fields are traced to rows.
  static let sameAnswerInSets = Reason(
    "same-answer-in-sets", kind: .otherData,
    """
    is the same with both sets of seeds, though fields of it are traced to rows: other values in set B would show \
    whether the rest follows
    """)

  /// It was asked once only: asking changes the data, and the rows could not be restored.
  static let notRepeated = Reason(
    "not-repeated", "was asked only once, which says nothing about stability")
}

/// What is wrong with the answer, or that there is none.
extension Reason {
  static func unreachable(_ problem: String) -> Reason {
    Reason("unreachable", kind: .noAnswer, "unreachable: \(found: problem)")
  }

  /// These leaves change with rows of other tenants, whom the role may not see.
  static func showsOtherTenants(_ leaves: [String]) -> Reason {
    Reason(
      "shows-other-tenants", "changes with rows of other tenants: \(list: leaves)", paths: leaves)
  }

  /// Without credentials the answer was no denial that the role declares.
  static func noDenial(status: Int?) -> Reason {
    guard let status else { return Reason("no-denial", "no answer without credentials") }
    return Reason("no-denial", "no denial without credentials: status \(status)")
  }

  /// With credentials the answer was a denial.
  static func denied(status: Int) -> Reason {
    Reason("denied", kind: .noAnswer, "denied with credentials: status \(status)")
  }

  /// The answer was a denial, and the call sends no credentials.
  static func noRole(status: Int) -> Reason {
    Reason(
      "denied", kind: .noAnswer, "denied: status \(status), and no role is set: add 'as: ROLE'")
  }

  static func wrongStatus(expected: Int, actual: Int) -> Reason {
    Reason("wrong-status", kind: .noAnswer, "expected status \(expected), found \(actual)")
  }

  static func wrongType(expected: String, actual: String?) -> Reason {
    Reason(
      "wrong-type", kind: .noAnswer, "expected type \(expected), found \(found: actual, or: "none")"
    )
  }

  static func notJSON(_ problem: String) -> Reason {
    Reason("not-json", kind: .noAnswer, "the answer is not JSON: \(found: problem)")
  }

  /// The answer is compressed in a way that is not read.
  static func unreadEncoding(_ encoding: String) -> Reason {
    Reason(
      "unread-encoding", kind: .noAnswer,
      "the answer is encoded as '\(found: encoding)', and only gzip and deflate are read")
  }

  static func wrongHeader(_ name: String, expected: String, actual: String?) -> Reason {
    Reason(
      "wrong-header",
      "expected header \(name): \(found: expected), found \(found: actual, or: "none")")
  }

  /// What the API's document says otherwise, a sentence each.
  static func violatesSchema(_ problems: [String]) -> Reason {
    Reason("violates-schema", "is not as the document describes: \(found: problems)")
  }

  static func tooSlow(milliseconds taken: Int64, limit: Int64) -> Reason {
    var reason = Reason("too-slow", "took \(taken) ms, and may take \(limit) ms")
    reason.textWithoutTimes = "took more than \(limit) ms"
    return reason
  }

  /// The database is not changed as declared, a sentence each.
  static func changesDiffer(_ problems: [String]) -> Reason {
    Reason("changes-differ", "\(found: problems)")
  }
}

/// What is wrong with the golden, or with the answer beside it.
extension Reason {
  /// There is no golden body: none is named, or the file is not there.
  static func goldenMissing(_ file: String?) -> Reason {
    let text: FoundText =
      if let file, file.hasPrefix("golden/") {
        """
        there is no golden \(file): bodies are named from inside of the golden folder, as in '\(file.dropFirst(7))'
        """
      } else if let file {
        "there is no golden \(file): 'seedbed verify record' makes it"
      } else {
        "no golden body is named"
      }
    return Reason("golden-missing", kind: .goldenMissing, text)
  }

  /// These matchers match nothing in the answer or in the golden.
  static func matcherMatchesNothing(_ matchers: [String]) -> Reason {
    Reason(
      "matcher-matches-nothing", "matchers match nothing: \(list: matchers)", paths: matchers)
  }

  /// These matchers are for nodes of another kind, a sentence each.
  static func matcherDoesNotFit(_ problems: [String]) -> Reason {
    Reason("matcher-does-not-fit", "\(found: problems)")
  }

  /// Matchers leave every leaf of the golden open.
  static let nothingCompared = Reason("nothing-compared", "matchers leave the whole golden open")

  /// Matchers leave more of the golden open than may be; the limit is in percent.
  static func masked(_ share: Fraction, limit: Int) -> Reason {
    Reason("masked", "matchers leave \(share) of the golden open, and \(limit)% is the most")
  }

  static func differsFromGolden(_ differences: [Difference]) -> Reason {
    let first = differences.first?.description ?? ""
    var reason = Reason(
      "differs-from-golden", kind: .difference,
      differences.count == 1
        ? "differs from its golden: \(first)"
        : "differs from its golden in \(differences.count) places, first \(first)",
      paths: differences.map(\.path))
    reason.differences = differences
    return reason
  }
}

/// What a proof says.
extension Reason {
  /// With data that the proof made the service fails.
  static func failsInProof(_ problem: String) -> Reason {
    Reason("fails-in-proof", "fails with data made for the proof: \(found: problem)")
  }

  /// These leaves are traced to no row and no aggregate, and declared to be nothing else.
  static func unproved(_ leaves: [String]) -> Reason {
    Reason("unproved", "not proved to be data: \(list: leaves)", paths: leaves)
  }

  /// What it answers where there are no rows at all.
  static func answersWithoutRows(_ value: String) -> Reason {
    Reason("answers-without-rows", "without rows it still answers \(found: value)")
  }

  /// No proof applies, or none was made of it, and why.
  static func notProved(_ why: String) -> Reason {
    Reason("not-proved", "not proved: \(found: why)")
  }

  /// What kept the proof from seeing all it wanted to see, a sentence each.
  static func proofHindered(_ problems: [String]) -> Reason {
    Reason("proof-hindered", "\(found: problems)")
  }
}

/// Why nothing was asked.
extension Reason {
  /// It was left out of the run.
  package static let notTested = Reason("not-tested", kind: .notAsked, "was left out of the run")

  /// It was not called, because that may change data; why that is not allowed.
  static func notCalled(_ why: String) -> Reason {
    Reason("not-called", kind: .notCalled, "\(found: why) (--allow-effects calls it)")
  }

  /// A document describes it, and no golden file asks it.
  package static let notInGolden = Reason(
    "not-in-golden", kind: .notAsked, "is documented, and no golden file asks it")
}
