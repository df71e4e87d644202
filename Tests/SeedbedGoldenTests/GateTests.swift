import Foundation
import SeedbedFormats
import Testing

@testable import SeedbedGolden

/// Gates are pure: an outcome in, what falls short out.
struct GateTests {
  /// Two operations: one that is stable, one with another status.
  private func outcome(_ statuses: [Int] = [204, 500]) throws -> VerifyOutcome {
    let calls = statuses.indices.map { "{call: GET /\($0), expect: {status: 204}}" }
    let document = try GoldenDocument.read(
      texts: [
        (
          "golden.yaml",
          GoldenDocumentTests.service + "endpoints: [\(calls.joined(separator: ", "))]"
        )
      ], folder: "golden")
    return VerifyOutcome(
      operations: zip(document.endpoints, statuses).map { endpoint, status in
        let answer = Answer(status: status, type: nil, body: .empty, duration: .zero)
        let evidence = Evidence(first: [.success(answer), .success(answer)])
        let judgement = Judgement(
          of: JudgedOperation(endpoint: endpoint, role: nil, golden: .notNamed, evidence: evidence))
        return OperationOutcome(endpoint, judgement, evidence)
      }, duration: .zero)
  }

  @Test func `the line of fields says how many endpoints are not proved for another reason`() throws
  {
    let document = try GoldenDocument.read(
      texts: [
        (
          "golden.yaml",
          GoldenDocumentTests.service
            + "endpoints: [{call: GET /a}, {call: GET /b}, {call: GET /c, class: static}]"
        )
      ], folder: "golden")
    let answer = Answer(status: 200, type: nil, body: .empty, duration: .zero)
    let evidence = Evidence(first: [.success(answer), .success(answer)])
    let proved = ProofJudgement(
      verdicts: [LeafVerdict("$.a", .unproved(.unknown)), LeafVerdict("$.b", .unproved(.unknown))],
      failure: nil)
    let outcome = VerifyOutcome(
      operations: document.endpoints.map { endpoint in
        let proved = endpoint.kind == .data ? proved : nil
        let judgement = Judgement(
          of: JudgedOperation(
            endpoint: endpoint, role: nil, golden: .notNamed, evidence: evidence, proved: proved))
        return OperationOutcome(endpoint, judgement, evidence)
      }, duration: .zero)
    #expect(outcome.notProved == 3)
    #expect(outcome.doubt == "4 fields of 2 endpoints are not proved, nor is 1 more endpoint")
  }

  @Test func `a minimum names a measure and a percentage`() {
    #expect(Minimum("operational=95") == Minimum(.operational, 95))
    #expect(Minimum("proved-real=100") == Minimum(.provedReal, 100))
    for text in ["operational", "operational=", "speed=3", "coverage=101", "operational=9=5"] {
      #expect(Minimum(text) == nil)
    }
  }

  @Test func `what falls short says by how much`() throws {
    let outcome = try outcome()
    #expect(Minimum(.operational, 50).failure(of: outcome) == nil)
    #expect(
      Minimum(.operational, 50.1).failure(of: outcome)
        == "operational is 50.0% (1/2), and has to be 50.1%")
    #expect(
      Minimum(.provedReal, 1).failure(of: outcome)
        == "proved real was not measured, and has to be 1.0%")
  }

  @Test func `a baseline rises by itself and never falls`() throws {
    let good = try outcome([204, 204])
    let baseline = LevelBaseline().raised(by: try outcome())
    #expect(baseline.levels == ["GET /0": 5, "GET /1": 2])
    #expect(baseline.regressions(in: good) == [])
    let raised = baseline.raised(by: good)
    #expect(raised.levels == ["GET /0": 5, "GET /1": 5])
    let worse = try outcome()
    #expect(
      raised.regressions(in: worse).map(\.description)
        == ["GET /1 fell from level 5 to 2 (authorised)"])
    #expect(raised.raised(by: worse) == raised)
  }

  @Test func `a baseline is read as it was written`() throws {
    let folder = try TestFolder()
    let file = "\(folder.path)/levels.json"
    #expect(try LevelBaseline(file: file) == LevelBaseline())
    let baseline = LevelBaseline(levels: ["GET /a": 5, "GET /b": 6])
    try baseline.write(to: file)
    #expect(try LevelBaseline(file: file) == baseline)
  }
}
