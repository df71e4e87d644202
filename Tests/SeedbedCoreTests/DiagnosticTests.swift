import SeedbedCore
import Testing

extension Diagnostic.Code {
  fileprivate static let file = Self("test.file", .invalidFile)
  fileprivate static let run = Self("test.run", .runFailed)
  fileprivate static let check = Self("test.check", .checkFailed)
}

struct DiagnosticTests {
  private let place = Location(file: "users.yaml", line: 12, column: 3)

  @Test func `of very many problems the first are shown, and how many there are besides`() {
    let problems = Diagnostics((1...103).map { Diagnostic(.file, "problem \($0)") })
    let shown = problems.shortened.items.map(\.message)
    #expect(shown.count == 101)
    #expect(shown.suffix(2) == ["problem 100", "… and 3 more problems"])
    #expect(Diagnostics(Array(problems.items.prefix(100))).shortened.items.count == 100)
  }

  @Test
  func `a problem says where, what and what to do`() {
    let problem = Diagnostic(
      .file, "'emial' is not a column of users; did you mean 'email'?",
      help: "columns: email, id", at: place,
      excerpt: .init(line: "  emial: x", column: 3, length: 5),
      cause: "checked against the migrations")
    #expect(
      problem.description == """
        users.yaml:12:3: 'emial' is not a column of users; did you mean 'email'?
          12 |   emial: x
             |   ^^^^^
          cause: checked against the migrations
          help: columns: email, id
        """)
  }

  @Test
  func `a tab before the mark stays a tab under it`() {
    let problem = Diagnostic(
      .file, "wrong", at: place, excerpt: .init(line: "\tø\tname", column: 4))
    #expect(
      problem.description
        == "users.yaml:12:3: wrong\n  12 | \tø\tname\n     | \t \t^")
  }

  @Test
  func `a mark past the end of the line is still shown`() {
    let problem = Diagnostic(.file, "wrong", at: place, excerpt: .init(line: "a", column: 2))
    #expect(problem.description == "users.yaml:12:3: wrong\n  12 | a\n     |  ^")
  }

  @Test
  func `a column before the first is the first`() {
    let problem = Diagnostic(.file, "wrong", excerpt: .init(line: "a", column: 0, length: 0))
    #expect(problem.description == "wrong\n   | a\n   | ^")
  }

  @Test
  func `without a place there is only the message`() {
    #expect(Diagnostic(.run, "the disk is full").description == "the disk is full")
  }

  @Test
  func `problems are told in the order they were found`() {
    var problems = Diagnostics()
    problems.add(Diagnostic(.file, "one"))
    let more = Diagnostics([Diagnostic(.file, "two"), Diagnostic(.file, "three")])
    problems.add(more, otherwise: .run)
    #expect(problems.description == "one\ntwo\nthree")
  }

  @Test
  func `an error of another kind gets the code given`() {
    var problems = Diagnostics()
    problems.add(CancellationError(), otherwise: .run)
    #expect(problems.items == [Diagnostic(.run, "CancellationError()")])
  }

  @Test
  func `a check goes on after a part that failed`() {
    var problems = Diagnostics()
    let none: Int? = problems.collect { throw Diagnostic(.file, "one") }
    let some = problems.collect { 5 }
    #expect(none == nil)
    #expect(some == 5)
    #expect(problems.items.map(\.message) == ["one"])
  }

  @Test
  func `the gravest status counts`() {
    #expect(Diagnostics().status == .success)
    let both = Diagnostics([Diagnostic(.check, "a"), Diagnostic(.file, "b")])
    #expect(both.status == .invalidFile)
    #expect(Diagnostics(both.items + [Diagnostic(.run, "c")]).status == .runFailed)
  }

  @Test
  func `only what was found is thrown`() throws {
    try Diagnostics().throwIfAny()
    #expect(throws: Diagnostics.self) {
      try Diagnostics([Diagnostic(.file, "a")]).throwIfAny()
    }
  }

  @Test
  func `places are ordered by file, line and column`() {
    let places = [
      Location(file: "a", line: 9, column: 1), Location(file: "a", line: 10, column: 1),
      Location(file: "a", line: 10, column: 2), Location(file: "b", line: 1, column: 1),
    ]
    #expect(places.reversed().sorted() == places)
  }
}
