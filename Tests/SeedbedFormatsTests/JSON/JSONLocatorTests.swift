import SeedbedCore
import Testing

@testable import SeedbedFormats

struct JSONLocatorTests {
  private let text = bytes("{\n  \"a\": [1, {\"b\": true}],\n  \"c\": \"x\"\n}")

  private func place(_ path: [JSONPathComponent]) -> Location? {
    JSONLocator.location(of: path, in: text, named: "a.json")
  }

  @Test func `a value deep inside is found`() {
    #expect(
      place([.name("a"), .index(1), .name("b")]) == Location(file: "a.json", line: 2, column: 18))
  }

  @Test func `a value behind others is found`() {
    #expect(place([.name("c")]) == Location(file: "a.json", line: 3, column: 8))
  }

  @Test func `the root is at the first byte`() {
    #expect(place([]) == Location(file: "a.json", line: 1, column: 1))
  }

  @Test func `what is not there has no place`() {
    #expect(place([.name("d")]) == nil)
    #expect(place([.name("a"), .index(2)]) == nil)
    #expect(place([.name("c"), .index(0)]) == nil)
  }
}
