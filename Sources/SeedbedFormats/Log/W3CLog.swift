package import SeedbedCore

extension Diagnostic.Code {
  /// A W3C log without a line that names its fields.
  package static let w3cFields = Self("w3c.fields", .invalidFile)
}

/// The extended log file format of W3C, whose `#Fields` lines name the fields of what follows.
///
/// A later `#Fields` line may name others: every record then has the fields of all such lines of the file, and
/// `-`, the format's own word for nothing, for those its line does not have. Where there are a `date` and a `time`,
/// a last field `timestamp` holds both with a space between.
package struct W3CLog: LogGrammar, Sendable {
  /// What stands between fields, and how their text is written.
  package enum Dialect: Sendable, Hashable {
    /// Spaces or tabs; a field in double quotes may hold them, and has its own quotes doubled.
    case w3c
    /// CloudFront's: tabs, and percent-encoded values, which are decoded once where that gives text.
    case cloudFront
  }

  package private(set) var fieldNames: [String]
  /// The `#Fields` line that holds for a line is somewhere before it.
  package let dependsOnHistory = false
  /// How many fields the `#Fields` lines of a file may name.
  static let mostFields = 1_000
  private let dialect: Dialect
  private let dateAndTime: (date: Int, time: Int)?
  /// For each field of a line, its place among `fieldNames`.
  private var places: [Int]?
  private let placeOf: [String: Int]

  /// `names`: of all `#Fields` lines, in the order in which they are first met.
  /// `current`: what the last such line before the first record read names; nil at the start.
  init(_ dialect: Dialect, names: [String], current: [String]?) {
    self.dialect = dialect
    if let date = names.firstIndex(of: "date"), let time = names.firstIndex(of: "time"),
      !names.contains("timestamp")
    {
      dateAndTime = (date, time)
      fieldNames = names + ["timestamp"]
    } else {
      dateAndTime = nil
      fieldNames = names
    }
    let placeOf = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    self.placeOf = placeOf
    places = current.map { $0.compactMap { placeOf[$0] } }
  }

  package mutating func read(
    _ line: RawSpan, into fields: inout FieldBuffer
  ) throws(LogFault) -> Bool {
    if line[0] == UInt8(ascii: "#") {
      if let names = Self.fields(of: line) {
        places = names.compactMap { placeOf[$0] ?? fieldNames.firstIndex(of: $0) }
      }
      return false
    }
    guard let places else { throw LogFault(expected: "a #Fields line before the record", at: 0) }
    let values = try values(of: line)
    guard values.count == places.count else {
      throw LogFault(
        "log.field-count", "expected \(places.count) fields, found \(values.count),", at: 0)
    }
    add(values, at: places, to: &fields)
    return true
  }

  private func add(_ values: [[UInt8]], at places: [Int], to fields: inout FieldBuffer) {
    let nothing = [UInt8(ascii: "-")]
    var row = [[UInt8]?](repeating: nil, count: fieldNames.count)
    for (value, place) in zip(values, places) { row[place] = value }
    if let (date, time) = dateAndTime, let day = row[date], let clock = row[time] {
      row[fieldNames.count - 1] = day + [UInt8(ascii: " ")] + clock
    }
    for value in row {
      fields.extend(value ?? nothing)
      fields.endField()
    }
  }

  private func values(of line: RawSpan) throws(LogFault) -> [[UInt8]] {
    switch dialect {
    case .w3c: return try Self.words(of: line)
    case .cloudFront:
      var values: [[UInt8]] = []
      var start = 0
      while true {
        let tab = line.firstPosition(of: UInt8(ascii: "\t"), in: start..<line.byteCount)
        let range = start..<(tab ?? line.byteCount)
        values.append(PercentEncoding.undone(line, range) ?? line.array(range))
        guard let tab else { return values }
        start = tab + 1
      }
    }
  }

  private static func words(of line: RawSpan) throws(LogFault) -> [[UInt8]] {
    var values: [[UInt8]] = []
    var cursor = LineCursor()
    cursor.skipSpace(in: line)
    while cursor.position < line.byteCount {
      if line[cursor.position] == UInt8(ascii: "\"") {
        values.append(try quoted(in: line, &cursor))
      } else if let column = cursor.column(in: line) {
        values.append(line.array(column))
      }
      cursor.skipSpace(in: line)
    }
    return values
  }

  private static func quoted(
    in line: RawSpan, _ cursor: inout LineCursor
  ) throws(LogFault) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    let start = cursor.position
    var text: [UInt8] = []
    var position = start + 1
    while position < line.byteCount {
      if line[position] == quote {
        guard position + 1 < line.byteCount, line[position + 1] == quote else {
          cursor.position = position + 1
          return text
        }
        position += 1
      }
      text.append(line[position])
      position += 1
    }
    throw LogFault(expected: "the end of the quote that starts", at: start)
  }

  /// The names of a `#Fields` line; nil for other lines.
  static func fields(of line: RawSpan) -> [String]? {
    let start = Array("#fields:".utf8)
    guard line.byteCount >= start.count,
      start.indices.allSatisfy({ place in
        let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(line[place])
        return (isUpper ? line[place] | 0x20 : line[place]) == start[place]
      })
    else { return nil }
    var cursor = LineCursor()
    cursor.position = start.count
    var names: [String] = []
    while let column = cursor.column(in: line) { names.append(line.text(column)) }
    return names
  }
}

extension LogReader where Grammar == W3CLog {
  /// Reads a W3C log; the whole source is looked through for its `#Fields` lines first.
  ///
  /// - Throws: `w3c.fields` when there is none, or one names a field twice.
  package init(
    w3c source: SourceBytes, named name: String, dialect: W3CLog.Dialect = .w3c,
    encoding: TextEncoding = .utf8, at checkpoint: SourceCheckpoint = .start
  ) throws {
    var names: [String] = []
    var known: Set<String> = []
    var current: [String]?
    var lines = LineReader(source, at: .start)
    try lines.skipByteOrderMark(named: name)
    while let line = try lines.next() {
      let text = lines.bytes.span.bytes.extracting(line.text)
      // Such lines are rejects, and no line that is one names the fields of others.
      guard !line.isTooLong, encoding.firstInvalid(in: text, 0..<text.byteCount) == nil,
        let fields = W3CLog.fields(of: text)
      else { continue }
      guard Set(fields).count == fields.count, !fields.isEmpty else {
        throw Diagnostic(
          .w3cFields, "a #Fields line names every field once",
          at: Location(file: name, line: lines.checkpoint.line, column: 1))
      }
      names += fields.filter { known.insert($0).inserted }
      guard names.count <= W3CLog.mostFields else {
        throw Diagnostic(
          .w3cFields,
          "the #Fields lines name more than \(W3CLog.mostFields) fields, and each record has all of them",
          at: Location(file: name, line: lines.checkpoint.line, column: 1))
      }
      if lines.checkpoint.offset <= checkpoint.offset { current = fields }
    }
    guard !names.isEmpty else {
      throw Diagnostic(
        .w3cFields, "\(name): no #Fields line names the fields",
        help: "A W3C log has one before its first record.")
    }
    try self.init(
      source, named: name,
      grammar: W3CLog(dialect, names: names, current: current), encoding: encoding, at: checkpoint)
  }
}

/// The escapes of URLs (RFC 3986).
enum PercentEncoding {
  /// The bytes of `range` with `%hh` undone; nil when that gives control bytes or bytes that are not UTF-8.
  static func undone(_ line: RawSpan, _ range: Range<Int>) -> [UInt8]? {
    guard line.firstPosition(of: UInt8(ascii: "%"), in: range) != nil else {
      return line.array(range)
    }
    var text: [UInt8] = []
    var position = range.lowerBound
    while position < range.upperBound {
      if line[position] == UInt8(ascii: "%"), position + 2 < range.upperBound,
        let high = Hexadecimal.value(of: line[position + 1]),
        let low = Hexadecimal.value(of: line[position + 2])
      {
        text.append(high << 4 | low)
        position += 3
      } else {
        text.append(line[position])
        position += 1
      }
    }
    let isText =
      UTF8Check.firstInvalid(in: text.span.bytes, 0..<text.count) == nil
      && text.allSatisfy { $0 >= 0x20 || $0 == UInt8(ascii: "\t") }
    return isText ? text : nil
  }
}
