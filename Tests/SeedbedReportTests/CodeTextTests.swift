import Foundation
import Testing

@testable import SeedbedReport

struct CodeTextTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The sources, without the texts themselves.
  private static func sources() throws -> String {
    let folder = root.appending(path: "Sources").path(percentEncoded: false)
    let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return try files.filter { $0.hasSuffix(".swift") && !$0.contains("/Codes/") }.sorted()
      .map { try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }.joined()
  }

  @Test func `every code of an error says what it means and what to do`() throws {
    let declared = try Self.sources().matches(of: /Self\(\s*"([a-z0-9._-]+)", \./)
      .map { String($0.output.1) }
    #expect(declared.count > 150)
    #expect(Set(declared).subtracting(CodeText.all.map(\.code)).sorted() == [])
  }

  @Test func `every code that is explained is in the sources, and once in the texts`() throws {
    let sources = try Self.sources()
    let codes = CodeText.all.map(\.code)
    #expect(codes.filter { !sources.contains("\"\($0)\"") } == [])
    #expect(codes.count == Set(codes).count)
    #expect(CodeText.all.allSatisfy { $0.meaning.hasSuffix(".") && $0.fix.hasSuffix(".") })
  }

  /// `SEEDBED_ACCEPT=1` writes the page.
  @Test func `the page of the codes says what the command says`() throws {
    let page = Self.root.appending(path: "docs/codes.md")
    if ProcessInfo.processInfo.environment["SEEDBED_ACCEPT"] != nil {
      try Data(CodeText.page.utf8).write(to: page)
    }
    #expect(try String(contentsOf: page, encoding: .utf8) == CodeText.page)
  }
}
