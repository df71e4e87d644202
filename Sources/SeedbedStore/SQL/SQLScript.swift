/// The statements of a text of SQL, found without running it.
package struct SQLScript: Sendable {
  package struct Statement: Sendable, Hashable {
    /// As written, without the semicolon.
    package let text: String
    /// Where it begins in the UTF-8 of the script.
    package let offset: Int
    /// Its first words in capitals; names in quotes and punctuation stand as they are written.
    package let words: [String]
    /// The rows that follow a `COPY … FROM stdin`.
    package let rows: String?
  }

  package let statements: [Statement]

  package init(_ text: String, for engine: StoreEngine) {
    var splitter = SQLSplitter(text, for: engine)
    var statements: [Statement] = []
    while let statement = splitter.next() { statements.append(statement) }
    self.statements = statements
  }
}

extension SQLScript.Statement {
  /// The statement on one line, cut where it is long.
  package var phrase: String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > 60 ? line.prefix(59) + "…" : line
  }

  /// Whether the first words are these.
  package func starts(with phrase: String...) -> Bool { words.starts(with: phrase) }

  /// Whether it makes, changes or drops something other than rows.
  var changesStructure: Bool {
    ["ALTER", "CLUSTER", "CREATE", "DROP", "REFRESH", "REINDEX", "TRUNCATE"].contains(words.first)
  }
}

/// Finds where each statement of a script ends.
struct SQLSplitter {
  /// How many words of a statement say what it is.
  private static let telling = 24

  private let engine: StoreEngine
  private var lexer: SQLLexer

  init(_ text: String, for engine: StoreEngine) {
    self.engine = engine
    lexer = SQLLexer(Array(text.utf8), for: engine)
  }

  mutating func next() -> SQLScript.Statement? {
    var words: [String] = []
    var range: Range<Int>?
    var body = SQLBody(engine)
    var copies = false
    while let token = lexer.next() {
      let word = text(of: token)
      if range == nil, word == "\\", engine == .postgres { return command(from: token) }
      if word == ";", token.kind == .symbol, !body.isOpen {
        if range == nil { continue }
        return statement(range, words, rows: copies ? self.rows() : nil)
      }
      if words.first == "COPY", words.last == "FROM", word == "STDIN" { copies = true }
      body.follow(word, token.kind, after: words)
      if words.count < Self.telling {
        words.append(word)
      } else if copies || words.first == "COPY" {
        words[words.count - 1] = word
      }
      range = (range?.lowerBound ?? token.range.lowerBound)..<token.range.upperBound
    }
    return range == nil ? nil : statement(range, words, rows: nil)
  }

  private func text(of token: ScriptToken) -> String {
    switch token.kind {
    case .word: String(decoding: lexer.bytes[token.range], as: UTF8.self).uppercased()
    case .name, .symbol: String(decoding: lexer.bytes[token.range], as: UTF8.self)
    case .value: "?"
    }
  }

  private func statement(
    _ range: Range<Int>?, _ words: [String], rows: String?
  ) -> SQLScript.Statement? {
    guard let range else { return nil }
    return SQLScript.Statement(
      text: String(decoding: lexer.bytes[range], as: UTF8.self), offset: range.lowerBound,
      words: words, rows: rows)
  }

  /// A line for psql, such as `\connect`.
  private mutating func command(from token: ScriptToken) -> SQLScript.Statement? {
    lexer.skipLine()
    let line = lexer.bytes[token.range.lowerBound..<lexer.place]
    let text = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    return SQLScript.Statement(
      text: text.joined(separator: " "), offset: token.range.lowerBound,
      words: [text.first.map(String.init) ?? "\\"], rows: nil)
  }

  /// The lines up to `\.`, from the one after the statement on.
  private mutating func rows() -> String {
    lexer.skipLine()
    let start = lexer.place
    while lexer.place < lexer.bytes.count {
      let line = lexer.place
      lexer.skipLine()
      let text = lexer.bytes[line..<lexer.place].filter { $0 != 0x0A && $0 != 0x0D }
      if text == Array("\\.".utf8) {
        return String(decoding: lexer.bytes[start..<line], as: UTF8.self)
      }
    }
    return String(decoding: lexer.bytes[start...], as: UTF8.self)
  }
}

/// Whether a semicolon stands inside of a statement: in the body of a trigger or function, or in parentheses.
private struct SQLBody {
  private let engine: StoreEngine
  private var depth = 0
  private var parentheses = 0
  /// The two tokens before.
  private var last = ("", "")
  private var isTrigger = false
  private var isRoutine = false

  init(_ engine: StoreEngine) {
    self.engine = engine
  }

  var isOpen: Bool {
    switch engine {
    // As sqlite3_complete() has it: the body ends with `; END`.
    case .sqlite: isTrigger && !(last.0 == ";" && last.1 == "END")
    case .postgres: depth > 0 || parentheses > 0
    }
  }

  mutating func follow(_ word: String, _ kind: ScriptToken.Kind, after words: [String]) {
    defer { last = (last.1, kind == .word || kind == .symbol ? word : "") }
    guard kind == .word || kind == .symbol else { return }
    let isCreation = words.first == "CREATE"
    switch word {
    case "TRIGGER" where isCreation && engine == .sqlite:
      let between = words.dropFirst()
      isTrigger = isTrigger || between.allSatisfy { $0 == "TEMP" || $0 == "TEMPORARY" }
    case "FUNCTION", "PROCEDURE":
      isRoutine = isRoutine || (isCreation && [1, 3].contains(words.count))
    case "BEGIN" where isRoutine: depth += 1
    case "CASE" where depth > 0: depth += 1
    case "END" where depth > 0: depth -= 1
    case "(": parentheses += 1
    case ")": parentheses -= 1
    default: break
    }
  }
}
