import Foundation
import SeedbedFormats
import Testing

@testable import SeedbedGolden

/// Answers come back from their file as they went in.
struct EvidenceFileTests {
  private func answer(_ body: Answer.Body, after duration: Duration = .milliseconds(7)) -> Answer {
    Answer(
      status: 201, type: "application/json",
      headers: [.init(name: "x-build", value: "7"), .init(name: "x-none", value: nil)],
      redirection: "/there", cookies: ["a=1", "b=2"], body: body, duration: duration)
  }

  private func json(_ text: String) throws -> Answer.Body {
    .json(try JSONReader.read(text: text, named: "test"), Array(text.utf8))
  }

  @Test func `every kind of answer comes back whole, with the time it took`() throws {
    let file = try EvidenceFile(operations: 2)
    let exchanges: [Exchange] = [
      .success(answer(.empty)), .success(answer(.bytes([0, 10, 255]))),
      .success(answer(.text("<p>\n\nhello</p>", problem: nil))),
      .success(answer(.text("{", problem: "answer:1:2: it ends"))),
      .success(answer(try json(#"{"z": [1.50, -0, 1e400], "a": {"b": null, "": "\u0000\n"}}"#))),
      .failure(ExchangeFailure(message: "the connection was refused")),
    ]
    try file.keep(exchanges, of: 1, in: .first, isFurther: false)
    #expect(try file.evidence(of: 1).first == exchanges)
    #expect(try file.evidence(of: 0) == Evidence())
  }

  @Test func `members keep their order and numbers their digits`() throws {
    let file = try EvidenceFile(operations: 1)
    let exchange = Exchange.success(answer(try json(#"{"z": 1.50, "a": 2, "m": 1e3}"#)))
    try file.keep([exchange], of: 0, in: .first, isFurther: false)
    let members = try file.evidence(of: 0).first.first?.answer?.value?.object?.members ?? []
    #expect(members.map(\.name) == ["z", "a", "m"])
    #expect(members.map { JSONWriter.text($0.value, pretty: false) } == ["1.50", "2", "1e3"])
  }

  @Test
  func `what is asked again takes the place of what was there, and further answers come after`()
    throws
  {
    let file = try EvidenceFile(operations: 1)
    func exchange(_ number: Int) throws -> Exchange {
      .success(answer(try json("\(number)"), after: .milliseconds(number)))
    }
    try file.keep([exchange(1), exchange(1)], of: 0, in: .first, isFurther: false)
    try file.keep([exchange(2)], of: 0, in: .changed, isFurther: false)
    try file.keep([exchange(3)], of: 0, in: .changed, isFurther: false)
    try file.keep([exchange(1)], of: 0, in: .first, isFurther: true)
    try file.keep(withoutCredentials: exchange(4), of: 0)
    file.keep(changeProblems: ["a", "b"], of: 0)
    file.keep(changeProblems: ["b", "c"], of: 0)
    let evidence = try file.evidence(of: 0)
    #expect(try evidence.first == [exchange(1), exchange(1), exchange(1)])
    #expect(try evidence.made == [.changed: [exchange(3)]])
    #expect(try evidence.withoutCredentials == exchange(4))
    #expect(evidence.changeProblems == ["a", "b", "c"])
  }
}
