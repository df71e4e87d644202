import SeedbedCore

/// The findings of one file, before allowances.
package struct FileAudit: Sendable {
  package let findings: [Finding]
  let reportCount: ReportCount?

  /// Checks the content of a file.
  package init(
    of bytes: [UInt8], file: AuditPlan.File, generators: PythonGenerators, countsReport: Bool
  ) {
    findings = Self.findings(in: bytes, file: file, generators: generators)
    reportCount = countsReport && file.isServed ? ReportCount(of: bytes.span) : nil
  }

  /// The finding for a file that could not be read.
  init(unreadable file: AuditPlan.File, because error: any Error) {
    let message = (error as? Diagnostic)?.message ?? String(describing: error)
    findings = [
      Finding(
        rule: .unparsed, location: Location(file: file.path, line: 1, column: 1), offset: 0,
        symbol: Finding.topLevel, name: message, excerpt: "")
    ]
    reportCount = nil
  }

  private static func findings(
    in bytes: [UInt8], file: AuditPlan.File, generators: PythonGenerators
  ) -> [Finding] {
    do {
      let calls = try calls(in: bytes, language: file.language, generators: generators)
      guard !calls.isEmpty else { return [] }
      var lines = SourceLines(bytes)
      return calls.sorted { ($0.offset, $0.name) < ($1.offset, $1.name) }.map { call in
        Finding(
          rule: .random, location: lines.location(of: call.offset, in: file.path),
          offset: call.offset, symbol: call.symbol.isEmpty ? Finding.topLevel : call.symbol,
          name: call.name, excerpt: lines.excerpt(at: call.offset))
      }
    } catch {
      var lines = SourceLines(bytes)
      let offset = min(error.offset, bytes.count)
      return [
        Finding(
          rule: .unparsed, location: lines.location(of: offset, in: file.path), offset: offset,
          symbol: Finding.topLevel, name: error.message, excerpt: lines.excerpt(at: offset))
      ]
    }
  }

  private static func calls(
    in bytes: [UInt8], language: SourceLanguage, generators: PythonGenerators
  ) throws(LexicalProblem) -> [Call] {
    try checkUTF8(bytes.span)
    switch language {
    case .python:
      let tokens = try PythonLexer.tokens(of: bytes.span)
      return PythonCalls.find(in: bytes, tokens: tokens, generators: generators)
    case .swift:
      let tokens = try SwiftLexer.tokens(of: bytes.span)
      return SwiftCalls.find(in: bytes, tokens: tokens)
    }
  }

  private static func checkUTF8(_ text: Span<UInt8>) throws(LexicalProblem) {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: text)
    } catch {
      throw LexicalProblem(message: "not UTF-8", offset: error.byteOffsets.lowerBound)
    }
  }
}
