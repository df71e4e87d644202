import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedBackfill

struct SessionTests {
  private static let specification = """
    backfill: test
    target: visits
    source:
      format: combined_log
      files: [access.log]
      sessions: {by: [host, user_agent], time: time, time_format: clf, gap: 30m}
    key: {fields: [host, user_agent, first]}
    map:
      page: {from: host, keep: "hosts of a test"}
      visited_at: {from: first, format: iso8601}
      status: {from: last}
      duration: {from: count}
    rejects: {max: 1}
    """

  private func visit(_ host: String, _ time: String) -> String {
    "\(host) - - [17/May/2015:\(time) +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"agent\"\n"
  }

  private func sessions(_ log: String) throws -> [String] {
    let project = try TestProject()
    try project.write(log, to: "access.log")
    let outcome = try project.load(Self.specification)
    #expect(outcome.failure == nil)
    return try project.rows(
      """
      SELECT page, substr(visited_at, 12, 8), substr(status, 12, 8), duration
      FROM visits ORDER BY page, visited_at
      """)
  }

  @Test func `exactly the gap is still the same session`() throws {
    #expect(
      try sessions(visit("a", "10:00:00") + visit("a", "10:30:00")) == ["a|10:00:00|10:30:00|2"])
  }

  @Test func `a second more than the gap begins another`() throws {
    #expect(
      try sessions(visit("a", "10:00:00") + visit("a", "10:30:01")) == [
        "a|10:00:00|10:00:00|1", "a|10:30:01|10:30:01|1",
      ])
  }

  @Test func `the gap is counted from the last visit`() throws {
    #expect(
      try sessions(visit("a", "10:00:00") + visit("a", "10:20:00") + visit("a", "10:45:00")) == [
        "a|10:00:00|10:45:00|3"
      ])
  }

  @Test func `visitors who come in turns have their own sessions`() throws {
    #expect(
      try sessions(
        visit("a", "10:00:00") + visit("b", "10:01:00") + visit("a", "10:02:00")
          + visit("b", "10:40:00")) == [
          "a|10:00:00|10:02:00|2", "b|10:01:00|10:01:00|1", "b|10:40:00|10:40:00|1",
        ])
  }

  @Test func `a visit written late begins its session earlier`() throws {
    #expect(
      try sessions(visit("a", "10:00:05") + visit("a", "10:00:03")) == ["a|10:00:03|10:00:05|2"])
  }

  @Test func `a torn line is counted and kept as a reject`() throws {
    let project = try TestProject()
    try project.write(visit("a", "10:00:00") + "torn\n" + visit("a", "10:05:00"), to: "access.log")
    let outcome = try project.load(Self.specification)
    #expect(outcome.counts.read == 2)
    #expect(outcome.counts.loaded == 1)
    #expect(outcome.counts.rejected == 1)
    #expect(outcome.rejects.map(\.line) == [2])
  }

  @Test func `a file that was read has nothing new`() throws {
    let project = try TestProject()
    try project.write(visit("a", "10:00:00"), to: "access.log")
    try project.load(Self.specification)
    let outcome = try project.load(Self.specification)
    #expect(outcome.counts.read == 0)
    #expect(outcome.totals.loaded == 1)
  }

  @Test func `a file that grew is refused, since its last sessions may have gone on`() throws {
    let project = try TestProject()
    try project.write(visit("a", "10:00:00"), to: "access.log")
    try project.load(Self.specification)
    try project.append(visit("a", "10:05:00"), to: "access.log")
    #expect(
      problems { try project.load(Self.specification) } == [
        "\(project.path)/history/access.log grew, and sessions that had ended may have gone on"
      ])
  }

  @Test func `a field that visitors are told apart by must be there`() throws {
    let project = try TestProject()
    try project.write(visit("a", "10:00:00"), to: "access.log")
    #expect(
      problems {
        try project.load(Self.specification.replacing("by: [host,", with: "by: [hots,"))
      } == [
        "the source has no field 'hots' to join sessions by; did you mean 'host'?"
      ])
  }
}
