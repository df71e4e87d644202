package import SeedbedCore

extension ColumnType {
  /// The value that source text means in a column of this type, in canonical form.
  ///
  /// Decimals get the column's scale (digits other than zero are never dropped); JSON gets its canonical text;
  /// UUIDs are lower case; timestamps need a zone and hold at most microseconds; `bool` is `true` or `false`;
  /// `bytes` is base64, or hexadecimal after `\x`.
  package func value(of text: String) throws(TypingProblem) -> Value {
    let bytes = Array(text.utf8)
    return try value(of: bytes.span.bytes)
  }

  /// The value that a JSON value means in a column of this type; null is null everywhere.
  ///
  /// Numbers are read from their source text, so that nothing passes through binary floating point.
  package func value(of value: JSONValue) throws(TypingProblem) -> Value {
    if self == .json, value != .null { return .json(JSONWriter.text(value, pretty: false)) }
    switch value {
    case .null: return .null
    case .bool(let flag):
      guard self == .bool else { throw refusal(of: value) }
      return .bool(flag)
    case .number(let number):
      guard takesNumbers else { throw refusal(of: value) }
      return try self.value(of: number.text)
    case .string(let text): return try self.value(of: text)
    case .array, .object: throw refusal(of: value)
    }
  }

  /// As `value(of:)`, from bytes that are checked to be UTF-8.
  package func value(of text: RawSpan) throws(TypingProblem) -> Value {
    switch self {
    case .text: return .text(try ScalarText.checked(text))
    case .id, .bigint: return .int(try ScalarNumber.integer(text, in: .min ... .max))
    case .int: return .int(try ScalarNumber.integer(text, in: ScalarNumber.intRange))
    case .bool: return .bool(try ScalarText.flag(text))
    case .float: return .float(try ScalarNumber.float(text))
    case .decimal(let precision, let scale):
      return .decimal(try ScalarNumber.decimal(text, precision: precision, scale: scale))
    case .bytes: return .bytes(try ScalarBytes.decoded(text))
    case .date: return .text(try ScalarTime.date(text))
    case .time: return .text(try ScalarTime.time(text))
    case .timestamp: return .timestamp(try ScalarTime.timestamp(text))
    case .uuid: return .text(String(decoding: try ScalarText.uuid(text), as: UTF8.self))
    case .json: return .json(String(decoding: try ScalarText.json(text), as: UTF8.self))
    case .enumeration(let words): return .text(try ScalarText.word(text, of: words))
    }
  }

  /// Whether a JSON number may stand in the column; the types with a text form of their own take strings.
  var takesNumbers: Bool {
    switch self {
    case .id, .int, .bigint, .float, .decimal, .text, .json: true
    case .bool, .bytes, .date, .time, .timestamp, .uuid, .enumeration: false
    }
  }

  func refusal(of value: JSONValue) -> TypingProblem {
    TypingProblem(code: "type.kind", message: "\(value.kind) does not go into a column of \(self)")
  }
}
