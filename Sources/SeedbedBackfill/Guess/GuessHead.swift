import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// What the first bytes of a file say of its format.
struct GuessHead {
  /// Sources worth a try, the likeliest first.
  private(set) var candidates: [String] = []
  /// Sources that nearly any text is, for want of another.
  private(set) var fallbacks: [String] = []
  private let text: String

  /// - Throws: `guess.format` for files that no reader takes, by their name.
  init(_ head: [UInt8], of file: SourceFile, for target: String) throws {
    text = Self.text(of: head)
    if let content = FileContent(of: head) {
      guard content == .sqlite else {
        throw Self.refusal("\(file.path) is \(content.title)", content.advice)
      }
      candidates = try Self.table(of: file, for: target)
      return
    }
    if head.isEmpty { throw Self.refusal("no format fits \(file.path)", "it has no bytes") }
    if head.starts(with: [0x6D, 0xE2, 0x99, 0x81]) {
      throw Self.refusal(
        "\(file.path) is an archive of mongodump",
        "write 'format: mongodump' and 'namespace: DATABASE.COLLECTION'")
    }
    if Self.isBSON(head) {
      candidates = ["format: bson"]
      return
    }
    if let encoding = try Self.wideEncoding(of: head, in: file) {
      candidates = SeparatedGuess(text).candidates.map { "\($0), encoding: \(encoding)" }
      return
    }
    try Self.refuseControls(head, in: file)
    let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if start.hasPrefix("<"), !start.contains("<OFX>") {
      throw Self.refusal(
        "\(file.path) is \(start.lowercased().contains("<html") ? "HTML" : "XML"), which no format reads",
        "export it as CSV or JSON")
    }
    candidates = Self.candidates(for: text, from: start, named: file)
    let separated = SeparatedGuess(text)
    fallbacks = separated.fallbacks
    if Self.isInvalid(head) {
      let encoded = (separated.candidates + separated.fallbacks.filter { $0.contains("csv") })
        .map { "\($0), encoding: windows-1252" }
      candidates += encoded.prefix(separated.candidates.count)
      fallbacks = Array(encoded.dropFirst(separated.candidates.count))
    }
  }

  /// Why nothing fits: lines in front of a header, or nothing that is known.
  func refusal(of file: SourceFile) -> Diagnostic {
    if let (line, header) = SeparatedGuess(text).headerBelow {
      return Self.refusal(
        "the header of \(file.path) seems to be line \(line), '\(header.prefix(60))'",
        "no format passes over the lines in front of it: take them out")
    }
    return Self.refusal(
      "no format fits \(file.path)",
      "formats: \(SourceFormat.allCases.map(\.rawValue).joined(separator: ", ")); write the "
        + "specification by hand where its records are in another form")
  }

  private static func refusal(_ message: String, _ help: String) -> Diagnostic {
    Diagnostic(.guessFormat, message, help: help)
  }

  /// The table of the target's name, or the only one.
  private static func table(of file: SourceFile, for target: String) throws -> [String] {
    var names: [String] = []
    try SQLiteFileReader(path: file.path).forEachRow(
      of: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        + "ORDER BY name"
    ) { row in
      if case .text(let bytes)? = row.first { names.append(String(decoding: bytes, as: UTF8.self)) }
    }
    guard let name = names.first(where: { $0 == target }) ?? (names.count == 1 ? names[0] : nil)
    else {
      throw refusal(
        "\(file.path) is an SQLite database",
        names.isEmpty
          ? "it has no table"
          : "write 'format: sqlite' and 'table: NAME'; it has \(names.joined(separator: ", "))")
    }
    return ["format: sqlite, table: \(YAMLText.quoted(name))"]
  }

  private static func isBSON(_ head: [UInt8]) -> Bool {
    guard head.count >= 5, head[3] == 0 else { return false }
    let length = Int(head[0]) | Int(head[1]) << 8 | Int(head[2]) << 16
    guard length >= 5 else { return false }
    let isType = length == 5 ? head[4] == 0 : (1...0x13).contains(head[4])
    return isType && (length > head.count || head[length - 1] == 0)
  }

  /// UTF-16 by its mark, or by zero bytes in every second place.
  private static func wideEncoding(of head: [UInt8], in file: SourceFile) throws -> String? {
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return "utf-16" }
    guard let zero = head.firstIndex(of: 0) else { return nil }
    let pairs = head.count / 2
    let even = (0..<pairs).count { head[$0 * 2] == 0 }
    let odd = (0..<pairs).count { head[$0 * 2 + 1] == 0 }
    if odd * 10 > pairs * 7, even == 0 { return "utf-16le" }
    if even * 10 > pairs * 7, odd == 0 { return "utf-16be" }
    throw refusal(
      "\(file.path) is no text: byte \(zero) is zero", "it is in a format that no reader takes")
  }

  private static func refuseControls(_ head: [UInt8], in file: SourceFile) throws {
    let controls = head.count { $0 < 0x20 && !(0x09...0x0D).contains($0) && $0 != 0x1B }
    guard controls * 50 > head.count else { return }
    throw refusal(
      "\(file.path) is no text: \(controls) of its first \(head.count) bytes are control bytes",
      "it is in a format that no reader takes")
  }

  private static func text(of head: [UInt8]) -> String {
    func units(_ order: (UInt8, UInt8) -> UInt16) -> String {
      String(
        decoding: (0..<head.count / 2).map { order(head[$0 * 2], head[$0 * 2 + 1]) }, as: UTF16.self
      )
    }
    if head.starts(with: [0xFF, 0xFE]) || head.count > 1 && head[1] == 0 {
      return units { UInt16($1) << 8 | UInt16($0) }
    }
    if head.starts(with: [0xFE, 0xFF]) || head.first == 0 {
      return units { UInt16($0) << 8 | UInt16($1) }
    }
    return String(decoding: head, as: UTF8.self)
  }

  /// Whether bytes are not UTF-8, the last few apart, which may be torn.
  private static func isInvalid(_ head: [UInt8]) -> Bool {
    String(validating: head.dropLast(head.count == 1 << 16 ? 4 : 0), as: UTF8.self) == nil
      && String(validating: head.dropLast(head.count == 1 << 16 ? 5 : 0), as: UTF8.self) == nil
      && String(validating: head.dropLast(head.count == 1 << 16 ? 6 : 0), as: UTF8.self) == nil
      && String(validating: head.dropLast(head.count == 1 << 16 ? 7 : 0), as: UTF8.self) == nil
  }

  private static func candidates(
    for text: String, from start: Substring, named file: SourceFile
  ) -> [String] {
    if start.hasPrefix("#"), text.contains("#Fields:") {
      return ["format: \(text.contains("x-edge-location") ? "cloudfront" : "w3c_log")"]
    }
    if start.hasPrefix("window.") { return ["format: js_assigned"] }
    if start.hasPrefix("{") || start.hasPrefix("[") {
      let isExtended = text.contains(
        /"\$(oid|date|numberLong|numberInt|numberDouble|numberDecimal|binary)"\s*:/)
      let lists = pointers(in: text).map {
        "format: \(isExtended ? "extjson" : "json"), pointer: \(YAMLText.quoted($0))"
      }
      let lines = ["format: \(isExtended ? "extjson" : "ndjson")"]
      let second = start.split(separator: "\n", maxSplits: 2).dropFirst().first ?? ""
      return second.hasPrefix("{") ? lines + lists : lists + lines
    }
    if start.hasPrefix("OFXHEADER") || start.contains("<OFX>") { return ["format: ofx"] }
    let name = file.path.lowercased()
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml") { return ["format: yaml"] }
    return logs + syslog(start, file) + SeparatedGuess(text).candidates
  }

  private static let logs = [
    "format: combined_log", "format: combined_log, log: {base: common}",
    "format: combined_log, log: {after: [request_time]}",
    "format: combined_log, log: {after: [extra_1, extra_2]}",
    "format: combined_log, log: {before: [virtual_host]}",
    "format: syslog, syslog: {rfc: 5424}",
  ]

  /// Lines of RFC 3164 name no year: it is taken from when the file was last changed.
  private static func syslog(_ start: Substring, _ file: SourceFile) -> [String] {
    guard start.prefixMatch(of: #/(<\d{1,3}>)?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d /#) != nil,
      let year = file.yearOfChange
    else { return [] }
    return ["format: syslog, syslog: {rfc: 3164, year: \(year)}"]
  }

  /// The places where a document may hold its list: its root, and every member that is one.
  private static func pointers(in head: String) -> [String] {
    let members = head.matches(of: /"([A-Za-z_][A-Za-z0-9_]*)"\s*:\s*\[/).map { "/\($0.output.1)" }
    return ([""] + members.prefix(20)).reduce(into: []) { pointers, pointer in
      if !pointers.contains(pointer) { pointers.append(pointer) }
    }
  }
}
