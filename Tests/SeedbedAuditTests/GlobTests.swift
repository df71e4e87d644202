import Testing

@testable import SeedbedAudit

struct GlobTests {
  @Test(arguments: [
    ("**/*.py", "a.py"), ("**/*.py", "a/b/c.py"), ("*.py", "a.py"), ("a/**", "a/b/c"),
    ("**/api/**", "api/x.py"), ("**/api/**", "src/api/v1/x.py"), ("a?c", "abc"), ("a?c", "aéc"),
    ("**/*.{py,swift}", "a/b.swift"), ("{a,b{c,d}}/x", "bd/x"), ("a*c*e", "abcde"),
    ("**/a/**/b", "x/a/a/c/b"), ("a/**/b", "a/b"), ("a{}b", "ab"), ("{a", "{a"),
  ])
  func `a pattern fits the whole path`(_ pattern: String, _ path: String) {
    #expect(Glob(pattern).matches(path))
  }

  @Test(arguments: [
    ("*.py", "a/b.py"), ("**/*.py", "a.pyc"), ("a?c", "a/c"), ("**/api/**", "apis/x.py"),
    ("a/*/b", "a/b"), ("*.{py,swift}", "a.go"), ("A.py", "a.py"), ("a", "a/b"),
  ])
  func `a pattern does not fit another path`(_ pattern: String, _ path: String) {
    #expect(!Glob(pattern).matches(path))
  }

  @Test(.timeLimit(.minutes(10)))
  func `many stars take no more than a moment`() {
    let stars = String(repeating: "*a", count: 30)
    #expect(!Glob(stars + "b").matches(String(repeating: "a", count: 5_000)))
  }
}
