import SeedbedCore
import Testing

@testable import SeedbedReport

struct RunHistoryTests {
  private static let text = """
    {"at":"2026-01-15T12:00:00.000000Z","operational":564,"proved_real":null,"operations":39}
    {"at":"2026-01-16T12:00:00.000000Z","operational":1000,"proved_real":900,"operations":39}

    """

  @Test func `each line is a run`() throws {
    let history = try RunHistory(text: Self.text, named: "history.ndjson")
    #expect(history.entries.map(\.operational) == [564, 1000])
    #expect(history.entries.map(\.provedReal) == [nil, 900])
  }

  @Test func `a line that is not a run is named`() throws {
    let problem = #expect(throws: Diagnostic.self) {
      try RunHistory(text: Self.text + "torn\n", named: "history.ndjson")
    }
    #expect(problem?.location?.description == "history.ndjson:3:1")
  }

  @Test func `two runs make a line, and one does not`() throws {
    let chart = try #require(
      TrendChart.svg(of: RunHistory(text: Self.text, named: "history.ndjson")))
    #expect(chart.contains(#"<path class="operational" d="M0 57L600 4"/>"#))
    #expect(chart.contains("2 runs from 2026-01-15 to 2026-01-16"))
    #expect(TrendChart.svg(of: RunHistory()) == nil)
  }
}
