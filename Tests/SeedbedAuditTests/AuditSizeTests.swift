import SeedbedCore
import Testing

@testable import SeedbedAudit

/// Sizes at which time that grows with the square would be minutes.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct AuditSizeTests {
  @Test func `a Python file may rebind a name and call a generator any number of times`() throws {
    let count = 50_000
    let text = "import random\n" + String(repeating: "x = random.random()\n", count: count)
    #expect(try pythonCalls(text).count == count)
  }

  @Test func `uses that see many rebindings do not each go through them`() throws {
    let line = "if a: x = random\nif b: x = 1\nif b: x = f()\nif b: x.random()\n"
    let count = 10_000
    #expect(
      try pythonCalls("import random\n" + String(repeating: line, count: count)).count == count)
  }

  @Test func `an attribute may be set and called any number of times`() throws {
    let line = "    self.r = self.r or f() or random\n    self.r.random()\n"
    let count = 10_000
    let text = "import random\nclass A:\n  def f(self):\n" + String(repeating: line, count: count)
    #expect(try pythonCalls(text).count == count)
  }

  @Test(arguments: [false, true])
  func `aliases of aliases are followed to the end`(isBackwards: Bool) throws {
    let count = 50_000
    var lines = ["a0 = random"] + (1..<count).map { "a\($0) = a\($0 - 1)" }
    if isBackwards { lines.reverse() }
    let text = "import random\n\(lines.joined(separator: "\n"))\ndef f(): a\(count - 1).random()\n"
    #expect(try pythonCalls(text) == ["random.random@\(count + 2)"])
  }

  @Test func `names in many comprehensions are known in each`() throws {
    let line = "y = [x.random() for x in z]\nx = random\nx.random()\n"
    let count = 10_000
    #expect(
      try pythonCalls("import random\n" + String(repeating: line, count: count)).count == count)
  }

  @Test func `a chain of members is followed as far as a generator's name is long`() throws {
    let chain = String(repeating: ".b", count: 200_000)
    #expect(try pythonCalls("import random\nrandom\(chain).random()\n") == [])
  }

  @Test func `a Swift file may declare and call generators any number of times`() throws {
    let count = 20_000
    let lines = (0..<count).map { "struct A\($0) { func a() {} }\nlet x = Int.random(in: 0...1)\n" }
    #expect(try swiftCalls(lines.joined()).count == count)
  }

  @Test func `calls on one long line are placed and shown in short`() async throws {
    let count = 20_000
    let text = "import random\nx = [" + String(repeating: "random.random(), ", count: count) + "]\n"
    let findings = try await audit(MemoryTree(["a.py": text])).findings
    #expect(findings.last?.location.column == 5 + (count - 1) * 17 + 1)
    #expect(findings.allSatisfy { $0.excerpt.count <= 122 })
    #expect(findings[1].excerpt.hasPrefix("x = [random.random(), random.random()"))
    #expect(findings[1].excerpt.hasSuffix("…"))
  }

  @Test(arguments: [1_000, 1_001, 200_000])
  func `brackets nest as deep as the limit`(depth: Int) async throws {
    let text =
      "x = " + String(repeating: "(", count: depth) + String(repeating: ")", count: depth) + "\n"
    for file in ["a.py", "a.swift"] {
      let findings = try await audit(MemoryTree([file: text])).findings
      #expect(
        findings.map(\.name)
          == (depth > 1_000 ? ["more than 1000 brackets inside one another"] : []))
    }
  }

  @Test func `a cancelled audit has no outcome`() async {
    let work = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await audit(MemoryTree(["a.py": "x = 1\n"]))
    }
    await #expect(throws: CancellationError.self) { try await work.value }
  }
}
