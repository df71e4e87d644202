import SeedbedCore
import SeedbedFormats
import Testing

@testable import SeedbedAudit

struct AuditConfigurationTests {
  private func read(_ text: String) throws -> AuditConfiguration {
    try AuditConfiguration(YAMLReader.read(text: text, named: "seedbed.yaml"))
  }

  @Test func `every key is read`() throws {
    let configuration = try read(
      """
      include: ["**/*.py"]
      served: app/**
      tests: ["t/**"]
      priority: {high: 10, medium: 5}
      also_random: [secrets]
      allow:
        - {rule: random, path: app/a.py, symbol: jitter, reason: retry jitter, until: 2027-06-01}
      """)
    #expect(configuration.include == [Glob("**/*.py")])
    #expect(configuration.served == [Glob("app/**")])
    #expect(configuration.tests == [Glob("t/**")])
    #expect(configuration.priority == PriorityBands(high: 10, medium: 5))
    #expect(configuration.alsoRandom == ["secrets"])
    #expect(
      configuration.allow.map(\.description)
        == ["random in app/a.py, jitter (retry jitter, until 2027-06-01)"])
    #expect(configuration.allow.map(\.location?.line) == [7])
  }

  @Test func `an absent key keeps its default`() throws {
    #expect(try read("priority: {high: 100}") == AuditConfiguration())
  }

  @Test(arguments: [
    "inclde: []", "allow: [{rule: random, path: a.py}]",
    "allow: [{rule: random, path: a.py, reason: \" \"}]",
    "allow: [{rule: random, path: a.py, reason: b, until: 2027-02-30}]",
    "allow: [{rule: rnd, path: a.py, reason: b}]", "priority: {high: 5, medium: 6}",
  ])
  func `a wrong file is refused`(_ text: String) {
    #expect(throws: (any Error).self) { try read(text) }
  }
}
