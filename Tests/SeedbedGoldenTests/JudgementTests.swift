import SeedbedFormats
import Testing

@testable import SeedbedGolden

/// Judging needs no service: evidence in, level and reasons out.
struct JudgementTests {
  private func endpoint(_ more: String = "") throws -> Endpoint {
    let document = try GoldenDocument.read(
      texts: [
        (
          "golden.yaml",
          GoldenDocumentTests.service
            + "endpoints: [{call: GET /a, expect: {body: a.json}\(more)}]"
        )
      ], folder: "golden")
    return try #require(document.endpoints.first)
  }

  private func answer(
    _ text: String, status: Int = 200, type: String? = "application/json"
  ) -> Exchange {
    .success(
      Answer(
        status: status, type: type,
        body: (try? Answer.body(of: Array(text.utf8), type: type, isJSON: true)) ?? .empty,
        duration: .zero))
  }

  private func judgement(
    _ endpoint: Endpoint, golden: String, first: [Exchange], restarted: [Exchange] = [],
    other: [Exchange] = [], returned: [Exchange] = []
  ) throws -> Judgement {
    Judgement(
      of: JudgedOperation(
        endpoint: endpoint, role: nil,
        golden: .body(try JSONReader.read(text: golden, named: "golden")),
        evidence: Evidence(first: first, restarted: restarted, other: other, returned: returned)))
  }

  @Test func `an equal answer that is repeated is stable`() throws {
    let same = answer("[1]")
    #expect(
      try judgement(try endpoint(), golden: "[1]", first: [same, same]).level == .stable)
  }

  @Test func `one answer says nothing about stability`() throws {
    let judgement = try judgement(try endpoint(), golden: "[1]", first: [answer("[1]")])
    #expect(judgement.level == .golden)
    #expect(judgement.reasons == [.notRepeated])
  }

  @Test func `a value that changes with the restart varies`() throws {
    let judgement = try judgement(
      try endpoint(), golden: "[1]", first: [answer("[1]"), answer("[1]")],
      restarted: [answer("[2]")])
    #expect(judgement.reasons == [.varies(["$[*]"])])
    #expect(judgement.level == .golden)
  }

  @Test func `a leaf a matcher leaves open may vary`() throws {
    let judgement = try judgement(
      try endpoint(#", match: [{path: $.id, ignore: "a number made for each request"}]"#),
      golden: #"{"id": 1, "n": 1}"#,
      first: [answer(#"{"id": 2, "n": 1}"#), answer(#"{"id": 3, "n": 1}"#)])
    #expect(judgement.level == .stable)
  }

  @Test func `only a leaf left open that changes with the data does not prove it`() throws {
    let judgement = try judgement(
      try endpoint(#", match: [{path: $.id, ignore: "a number made for each request"}]"#),
      golden: #"{"id": 1, "n": 1}"#,
      first: [answer(#"{"id": 2, "n": 1}"#), answer(#"{"id": 3, "n": 1}"#)],
      other: [answer(#"{"id": 4, "n": 1}"#)], returned: [answer(#"{"id": 5, "n": 1}"#)])
    #expect(judgement.reasons == [.doesNotFollowTheData(["$"])])
  }

  /// The same answer with both sets.
  private func sameWithBothSets(proved: ProofJudgement?) throws -> Judgement {
    let same = answer("[1]")
    let evidence = Evidence(first: [same, same], other: [same], returned: [same])
    return Judgement(
      of: JudgedOperation(
        endpoint: try endpoint(), role: nil, golden: .body([1]), evidence: evidence,
        proved: proved))
  }

  @Test
  func
    `where both sets give the same answer, and a field of it is traced, the sets are the reason`()
    throws
  {
    let trace = LeafVerdict.Verdict.traced(Trace(source: "count(visits)", chance: 0))
    let unproved = LeafVerdict("$.b", .unproved(.unknown))
    let some = try sameWithBothSets(
      proved: ProofJudgement(verdicts: [LeafVerdict("$.a", trace), unproved], failure: nil))
    #expect(some.reasons == [.sameAnswerInSets])
    #expect(some.level == .golden)
    let none = try sameWithBothSets(proved: ProofJudgement(verdicts: [unproved], failure: nil))
    #expect(none.reasons == [.doesNotFollowTheData(["$"])])
  }

  @Test func `an answer that is traced to the rows follows them, whatever both sets hold`() throws {
    let traced = ProofJudgement(
      verdicts: [LeafVerdict("$[*]", .traced(Trace(source: "count(visits)", chance: 0)))],
      failure: nil)
    let judgement = try sameWithBothSets(proved: traced)
    #expect(judgement.reasons == [])
    #expect(judgement.level == .real)
    #expect(judgement.proof == .passed)
  }

  @Test func `what no proof is made of says why it is not proved, where one was made`() throws {
    let same = answer("[1]")
    func reasons(_ more: String, isProofMade: Bool = true) throws -> [Reason] {
      Judgement(
        of: JudgedOperation(
          endpoint: try endpoint(more), role: nil, golden: .body([1]),
          evidence: Evidence(first: [same, same]), isProofMade: isProofMade)
      ).reasons
    }
    #expect(try reasons(", class: static") == [.notProved("class static: it serves no rows")])
    #expect(try reasons(", class: static", isProofMade: false) == [])
    #expect(
      try reasons(", class: effect")
        == [.notProved("its golden file does not say what it changes ('changes:')")])
    #expect(
      try reasons(", class: effect, changes: {orders: {added: 1}}", isProofMade: false)
        == [.notProved("whether it changes what 'changes:' says was not looked at")])
  }

  @Test func `a status that changes in one state varies`() throws {
    let judgement = try judgement(
      try endpoint(), golden: "[1]", first: [answer("[1]"), answer("[1]", status: 500)])
    #expect(judgement.reasons == [.varies(["status"])])
  }

  @Test func `the reasons are complete, what repeats tell comes first`() throws {
    let judgement = try judgement(
      try endpoint(), golden: #"{"a": 1, "b": 2}"#,
      first: [answer(#"{"a": 5, "b": 7}"#), answer(#"{"a": 6, "b": 7}"#)],
      other: [answer(#"{"a": 8, "b": 7}"#)], returned: [answer(#"{"a": 9, "b": 7}"#)])
    #expect(
      judgement.reasons.map(\.description) == [
        "varies: $.a", "does not follow the data: $.b",
        "differs from its golden in 2 places, first $.a: expected 1, found 5",
      ])
  }

  @Test func `a record that is only in one set may be missing in the other`() throws {
    let there = answer(#"{"name": "x"}"#)
    let judgement = try judgement(
      try endpoint(), golden: #"{"name": "x"}"#, first: [there, there],
      other: [answer("{}", status: 404)], returned: [there])
    #expect(judgement.level == .stable)
    #expect(judgement.proof == .passed)
  }

  @Test func `a matcher that matches nothing is an error of the endpoint`() throws {
    let same = answer(#"{"n": 1}"#)
    let judgement = try judgement(
      try endpoint(#", match: [{path: $.at, is: iso8601}]"#), golden: #"{"n": 1}"#,
      first: [same, same])
    #expect(judgement.reasons == [.matcherMatchesNothing(["$.at"])])
    #expect(judgement.level == .wellFormed)
  }

  @Test func `matchers that leave everything open compare nothing`() throws {
    let same = answer(#"{"n": 1}"#)
    let judgement = try judgement(
      try endpoint(#", match: [{path: $.n, ignore: "it varies"}]"#), golden: #"{"n": 1}"#,
      first: [same, same])
    #expect(judgement.reasons == [.nothingCompared])
  }

  @Test(arguments: [
    ("10", "10", 1), ("1e9", "-3", 1), ("1", "0", 1), ("1e-6", "0", 2), ("9", "10", 2),
  ])
  func `a tolerance as large as the value leaves it open`(
    tolerance: String, value: String, compared: Int
  ) throws {
    let golden = #"{"n": \#(value), "m": 1}"#
    let same = answer(golden)
    let judgement = try judgement(
      try endpoint(", match: [{path: $.n, tolerance: \(tolerance)}]"), golden: golden,
      first: [same, same])
    #expect(judgement.compared == Fraction(compared, of: 2))
  }

  @Test func `a matcher for lists on what is no list is an error of the endpoint`() throws {
    let same = answer(#"{"l": {"a": 1}, "s": "x"}"#)
    let judgement = try judgement(
      try endpoint(", match: [{path: $.l, unordered: true}, {path: $.s, tolerance: 1}]"),
      golden: #"{"l": {"a": 1}, "s": "x"}"#, first: [same, same])
    #expect(
      judgement.reasons == [
        .matcherDoesNotFit([
          "$.l is not a list, and 'unordered' is for lists",
          "$.s is not a number, and 'tolerance' is for numbers",
        ])
      ])
  }

  @Test func `another media type is not well-formed`() throws {
    let same = answer("[1]", type: "text/html")
    let judgement = try judgement(try endpoint(), golden: "[1]", first: [same, same])
    #expect(judgement.level == .authorised)
    #expect(
      judgement.reasons == [.wrongType(expected: "application/json", actual: "text/html")])
  }

  @Test func `a denial with credentials is not authorised`() throws {
    let same = answer("[1]", status: 403)
    let judgement = try judgement(try endpoint(), golden: "[1]", first: [same, same])
    #expect(judgement.level == .reachable)
    #expect(judgement.reasons.first == .noRole(status: 403))
  }
}

struct FractionTests {
  @Test func `a percentage is truncated, never rounded up`() {
    #expect(Fraction(22, of: 39).description == "56.4% (22/39)")
    #expect(Fraction(1999, of: 2000).description == "99.9% (1999/2000)")
    #expect(Fraction(39, of: 39).description == "100.0% (39/39)")
    #expect(Fraction(0, of: 0).description == "0.0% (0/0)")
  }
}

struct VerifyOutcomeTests {
  private func outcome(taking duration: Duration) throws -> VerifyOutcome {
    let document = try GoldenDocument.read(
      texts: [("golden.yaml", GoldenDocumentTests.service + "endpoints: [{call: GET /a}]")],
      folder: "golden")
    let answer = Answer(status: 200, type: nil, body: .empty, duration: duration)
    let evidence = Evidence(first: [.success(answer), .success(answer)])
    let endpoint = document.endpoints[0]
    let judgement = Judgement(
      of: JudgedOperation(endpoint: endpoint, role: nil, golden: .notNamed, evidence: evidence))
    return VerifyOutcome(
      operations: [OperationOutcome(endpoint, judgement, evidence)], duration: duration)
  }

  @Test func `everything but the timing is the same from run to run`() throws {
    let slow = try outcome(taking: .seconds(2)).json
    let fast = try outcome(taking: .milliseconds(2)).json
    #expect(slow["timing"] != fast["timing"])
    #expect(slow["operations"] == fast["operations"])
    #expect(slow["version"] == 1)
  }

  @Test func `an answer without a body needs no golden`() throws {
    #expect(try outcome(taking: .zero).operational.count == 1)
  }
}
