import SeedbedCore
import Testing

@testable import SeedbedFormats

struct SyslogTests {
  private func reader(
    _ text: String, _ form: Syslog.Form, at checkpoint: SourceCheckpoint = .start
  ) throws -> LogReader<Syslog> {
    try LogReader(.memory(bytes(text)), named: "auth.log", grammar: Syslog(form), at: checkpoint)
  }

  private func texts(_ text: String, _ form: Syslog.Form) throws -> [[String]] {
    var reader = try reader(text, form)
    return try reader.rest().map(\.texts)
  }

  @Test func `a line of RFC 3164 gets the year that is declared`() throws {
    let text = """
      Mar 27 13:06:56 web sshd[1291]: Server listening on :: port 22.
      <86>Apr  1 01:02:03 web sudo:   root : TTY=pts/0
      Apr  1 01:02:03 web last message repeated 2 times
      Apr  1 01:02:03 web CRON[1]:
      """
    #expect(
      try texts(text, .rfc3164(year: 2015, rollsOver: false)) == [
        ["", "2015-03-27T13:06:56", "web", "sshd", "1291", "Server listening on :: port 22."],
        ["86", "2015-04-01T01:02:03", "web", "sudo", "", "  root : TTY=pts/0"],
        ["", "2015-04-01T01:02:03", "web", "", "", "last message repeated 2 times"],
        ["", "2015-04-01T01:02:03", "web", "CRON", "1", ""],
      ])
  }

  private static let twoYears = """
    Dec 31 23:59:59 a b: 1
    Jan  1 00:00:01 a b: 2
    Dec 31 23:59:58 a b: 3
    Jan  2 00:00:00 a b: 4
    Feb 29 00:00:00 a b: 5
    """

  @Test func `the next year begins where the month falls, if that is declared`() throws {
    #expect(
      try texts(Self.twoYears, .rfc3164(year: 2015, rollsOver: true)).map {
        $0.dropFirst().first ?? $0[0]
      }
        == [
          "2015-12-31T23:59:59", "2016-01-01T00:00:01", "2015-12-31T23:59:58",
          "2016-01-02T00:00:00", "2016-02-29T00:00:00",
        ])
  }

  @Test func `without that, the lines after the end of the year are problems`() throws {
    #expect(
      try texts(Self.twoYears, .rfc3164(year: 2015, rollsOver: false)).map(\.[0])
        == ["", "syslog.year", "syslog.year", "syslog.year", "syslog.year"])
  }

  @Test(arguments: [
    "Foo 27 13:06:56 web x: y", "Mar 27 web x: y", "Feb 29 00:00:00 web x: y",
    "<192>Mar 27 13:06:56 w x: y",
    "Mar 27 25:00:00 web x: y",
  ])
  func `a line of another form is a problem`(line: String) throws {
    #expect(try texts(line, .rfc3164(year: 2015, rollsOver: false)) == [["log.torn"]])
  }

  @Test func `reading on knows the year`() throws {
    for rollsOver in [true, false] {
      try expectResumable {
        try reader(Self.twoYears, .rfc3164(year: 2015, rollsOver: rollsOver), at: $0)
      }
    }
    expectBearsTearing(bytes(Self.twoYears)) {
      try LogReader(
        .memory($0), named: "a", grammar: Syslog(.rfc3164(year: 2015, rollsOver: true)), at: .start)
    }
  }

  @Test func `a line of RFC 5424 has its parts as written`() throws {
    let text = """
      <34>1 2003-10-11T22:14:15.003Z mymachine su - ID47 - \u{FEFF}'su root' failed
      <165>1 2003-10-11T22:14:15.003-07:00 host app 77 - [a x="1]\\"2"][b] done
      <165>1 - - - - - -
      <165>2 - - - - - -
      """
    #expect(
      try texts(text, .rfc5424) == [
        [
          "34", "2003-10-11T22:14:15.003Z", "mymachine", "su", "-", "ID47", "-", "'su root' failed",
        ],
        [
          "165", "2003-10-11T22:14:15.003-07:00", "host", "app", "77", "-",
          #"[a x="1]\"2"][b]"#, "done",
        ],
        ["165", "-", "-", "-", "-", "-", "-", ""], ["log.torn"],
      ])
    try expectResumable { try reader(text, .rfc5424, at: $0) }
    expectBearsTearing(bytes(text)) {
      try LogReader(.memory($0), named: "a", grammar: Syslog(.rfc5424), at: .start)
    }
  }
}
