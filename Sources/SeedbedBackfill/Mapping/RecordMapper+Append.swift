import SeedbedCore
import SeedbedFormats
import SeedbedStore

extension RecordMapper {
  /// Appends the row of one record.
  ///
  /// - Throws: `Failure` at the first column that does not fit; the caller takes the row back.
  func append(
    _ record: SourceRecord, of file: SourceFile, to batch: inout RowBatch
  ) throws(Failure) {
    for column in columns {
      do throws(TypingProblem) {
        try append(column, of: record, file, to: &batch)
      } catch {
        let message = showsValues ? error.message : error.messageWithoutValue
        let kind = Self.storageClass(of: column, in: record).map { "; it is stored as \($0)" }
        let hint = error.code == "type.bool" ? Self.flagHint : ""
        throw Failure(
          column: column.name, code: error.code, message: message + (kind ?? "") + hint)
      }
    }
  }

  private static let flagHint = "; 'words: {\"1\": true, \"0\": false}' says what others mean"

  /// `an integer`, `a text`, `a real` or `a blob`, of a value from SQLite.
  private static func storageClass(of column: Column, in record: SourceRecord) -> String? {
    guard column.hasStorageClass, case .path(let path) = column.origin else { return nil }
    switch record.json?.found(path) {
    case .number(let number)?: return number.isReal ? "a real" : "an integer"
    case .string(let text)?: return text.hasPrefix("\\x") ? "a blob" : "a text"
    case nil, .null?, .bool?, .array?, .object?: return nil
    }
  }

  private func append(
    _ column: Column, of record: SourceRecord, _ file: SourceFile, to batch: inout RowBatch
  ) throws(TypingProblem) {
    switch column.origin {
    case .key: batch.append(try column.type.value(of: key(of: record, in: file)))
    case .constant(let value): batch.append(value)
    case .sum(let fields): try append(sumOf: fields, in: record, as: column, to: &batch)
    case .field(let index):
      let range = record.fields.range(of: index)
      try append(
        record.fields.bytes.span.bytes.extracting(range), as: column, of: record, to: &batch)
    case .path(let path):
      try append(
        record.json?.found(path, near: column.place), as: column, of: record, to: &batch)
    case .fields(let fields):
      let members = fields.map { ($0.name, JSONValue.string(record.fields.text(of: $0.index))) }
      try column.type.append(.object(JSONObject(members)), to: &batch)
    case .record: try append(record.json, as: column, of: record, to: &batch)
    case .members(let members):
      let found = members.compactMap { member in
        record.json?.found(member.path).map { (member.name, $0) }
      }
      try column.type.append(.object(JSONObject(found)), to: &batch)
    }
  }

  /// Appends the text of a field.
  private func append(
    _ text: RawSpan, as column: Column, of record: SourceRecord, to batch: inout RowBatch
  ) throws(TypingProblem) {
    if column.takesBareDays, text.byteCount == 10 {
      let midnight = text.withUnsafeBytes { Array($0) } + Array("T00:00:00Z".utf8)
      return try append(midnight.span.bytes, as: column, of: record, to: &batch)
    }
    if isNothing(text, in: column) {
      try appendNothing(as: column, to: &batch)
    } else if let word = word(for: text, in: column) {
      try append(word, as: column, to: &batch)
    } else if let rules = column.rules {
      try append(text, by: rules, as: column, of: record, to: &batch)
    } else if let format = column.format {
      try append(text, written: format, as: column, to: &batch)
    } else {
      try column.type.append(text, to: &batch)
    }
  }

  private func append(
    _ word: [UInt8], as column: Column, to batch: inout RowBatch
  ) throws(TypingProblem) {
    try column.type.append(word.span.bytes, to: &batch)
    try column.rules?.checkBounds(of: batch, as: column.type)
  }

  /// Appends a text of which the mapping asks more than its column's type does.
  private func append(
    _ text: RawSpan, by rules: ValueRules, as column: Column, of record: SourceRecord,
    to batch: inout RowBatch
  ) throws(TypingProblem) {
    if rules.refusesOtherWords {
      throw .not("one of the mapping's words", text, code: "map.word")
    }
    switch rules.mask {
    case nil: try append(plainly: text, by: rules, as: column, of: record, to: &batch)
    case .numberBucket(_)?, .timeBucket(_)?:
      var value = RowBatch(columnCount: 1)
      try append(plainly: text, by: rules, as: column, of: record, to: &value)
      try rules.mask?.append(lastOf: value, as: column.type, to: &batch)
    case .pseudonym?, .email?, .ip?, .phone?, .redact?:
      let masked = try rules.mask?.text(for: text, with: maskKey) ?? []
      try column.type.append(masked.span.bytes, to: &batch)
    }
  }

  private func append(
    plainly text: RawSpan, by rules: ValueRules, as column: Column, of record: SourceRecord,
    to batch: inout RowBatch
  ) throws(TypingProblem) {
    var plain: [UInt8]?
    if let marks = rules.marks { plain = try marks.plain(text) }
    if rules.rounds {
      plain = try rules.rounded(plain ?? text.withUnsafeBytes { Array($0) }, for: column.type)
    }
    if let money = rules.money {
      let currency = try currency(money.currency, of: record)
      let written = plain ?? text.withUnsafeBytes { Array($0) }
      let amount = try rules.amount(written.span.bytes, in: currency, money.unit)
      try column.type.append(amount.span.bytes, to: &batch)
    } else if let plain {
      try column.type.append(plain.span.bytes, to: &batch)
    } else if let format = column.format {
      try append(text, written: format, as: column, to: &batch)
    } else {
      try column.type.append(text, to: &batch)
    }
    try rules.checkBounds(of: batch, as: column.type)
  }

  private func currency(
    _ source: ValueRules.CurrencySource, of record: SourceRecord
  ) throws(TypingProblem) -> Currency {
    switch source {
    case .fixed(let currency): return currency
    case .field(let origin):
      let code = text(of: origin, in: record)
      guard let currency = Currency(code) else {
        throw TypingProblem(
          code: "money.currency", message: "'\(code.prefix(60))' is not a currency of ISO 4217",
          messageWithoutValue: "the currency is not one of ISO 4217")
      }
      return currency
    }
  }

  /// Appends a value of a tree; `null_if` and `words` see numbers and booleans by their text.
  private func append(
    _ value: JSONValue?, as column: Column, of record: SourceRecord, to batch: inout RowBatch
  ) throws(TypingProblem) {
    switch value {
    case nil, .null?: try appendNothing(as: column, to: &batch)
    case .string(let text)? where column.refusesStrings:
      try append(string: text, as: column, to: &batch)
    case .string(let text)? where column.type != .json:
      try append(text.utf8Span.span.bytes, as: column, of: record, to: &batch)
    case .number(let number)?
    where column.hasStorageClass && number.isReal && (column.format?.countsFinely ?? false):
      throw .not(
        "a whole number, as \(column.format?.name ?? "") has it", number.text.utf8.span.bytes,
        code: "type.timestamp")
    case .number(let number)? where column.format != nil || column.rules != nil:
      try append(number.text.utf8Span.span.bytes, as: column, of: record, to: &batch)
    case .some(let value):
      guard let text = scalarText(of: value), !column.nullTexts.isEmpty || !column.words.isEmpty
      else { return try column.type.append(value, to: &batch) }
      let bytes = text.utf8Span.span.bytes
      if column.nullTexts.contains(where: { equal($0, bytes) }) {
        try appendNothing(as: column, to: &batch)
      } else if let word = word(for: bytes, in: column) {
        try append(word, as: column, to: &batch)
      } else if column.rules?.refusesOtherWords ?? false {
        throw .not("one of the mapping's words", bytes, code: "map.word")
      } else {
        try column.type.append(value, to: &batch)
      }
    }
  }

  /// A string in the place of a number or flag is what the mapping says of it, or no value of the column.
  private func append(
    string text: String, as column: Column, to batch: inout RowBatch
  ) throws(TypingProblem) {
    let bytes = text.utf8Span.span.bytes
    if isNothing(bytes, in: column) { return try appendNothing(as: column, to: &batch) }
    if let word = word(for: bytes, in: column) { return try append(word, as: column, to: &batch) }
    let wanted = column.type == .bool ? "a boolean" : "a number"
    throw TypingProblem(
      code: "type.string",
      message:
        "'\(text.prefix(60))' is a string, not \(wanted); 'written_as: text' reads it as one",
      messageWithoutValue: "the value is a string, not \(wanted)")
  }

  private func scalarText(of value: JSONValue) -> String? {
    switch value {
    case .string(let text): text
    case .number(let number): number.text
    case .bool(let flag): String(flag)
    case .null, .array, .object: nil
    }
  }

  func appendNothing(
    as column: Column, to batch: inout RowBatch
  ) throws(TypingProblem) {
    if let fallback = column.fallback {
      batch.append(fallback)
    } else if column.isNullable {
      batch.appendNull()
    } else {
      throw TypingProblem(code: "map.missing", message: "the record has no value for it")
    }
  }

  @inline(__always)
  private func isNothing(_ text: RawSpan, in column: Column) -> Bool {
    if text.byteCount == 0, column.lacksEmpty { return true }
    return !column.nullTexts.isEmpty && column.nullTexts.contains { equal($0, text) }
  }

  private func word(for text: RawSpan, in column: Column) -> [UInt8]? {
    guard !column.words.isEmpty else { return nil }
    return column.words[text.withUnsafeBytes { Array($0) }]
  }

  private func equal(_ bytes: [UInt8], _ text: RawSpan) -> Bool {
    bytes.count == text.byteCount && text.withUnsafeBytes { $0.elementsEqual(bytes) }
  }
}

extension JSONNumber {
  /// Whether SQLite has it as a real, and it is not whole.
  fileprivate var isReal: Bool { text.contains { ".eE".contains($0) } }
}

extension TimestampFormat {
  /// Whether it counts parts of a second, of which a real number would be a mistake for seconds.
  fileprivate var countsFinely: Bool {
    switch self {
    case .epochMilliseconds, .epochMicroseconds, .epochNanoseconds: true
    case .iso8601, .iso8601Local, .clf, .epochSeconds, .rfc2822, .pattern: false
    }
  }
}
