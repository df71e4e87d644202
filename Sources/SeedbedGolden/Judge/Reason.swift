/// Why an operation is not where it should be; paths name leaves, `$` the whole answer.
///
/// The order of the cases is the order in which they are shown: what says most comes first.
package enum Reason: Sendable, Hashable {
  /// These leaves differ between answers in one state of the database.
  case varies([String])
  /// These leaves are the same whatever is in the database.
  case doesNotFollowTheData([String])
  /// These leaves are not what they were when the database is again.
  case doesNotReturn([String])
  /// With the other set of seeds the service fails.
  case failsWithOtherData(String)
  case unreachable(String)
  /// These leaves change with rows of other tenants, whom the role may not see.
  case showsOtherTenants([String])
  /// Without credentials the answer was no denial that the role declares.
  case noDenial(status: Int?)
  /// With credentials the answer was a denial.
  case denied(status: Int)
  /// The answer was a denial, and the call sends no credentials.
  case noRole(status: Int)
  case wrongStatus(expected: Int, actual: Int)
  case wrongType(expected: String, actual: String?)
  case notJSON(String)
  /// The answer is compressed in a way that is not read.
  case unreadEncoding(String)
  case wrongHeader(String, expected: String, actual: String?)
  /// What the API's document says otherwise, a sentence each.
  case violatesSchema([String])
  case tooSlow(milliseconds: Int64, limit: Int64)
  /// There is no golden body: none is named, or the file is not there.
  case goldenMissing(String?)
  /// These matchers match nothing in the answer or in the golden.
  case matcherMatchesNothing([String])
  /// These matchers are for nodes of another kind, a sentence each.
  case matcherDoesNotFit([String])
  /// Matchers leave every leaf of the golden open.
  case nothingCompared
  /// Matchers leave more of the golden open than may be; the limit is in percent.
  case masked(Fraction, limit: Int)
  case differsFromGolden([Difference])
  /// The database is not changed as declared, a sentence each.
  case changesDiffer([String])
  /// With data that the proof made the service fails.
  case failsInProof(String)
  /// These leaves are traced to no row and no aggregate, and declared to be nothing else.
  case unproved([String])
  /// What it answers where there are no rows at all.
  case answersWithoutRows(String)
  /// The collections it reads hold the same in both sets, so that nothing shows whether it follows.
  case sameDataInSets([String], areEmpty: Bool)
  /// The answer is the same with both sets, and some of its fields are traced to rows.
  case sameAnswerInSets
  /// No proof applies, or none was made of it, and why.
  case notProved(String)
  /// What kept the proof from seeing all it wanted to see, a sentence each.
  case proofHindered([String])
  /// It was asked once only: asking changes the data, and the rows could not be restored.
  case notRepeated
  /// It was left out of the run.
  case notTested
  /// It was not called, because that may change data; why that is not allowed.
  case notCalled(String)
  /// A document describes it, and no golden file asks it.
  case notInGolden
}

extension Reason {
  /// A stable name, for files that other programs read.
  package var code: String {
    switch self {
    case .varies: "varies"
    case .doesNotFollowTheData: "does-not-follow-the-data"
    case .doesNotReturn: "does-not-return"
    case .failsWithOtherData: "fails-with-other-data"
    case .unreachable: "unreachable"
    case .showsOtherTenants: "shows-other-tenants"
    case .noDenial: "no-denial"
    case .denied, .noRole: "denied"
    case .wrongStatus: "wrong-status"
    case .wrongType: "wrong-type"
    case .notJSON: "not-json"
    case .unreadEncoding: "unread-encoding"
    case .wrongHeader: "wrong-header"
    case .violatesSchema: "violates-schema"
    case .tooSlow: "too-slow"
    case .goldenMissing: "golden-missing"
    case .matcherMatchesNothing: "matcher-matches-nothing"
    case .matcherDoesNotFit: "matcher-does-not-fit"
    case .nothingCompared: "nothing-compared"
    case .masked: "masked"
    case .differsFromGolden: "differs-from-golden"
    case .changesDiffer: "changes-differ"
    case .failsInProof: "fails-in-proof"
    case .unproved: "unproved"
    case .answersWithoutRows: "answers-without-rows"
    case .sameDataInSets: "same-data-in-sets"
    case .sameAnswerInSets: "same-answer-in-sets"
    case .notProved: "not-proved"
    case .proofHindered: "proof-hindered"
    case .notRepeated: "not-repeated"
    case .notTested: "not-tested"
    case .notCalled: "not-called"
    case .notInGolden: "not-in-golden"
    }
  }

  /// Whether answers in one state of the database differ.
  var isVariation: Bool { if case .varies = self { true } else { false } }

  /// The leaves, matchers or places the reason names.
  package var paths: [String] {
    switch self {
    case .varies(let paths), .doesNotFollowTheData(let paths), .doesNotReturn(let paths),
      .matcherMatchesNothing(let paths), .unproved(let paths), .showsOtherTenants(let paths):
      paths
    case .differsFromGolden(let differences): differences.map(\.path)
    case .failsWithOtherData, .unreachable, .noDenial, .denied, .noRole, .wrongStatus, .wrongType,
      .notJSON, .unreadEncoding, .wrongHeader, .violatesSchema, .tooSlow, .goldenMissing,
      .matcherDoesNotFit, .nothingCompared, .masked, .changesDiffer, .failsInProof,
      .answersWithoutRows, .sameDataInSets, .sameAnswerInSets, .notProved, .proofHindered,
      .notRepeated, .notTested, .notCalled, .notInGolden:
      []
    }
  }
}

extension Reason {
  /// Whether nothing was asked.
  var saysNotAsked: Bool {
    switch self {
    case .notTested, .notCalled, .notInGolden: true
    case .varies, .doesNotFollowTheData, .doesNotReturn, .failsWithOtherData, .unreachable,
      .showsOtherTenants, .noDenial, .denied, .noRole, .wrongStatus, .wrongType, .notJSON,
      .unreadEncoding, .wrongHeader, .violatesSchema, .tooSlow, .goldenMissing,
      .matcherMatchesNothing, .matcherDoesNotFit, .nothingCompared, .masked,
      .differsFromGolden, .changesDiffer, .failsInProof, .unproved, .answersWithoutRows,
      .sameDataInSets, .sameAnswerInSets, .notProved, .proofHindered, .notRepeated:
      false
    }
  }
}

extension Reason: CustomStringConvertible {
  /// One sentence without a full stop.
  package var description: String {
    switch self {
    case .varies(let paths): "varies: \(Self.list(paths))"
    case .doesNotFollowTheData(let paths): "does not follow the data: \(Self.list(paths))"
    case .doesNotReturn(let paths): "does not return with the data: \(Self.list(paths))"
    case .failsWithOtherData(let problem): "fails with other data: \(problem)"
    case .unreachable(let problem): "unreachable: \(problem)"
    case .showsOtherTenants(let paths):
      "changes with rows of other tenants: \(Self.list(paths))"
    case .noDenial(let status?): "no denial without credentials: status \(status)"
    case .noDenial(nil): "no answer without credentials"
    case .denied(let status): "denied with credentials: status \(status)"
    case .noRole(let status): "denied: status \(status), and no role is set: add 'as: ROLE'"
    case .wrongStatus(let expected, let actual): "expected status \(expected), found \(actual)"
    case .wrongType(let expected, let actual):
      "expected type \(expected), found \(actual ?? "none")"
    case .unreadEncoding(let encoding):
      "the answer is encoded as '\(encoding)', and only gzip and deflate are read"
    case .notJSON(let problem): "the answer is not JSON: \(problem)"
    case .wrongHeader(let name, let expected, let actual):
      "expected header \(name): \(expected), found \(actual ?? "none")"
    case .violatesSchema(let problems):
      "is not as the document describes: \(problems.joined(separator: "; "))"
    case .tooSlow(let taken, let limit): "took \(taken) ms, and may take \(limit) ms"
    case .goldenMissing(let file?):
      file.hasPrefix("golden/")
        ? "there is no golden \(file): bodies are named from inside of the golden folder, as in "
          + "'\(file.dropFirst(7))'"
        : "there is no golden \(file): 'seedbed verify record' makes it"
    case .goldenMissing(nil): "no golden body is named"
    case .matcherMatchesNothing(let paths): "matchers match nothing: \(Self.list(paths))"
    case .matcherDoesNotFit(let problems): problems.joined(separator: "; ")
    case .nothingCompared: "matchers leave the whole golden open"
    case .masked(let share, let limit):
      "matchers leave \(share) of the golden open, and \(limit)% is the most"
    case .changesDiffer(let problems): problems.joined(separator: "; ")
    case .differsFromGolden(let differences):
      differences.count == 1
        ? "differs from its golden: \(differences[0])"
        : "differs from its golden in \(differences.count) places, first \(differences[0])"
    case .failsInProof(let problem): "fails with data made for the proof: \(problem)"
    case .unproved(let paths): "not proved to be data: \(Self.list(paths))"
    case .answersWithoutRows(let value): "without rows it still answers \(value)"
    case .sameDataInSets(let names, let areEmpty):
      "\(names.joined(separator: ", ")) \(names.count == 1 ? "has" : "have") "
        + (areEmpty ? "no rows in either set" : "the same rows in both sets")
        + ": another row in set B would show whether the answer follows"
    case .sameAnswerInSets:
      "is the same with both sets of seeds, though fields of it are traced to rows: other values in set B would "
        + "show whether the rest follows"
    case .notProved(let why): "not proved: \(why)"
    case .proofHindered(let problems): problems.joined(separator: "; ")
    case .notRepeated: "was asked only once, which says nothing about stability"
    case .notTested: "was left out of the run"
    case .notCalled(let why): "\(why) (--allow-effects calls it)"
    case .notInGolden: "is documented, and no golden file asks it"
    }
  }

  private static func list(_ paths: [String]) -> String {
    if paths == ["$"] { return "the whole answer" }
    let shown = paths.prefix(5).joined(separator: ", ")
    return paths.count > 5 ? "\(shown) and \(paths.count - 5) more" : shown
  }
}

extension Reason {
  /// The same reason with other texts.
  func mapped(
    _ text: (String) -> String, differences: (Difference) -> Difference = { $0 }
  ) -> Reason {
    switch self {
    case .varies(let paths): .varies(paths.map(text))
    case .doesNotFollowTheData(let paths): .doesNotFollowTheData(paths.map(text))
    case .doesNotReturn(let paths): .doesNotReturn(paths.map(text))
    case .failsWithOtherData(let problem): .failsWithOtherData(text(problem))
    case .unreachable(let problem): .unreachable(text(problem))
    case .showsOtherTenants(let paths): .showsOtherTenants(paths.map(text))
    case .wrongType(let expected, let actual):
      .wrongType(expected: expected, actual: actual.map(text))
    case .notJSON(let problem): .notJSON(text(problem))
    case .unreadEncoding(let name): .unreadEncoding(text(name))
    case .wrongHeader(let name, let expected, let actual):
      .wrongHeader(name, expected: text(expected), actual: actual.map(text))
    case .violatesSchema(let problems): .violatesSchema(problems.map(text))
    case .matcherMatchesNothing(let paths): .matcherMatchesNothing(paths.map(text))
    case .matcherDoesNotFit(let problems): .matcherDoesNotFit(problems.map(text))
    case .differsFromGolden(let found): .differsFromGolden(found.map(differences))
    case .changesDiffer(let problems): .changesDiffer(problems.map(text))
    case .failsInProof(let problem): .failsInProof(text(problem))
    case .unproved(let paths): .unproved(paths.map(text))
    case .answersWithoutRows(let value): .answersWithoutRows(text(value))
    case .notProved(let why): .notProved(text(why))
    case .proofHindered(let problems): .proofHindered(problems.map(text))
    case .notCalled(let why): .notCalled(text(why))
    case .noDenial, .denied, .noRole, .wrongStatus, .tooSlow, .goldenMissing, .nothingCompared,
      .masked, .sameDataInSets, .sameAnswerInSets, .notRepeated, .notTested, .notInGolden:
      self
    }
  }
}
