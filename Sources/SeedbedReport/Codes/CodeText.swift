package import SeedbedFormats

/// What a code of an error or of a reject means, and what to do about it.
package struct CodeText: Sendable, Hashable {
  /// Such as `store.unique`.
  package let code: String
  /// Which kind of situation it is.
  package let meaning: String
  /// What to do about it.
  package let fix: String

  /// Three lines: the code, its meaning, what to do.
  private init(_ lines: ArraySlice<Substring>) {
    code = lines.first.map(String.init) ?? ""
    meaning = lines.dropFirst().first.map(String.init) ?? ""
    fix = lines.dropFirst(2).first.map(String.init) ?? ""
  }

  /// Every code, in alphabetical order; a test compares them with those in the sources.
  package static let all = [backfill, files, golden, project, records, store, structure]
    .flatMap { text in
      let lines = text.split(separator: "\n")
      return stride(from: 0, to: lines.count, by: 3).map { CodeText(lines[$0...].prefix(3)) }
    }.sorted { $0.code < $1.code }

  /// The page that lists every code, as Markdown.
  package static var page: String {
    """
    # Codes

    Every error and every reject has a stable code; `--json` prints it, and `seedbed explain CODE` prints what is
    said here. This page is made from the same texts.


    """
      + all.map { "## `\($0.code)`\n\n\($0.meaning)\n\n\($0.fix)\n" }.joined(separator: "\n")
  }
}

extension CodeText: Shown {
  package func text(by report: TextReport) -> String { "\(code): \(meaning)\n\n\(fix)" }

  package var json: JSONValue {
    [
      "version": 1, "code": .string(code), "meaning": .string(meaning), "fix": .string(fix),
    ]
  }
}
