import SeedbedCore
import SeedbedFormats
import Testing

@testable import SeedbedGolden
@testable import SeedbedReport

/// The reports of a verification that other programs read, written out whole.
struct VerifyReportTests {
  /// One operation that is stable, one with a wrong status, one left out.
  private static func outcome(remarks: [String] = []) throws -> VerifyOutcome {
    let document = try GoldenDocument.read(
      texts: [
        (
          "golden/shop.yaml",
          """
          service: {base_url: "http://127.0.0.1:8080"}
          endpoints:
            - {call: GET /good, expect: {status: 204}}
            - {call: "GET /bad?a=1&b=<2>", expect: {status: 204}}
            - {call: GET /left}
          """
        )
      ], folder: "golden")
    let asked = zip(document.endpoints, [204, 500]).map { endpoint, status in
      let answer = Answer(status: status, type: nil, body: .empty, duration: .milliseconds(12))
      let evidence = Evidence(first: [.success(answer), .success(answer)])
      let judgement = Judgement(
        of: JudgedOperation(endpoint: endpoint, role: nil, golden: .notNamed, evidence: evidence))
      return OperationOutcome(endpoint, judgement, evidence)
    }
    return VerifyOutcome(
      operations: asked + [OperationOutcome(notTested: document.endpoints[2])], remarks: remarks,
      duration: .zero)
  }

  @Test func `JUnit has a case for each operation`() throws {
    #expect(
      ReportFormat.junit.text(of: try Self.outcome()) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites><testsuite name="seedbed verify" tests="3" failures="1" skipped="1">
          <testcase classname="golden/shop.yaml" name="GET /good" time="0.012"/>
          <testcase classname="golden/shop.yaml" name="GET /bad?a=1&amp;b=&lt;2&gt;" time="0.012">\
        <failure message="wrong status">expected status 204, found 500</failure></testcase>
          <testcase classname="golden/shop.yaml" name="GET /left" time="0.0"><skipped/></testcase>
        </testsuite></testsuites>

        """)
  }

  @Test func `TAP has a line for each operation`() throws {
    #expect(
      ReportFormat.tap.text(of: try Self.outcome()) == """
        TAP version 14
        1..3
        ok 1 - GET /good (stable)
        not ok 2 - GET /bad?a=1&b=<2> (authorised)
        # expected status 204, found 500
        ok 3 - GET /left (listed) # SKIP left out of the run

        """)
  }

  @Test func `Markdown lists what failed and why`() throws {
    #expect(
      ReportFormat.markdown.text(of: try Self.outcome()) == """
        ### operational 33.3% (1/3), none proved · proved real not measured

        | operation | level | why |
        |---|---|---|
        | `GET /bad?a=1&b=<2>` | 2 authorised | expected status 204, found 500 |

        """)
  }

  @Test func `every report says what there is to know beside its operations`() throws {
    let outcome = try Self.outcome(remarks: ["visits: 1 row < all & none", "the table seen stays"])
    let junit = ReportFormat.junit.text(of: outcome)
    #expect(
      junit.contains(
        "  <system-out>visits: 1 row &lt; all &amp; none\nthe table seen stays</system-out>\n</testsuite>"
      ))
    #expect(
      ReportFormat.tap.text(of: outcome).hasSuffix(
        "\n# visits: 1 row < all & none\n# the table seen stays\n"))
    let markdown = ReportFormat.markdown.text(of: outcome)
    #expect(markdown.contains("\n\n- visits: 1 row"))
    #expect(markdown.contains("\n- the table seen stays"))
    #expect(ReportFormat.json.text(of: outcome).contains("the table seen stays"))
    #expect(
      TextReport(Paint(isColored: false)).text(of: outcome).contains("\nthe table seen stays"))
    var summary = RunSummary(database: "shop", startedAt: Timestamp(seconds: 0))
    summary.verification = outcome
    let html = try HTMLReport().html(of: summary)
    #expect(html.contains("<li>the table seen stays</li>"))
  }

  @Test func `a matrix in which no endpoint says what it reads ticks nothing off`() throws {
    let document = try GoldenDocument.read(
      texts: [
        (
          "golden/a.yaml",
          "service: {base_url: \"http://127.0.0.1:1\"}\nendpoints: [{call: GET /a}]"
        )
      ], folder: "golden")
    #expect(
      TextReport(Paint(isColored: false)).text(of: MatrixOutcome(endpoints: document.endpoints))
        == """
            GET /a
              reads nothing
        0 collections, 1 endpoint: none says what it reads ('reads:' in its golden file)
        """)
  }

  @Test func `what could not be measured is not said to be read by nothing`() throws {
    let document = try GoldenDocument.read(
      texts: [
        (
          "golden/a.yaml",
          """
          service: {base_url: "http://127.0.0.1:1"}
          endpoints: [{call: GET /a, reads: [words]}, {call: GET /b, reads: [goods]}, {call: GET /c}]
          """
        )
      ], folder: "golden")
    var outcome = MatrixOutcome(endpoints: document.endpoints)
    outcome.add("words")
    outcome.add(notMeasured: "words", "words: it is a virtual table")
    outcome.remarks = ["the service or another program created the table seen"]
    #expect(
      TextReport(Paint(isColored: false)).text(of: outcome) == """
          ? GET /a
              may read words, which could not be measured
          ✗ GET /b
              reads nothing
              • its golden file says goods
            GET /c
              reads nothing
          ? not measured: words: it is a virtual table
        1 collection, 3 endpoints: 0 of 2 read what they say

        the service or another program created the table seen
        """)
  }

  @Test func `the badge shows what was measured`() throws {
    let badge = try JSONReader.read(
      text: ReportFormat.badge.text(of: try Self.outcome()), named: "badge")
    #expect(
      badge == [
        "schemaVersion": 1, "label": "operational", "message": "33.3% (1/3), not proved",
        "color": "red",
      ])
  }
}
