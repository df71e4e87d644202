import ArgumentParser
import SeedbedCore
import SeedbedReport

/// `seedbed explain`
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Print what the code of an error or of a reject means, and what to do.",
    discussion: """
      Codes are printed with --json, and by 'seedbed backfill rejects list'.

      EXAMPLE
        seedbed explain store.unique
      """)

  @Argument(help: "A code, such as store.unique.")
  var code: String

  @OptionGroup var printing: PrintOptions

  func run() throws {
    guard let text = CodeText.all.first(where: { $0.code == code }) else {
      throw Diagnostic(
        .codeUnknown,
        "there is no code '\(code)'\(Suggestion.phrase(for: code, among: CodeText.all.map(\.code)))",
        help: "docs/codes.md lists them")
    }
    Console(printing).show(text)
  }
}

extension Diagnostic.Code {
  /// A code that nothing has.
  static let codeUnknown = Self("explain.code", .usage)
}
