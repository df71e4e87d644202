import CPostgreSQL

/// What the server, or the connection to it, said was wrong.
struct PostgresError: Error, Sendable {
  /// The five characters of SQLSTATE; empty when the server said nothing.
  let state: String
  let message: String
  let detail: String?
  /// Where in its work the server was.
  let context: String?
  /// The names of the constraint and of the column at fault.
  var constraint: String?
  var column: String?
  /// The character of the statement that is wrong, counted from 1.
  let position: Int?
  /// Whether the connection is gone.
  let isLost: Bool

  /// The first two characters of SQLSTATE: what kind of problem it is.
  var kind: String { String(state.prefix(2)) }

  /// The line of a copy the server was at, counted from 1.
  var line: Int? {
    context?.firstMatch(of: /COPY [^\n]*, line (\d+)/).flatMap { Int($0.output.1) }
  }

  /// Whether the same transaction may succeed when it is run again.
  var isPassing: Bool { state == "40001" || state == "40P01" }

  /// Whether the values of a row, and nothing else, are at fault.
  var isAboutRow: Bool { kind == "22" || kind == "23" || isTooLarge }

  /// Whether a value is larger than an index, or a row larger than a page, can hold.
  var isTooLarge: Bool { state == "54000" }
}

extension PostgresError: CustomStringConvertible {
  var description: String {
    shownDetail.map { "\(shownMessage) (\($0))" } ?? shownMessage
  }

  /// The message without the values of a row: of a value that is not of its type all of it is quoted.
  var shownMessage: String {
    guard kind == "22" else { return message }
    return message.replacing(/"([^"]*)"/) { "\"\(ShownValue.text(of: String($0.output.1)))\"" }
  }

  /// The detail without the values of a row, which may be about a person; keys are shown, cut where they may be, too.
  private var shownDetail: String? {
    guard let detail, !detail.hasPrefix("Failing row contains") else { return nil }
    guard let key = detail.firstMatch(of: /^Key \((.+?)\)=\((.*)\)( (?:is|already|conflicts).*)$/)
    else { return detail }
    let values = key.output.2.split(separator: ", ").map { ShownValue.text(of: String($0)) }
    let rest = key.output.3.split(separator: "=").first.map(String.init) ?? ""
    return "Key (\(key.output.1))=(\(values.joined(separator: ", ")))"
      + (rest.contains("conflicts") ? " conflicts with another" : rest)
  }
}

extension PostgresError {
  /// Of a result that failed.
  init(result: OpaquePointer?, connection: OpaquePointer?) {
    func field(_ code: Character) -> String? {
      PQresultErrorField(result, Int32(code.asciiValue ?? 0)).map { String(cString: $0) }
    }
    state = field("C") ?? ""
    message = field("M") ?? Self.words(of: connection)
    detail = field("D")
    context = field("W")
    constraint = field("n")
    column = field("c")
    position = field("P").flatMap { Int($0) }
    isLost = PQstatus(connection) == CONNECTION_BAD
  }

  /// Of a connection without a result.
  init(connection: OpaquePointer?) {
    state = ""
    message = Self.words(of: connection)
    detail = nil
    context = nil
    position = nil
    isLost = PQstatus(connection) == CONNECTION_BAD
  }

  private static func words(of connection: OpaquePointer?) -> String {
    let text = PQerrorMessage(connection).map { String(cString: $0) } ?? ""
    let words = text.split(whereSeparator: \.isNewline).joined(separator: "; ")
    return words.isEmpty ? "the server gave no reason" : words
  }
}
