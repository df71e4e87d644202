import SeedbedCore
import SeedbedFormats

/// Finds the format and dialect in which the head of a file can be read.
struct SourceGuess {
  /// As it stands in a specification, without the files.
  let yaml: String
  let source: BackfillSpecification.Source

  private static let head = 1 << 16
  private static let records = 200

  /// - Throws: `guess.format` when no format fits.
  init(of file: SourceFile) throws {
    let text = try Self.head(of: file)
    var best: (share: Double, fields: Int, candidate: SourceGuess)?
    for yaml in Self.candidates(for: text, named: file.path) {
      guard let candidate = SourceGuess(yaml: yaml), let fit = candidate.fit(to: file) else {
        continue
      }
      // Delimiters are told apart by how many fields they make; other formats by their order.
      if fit.share > (best?.share ?? 0.5)
        || fit.share == best?.share && candidate.isSeparated && fit.fields > best?.fields ?? 0
      {
        best = (fit.share, fit.fields, candidate)
      }
    }
    // Nearly every text is columns with spaces between them.
    if best == nil, let candidate = SourceGuess(yaml: "format: columns"),
      let fit = candidate.fit(to: file), fit.fields > 1
    {
      best = (fit.share, fit.fields, candidate)
    }
    guard let best else {
      throw Diagnostic(
        .guessFormat, "no format fits \(file.path)",
        help:
          "formats: \(SourceFormat.allCases.map(\.rawValue).joined(separator: ", ")); write the "
          + "specification by hand where its records are in another form")
    }
    self = best.candidate
  }

  /// nil when the YAML is no source, such as a format that is not there.
  private init?(yaml: String) {
    let text = "backfill: guess\ntarget: guess\nsource: {\(yaml), files: [guess]}\nmap: {}\n"
    guard let node = try? YAMLReader.read(text: text, named: "guess"),
      let specification = try? BackfillDocument.specification(from: node, file: "guess")
    else { return nil }
    self.yaml = yaml
    source = specification.source
  }

  private var isSeparated: Bool { source.format == .csv || source.format == .tsv }

  /// Which share of the first records can be read, and how many fields they have.
  private func fit(to file: SourceFile) -> (share: Double, fields: Int)? {
    guard var reader = try? SourceReading.reader(of: file, as: source) else { return nil }
    if isSeparated, reader.fieldNames.count < 2 { return nil }
    var record = SourceRecord()
    var (read, good) = (0, 0)
    while read < Self.records {
      do {
        guard try reader.next(into: &record) else { break }
      } catch {
        return nil
      }
      read += 1
      if record.problem == nil { good += 1 }
    }
    return read == 0 ? nil : (Double(good) / Double(read), reader.fieldNames.count)
  }

  private static func head(of file: SourceFile) throws -> String {
    let bytes = try SourceBytes(file: file.path)
    var content = [UInt8](repeating: 0, count: head)
    var length = 0
    try content.withUnsafeMutableBytes { buffer in
      while length < buffer.count {
        let count = try bytes.read(
          at: length, into: UnsafeMutableRawBufferPointer(rebasing: buffer[length...]))
        if count == 0 { break }
        length += count
      }
    }
    return String(decoding: content[..<length], as: UTF8.self)
  }

  private static func candidates(for head: String, named name: String) -> [String] {
    let start = head.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if head.utf8.starts(with: [0xEF, 0xBF, 0xBD, 0xEF, 0xBF, 0xBD]) || head.contains("\0") {
      return separated(head).map { "\($0), encoding: utf-16" }
    }
    if start.hasPrefix("#"), head.contains("#Fields:") {
      return ["format: \(head.contains("x-edge-location") ? "cloudfront" : "w3c_log")"]
    }
    if start.hasPrefix("window.") { return ["format: js_assigned"] }
    if start.hasPrefix("{") || start.hasPrefix("[") {
      let lists = pointers(in: head).map { "format: json, pointer: \(quoted($0))" }
      let second = start.split(separator: "\n", maxSplits: 2).dropFirst().first ?? ""
      return second.hasPrefix("{") ? ["format: ndjson"] + lists : lists + ["format: ndjson"]
    }
    if start.hasPrefix("OFXHEADER") || start.contains("<OFX>") { return ["format: ofx"] }
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml") { return ["format: yaml"] }
    return logs + separated(head)
  }

  private static let logs = [
    "format: combined_log", "format: combined_log, log: {base: common}",
    "format: combined_log, log: {after: [request_time]}",
    "format: combined_log, log: {after: [extra_1, extra_2]}",
    "format: combined_log, log: {before: [virtual_host]}",
    "format: syslog, syslog: {rfc: 5424}",
  ]

  /// The places where a document may hold its list: its root, and every member that is one.
  private static func pointers(in head: String) -> [String] {
    let members = head.matches(of: /"([A-Za-z_][A-Za-z0-9_]*)"\s*:\s*\[/).map { "/\($0.output.1)" }
    return ([""] + members.prefix(20)).reduce(into: []) { pointers, pointer in
      if !pointers.contains(pointer) { pointers.append(pointer) }
    }
  }

  private static func separated(_ head: String) -> [String] {
    let line = head.prefix { !$0.isNewline }
    return [",", ";", "\t", "|"].compactMap { delimiter -> String? in
      let fields = line.split(separator: Character(delimiter), omittingEmptySubsequences: false)
        .map { $0.trimmingPrefix { $0 == "\"" } }
      guard fields.count > 1 else { return nil }
      let mark = "delimiter: \(quoted(delimiter == "\t" ? "\\t" : delimiter))"
      if Self.areNames(fields) {
        let marks =
          (delimiter == "," ? [] : [mark])
          + (Set(fields).count < fields.count ? ["duplicates: list"] : [])
        return marks.isEmpty
          ? "format: csv" : "format: csv, dialect: {\(marks.joined(separator: ", "))}"
      }
      let names = (1...fields.count).map { "field_\($0)" }.joined(separator: ", ")
      return "format: csv, dialect: {\(mark), header: [\(names)]}"
    }
  }

  /// Whether a first line could be a header: nothing empty, no number and no time.
  private static func areNames(_ fields: [Substring]) -> Bool {
    fields.allSatisfy { field in
      let text = field.hasSuffix("\"") ? String(field.dropLast()) : String(field)
      var times = TimeProfile()
      times.add(text.utf8Span.span.bytes)
      return !text.isEmpty && text.utf8.count <= 100 && ExactDecimal(text) == nil
        && !times.isAlive
    }
  }

  private static func quoted(_ text: String) -> String { "\"\(text)\"" }
}

extension Diagnostic.Code {
  /// A file whose format cannot be told.
  static let guessFormat = Self("guess.format", .invalidFile)
}
