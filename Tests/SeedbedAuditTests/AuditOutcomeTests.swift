import SeedbedCore
import SeedbedFormats
import Testing

@testable import SeedbedAudit

struct AuditOutcomeTests {
  private let service = """
    import random

    class Service:
        def get_stats(self):
            café = 1; return random.randint(1, 2)

    """

  @Test func `a finding says where, what and in which definition`() async throws {
    let outcome = try await audit(MemoryTree(["services/a.py": service]))
    #expect(
      outcome.findings == [
        Finding(
          rule: .random, location: Location(file: "services/a.py", line: 5, column: 26),
          offset: 81, symbol: "Service.get_stats", name: "random.randint",
          excerpt: "café = 1; return random.randint(1, 2)")
      ])
    #expect(!outcome.isClean)
  }

  @Test func `files without findings make a clean outcome`() async throws {
    let outcome = try await audit(MemoryTree(["a.py": "x = 1\n", "b.swift": "let x = 1\n"]))
    #expect(outcome.isClean)
    #expect(outcome.files.map(\.path) == ["a.py", "b.swift"])
  }

  @Test func `findings in tests are listed apart and do not fail`() async throws {
    let outcome = try await audit(MemoryTree(["app/tests/a.py": service]))
    #expect(outcome.isClean)
    #expect(outcome.testFindings.count == 1)
  }

  @Test(arguments: [(100, Priority.high), (99, .medium), (50, .medium), (49, .low), (1, .low)])
  func `the number of calls gives the band`(_ calls: Int, _ priority: Priority) async throws {
    let text = "import random\n" + String(repeating: "random.random()\n", count: calls)
    let outcome = try await audit(MemoryTree(["a.py": text]))
    #expect(outcome.bands.map(\.priority) == [priority])
  }

  @Test func `the bands list the file with most calls first`() async throws {
    let one = "import random\nrandom.random()\n"
    let outcome = try await audit(
      MemoryTree(["a.py": one, "b.py": one + "random.random()\n", "c.py": one]))
    #expect(outcome.bands.map(\.path) == ["b.py", "a.py", "c.py"])
  }

  @Test func `an allowance covers its symbol and what is in it`() async throws {
    let allowance = Allowance(
      rule: .random, path: Glob("services/*.py"), symbol: "Service", reason: "a game",
      until: CalendarDate("2026-11-24"))
    let outcome = try await audit(
      MemoryTree(["services/a.py": service]), AuditConfiguration(allow: [allowance]))
    #expect(outcome.isClean)
    #expect(outcome.allowances == [UsedAllowance(allowance: allowance, count: 1)])
  }

  @Test func `an expired allowance lets the finding through and is named`() async throws {
    let allowance = Allowance(
      rule: .random, path: Glob("**/a.py"), reason: "a game", until: CalendarDate("2026-11-23"))
    let outcome = try await audit(
      MemoryTree(["a.py": service]), AuditConfiguration(allow: [allowance]))
    #expect(outcome.findings.map(\.expired) == [allowance])
    #expect(outcome.problems.isEmpty)
  }

  @Test func `an allowance that matches nothing is a problem`() async throws {
    let allowance = Allowance(
      rule: .random, path: Glob("a.py"), symbol: "Servic", reason: "a game")
    let outcome = try await audit(
      MemoryTree(["a.py": service]), AuditConfiguration(allow: [allowance]))
    #expect(outcome.problems.map(\.code) == [.unusedAllowance])
    #expect(outcome.findings.count == 1)
  }

  @Test func `an audit of no files is a problem`() async throws {
    let outcome = try await audit(MemoryTree(["a.txt": ""]))
    #expect(outcome.problems.map(\.code) == [.nothingToAudit])
    #expect(!outcome.isClean)
  }

  @Test func `files that cannot be checked are findings`() async throws {
    var tree = MemoryTree(["cut.py": "x = 'a\n", "comment.swift": "/* a"])
    tree.files["latin.py"] = Array("x = 1 # ".utf8) + [0xE9]
    tree.unreadable = ["locked.py"]
    let outcome = try await audit(tree)
    #expect(
      outcome.unparsed.map { "\($0.location) \($0.name)" } == [
        "comment.swift:1:1 the comment that starts here never ends",
        "cut.py:1:5 the string that starts here never ends",
        "latin.py:1:9 not UTF-8",
        "locked.py:1:1 'locked.py' cannot be opened",
      ])
  }

  @Test func `an included file in an unknown language is named`() async throws {
    let configuration = AuditConfiguration(include: [Glob("**")])
    let outcome = try await audit(MemoryTree(["a.py": "", "b.go": ""]), configuration)
    #expect(outcome.unsupported == ["b.go"])
  }

  @Test func `the order of many files does not depend on who reads them first`() async throws {
    let files = (0..<300).map { ("d\($0 % 7)/f\($0).py", service) }
    let tree = MemoryTree(Dictionary(uniqueKeysWithValues: files))
    let outcome = try await audit(tree)
    #expect(outcome.findings.map(\.location.file) == files.map(\.0).sorted())
  }

  @Test func `the report's count covers served files only`() async throws {
    let tree = MemoryTree(["services/a.py": service, "lib/a.py": service])
    let comparison = try await audit(tree, countsReport: true).reportCount
    #expect(comparison?.files.map(\.path) == ["services/a.py"])
    #expect(comparison?.reportTotal == 1)
    #expect(comparison?.callTotal == 1)
  }

  @Test func `the JSON of an outcome is written out whole`() async throws {
    let outcome = try await audit(MemoryTree(["a.py": "import random\nrandom.random()\n"]))
    let expected: JSONValue = [
      "version": 1, "clean": false,
      "files": [
        [
          "path": "a.py", "language": "python", "served": false, "test": false, "calls": 1,
          "priority": "low",
        ]
      ],
      "findings": [
        [
          "rule": "random", "file": "a.py", "line": 2, "column": 1, "offset": 14,
          "symbol": "<module>", "name": "random.random", "excerpt": "random.random()",
          "expired": .null,
        ]
      ],
      "test_findings": [], "rules": ["random": 1, "unparsed": 0],
      "priorities": ["high": 0, "medium": 0, "low": 1], "allowances": [], "unsupported": [],
      "problems": [],
    ]
    #expect(outcome.json == expected)
  }
}
