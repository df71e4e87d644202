import SeedbedCore

/// What MongoDB's Extended JSON means, as plain values: version 2, canonical and relaxed, and version 1 as
/// older `mongoexport` wrote it.
///
/// Identifiers and UUIDs become text, dates the text of a UTC timestamp, numbers numbers with their digits, binary
/// data base64, undefined null; numbers that are none (NaN, the infinities) become text. What has no plain
/// form (regular expressions, code with a scope, internal timestamps, the least and the greatest key, a date beyond
/// the years 0 to 9999) keeps its Extended JSON. A number is taken with quotes around it, as the canonical form
/// has it, and without, wherever one may stand.
enum ExtendedJSON {
  /// A value that is not what its name says.
  struct Fault: Error {
    let message: String
  }

  static func plain(_ value: JSONValue) throws(Fault) -> JSONValue {
    switch value {
    case .null, .bool, .number, .string: return value
    case .array(let elements):
      var plain: [JSONValue] = []
      plain.reserveCapacity(elements.count)
      for element in elements { plain.append(try Self.plain(element)) }
      return .array(plain)
    case .object(let object):
      if let meant = try meaning(of: object) { return meant }
      var members: [(name: String, value: JSONValue)] = []
      members.reserveCapacity(object.count)
      for member in object.members { members.append((member.name, try plain(member.value))) }
      return .object(JSONObject(unique: members))
    }
  }

  /// The plain value of an object that stands for one; nil for objects that are objects.
  private static func meaning(of object: JSONObject) throws(Fault) -> JSONValue? {
    guard let first = object.members.first, first.name.hasPrefix("$") else { return nil }
    let value = first.value
    switch (first.name, object.count) {
    case ("$oid", 1), ("$uuid", 1), ("$symbol", 1), ("$code", 1):
      return .string(try text(value, of: first.name))
    case ("$date", 1): return try date(value)
    case ("$numberInt", 1), ("$numberLong", 1):
      return try number(value, of: first.name) { $0.integer != nil }
    case ("$numberDouble", 1), ("$numberDecimal", 1):
      return try number(value, of: first.name) { _ in true }
    case ("$binary", 1):
      guard let content = value["base64"]?.string, let type = value["subType"]?.string else {
        throw refusal(of: value, of: first.name)
      }
      return try binary(content, type: type)
    case ("$binary", 2):
      guard let type = object["$type"]?.string else { return nil }
      return try binary(text(value, of: first.name), type: type)
    case ("$type", 2):
      guard let content = object["$binary"]?.string else { return nil }
      return try binary(content, type: text(value, of: first.name))
    case ("$undefined", 1): return .null
    default: return nil
    }
  }

  private static func text(_ value: JSONValue, of name: String) throws(Fault) -> String {
    guard let text = value.string else { throw refusal(of: value, of: name) }
    return text
  }

  /// A number in a string, as canonical and version 1 have it, or a bare one.
  private static func number(
    _ value: JSONValue, of name: String, _ isRight: (JSONNumber) -> Bool
  ) throws(Fault) -> JSONValue {
    switch value {
    case .number(let number) where isRight(number): return value
    case .string("NaN"), .string("Infinity"), .string("-Infinity"):
      if name == "$numberDouble" || name == "$numberDecimal" { return value }
      throw refusal(of: value, of: name)
    case .string(let text):
      if let number = JSONNumber(text), isRight(number) { return .number(number) }
      throw refusal(of: value, of: name)
    case .null, .bool, .number, .array, .object: throw refusal(of: value, of: name)
    }
  }

  /// Milliseconds since 1970, in a string or bare, or ISO 8601.
  private static func date(_ value: JSONValue) throws(Fault) -> JSONValue {
    switch value {
    case .string(let text):
      if let instant = TimestampFormat.iso8601.parse(text) ?? Self.withoutColon?.parse(text) {
        return .string(instant.description)
      }
    case .number(let number):
      if let milliseconds = number.integer { return date(milliseconds: milliseconds) }
    case .object:
      if let long = value["$numberLong"],
        case .number(let number) = try number(long, of: "$numberLong", { $0.integer != nil }),
        let milliseconds = number.integer
      {
        return date(milliseconds: milliseconds)
      }
    case .null, .bool, .array: break
    }
    throw refusal(of: value, of: "$date")
  }

  /// As `mongoexport` wrote dates before version 3: `2014-11-13T15:19:46.000-0500`.
  private static let withoutColon = TimestampFormat(named: "%Y-%m-%dT%H:%M:%S.%f%z")

  /// The text of a date, or its Extended JSON beyond the years a store holds.
  static func date(milliseconds: Int64) -> JSONValue {
    let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    let instant = Timestamp(
      seconds: rest < 0 ? seconds - 1 : seconds,
      nanoseconds: Int32((rest + (rest < 0 ? 1000 : 0)) * 1_000_000))
    guard (-62_167_219_200..<253_402_300_800).contains(instant.seconds) else {
      return ["$date": ["$numberLong": .string(String(milliseconds))]]
    }
    return .string(instant.description)
  }

  /// UUIDs (subtype 4) as such, all else as base64.
  private static func binary(_ content: String, type: String) throws(Fault) -> JSONValue {
    guard UInt8(type, radix: 16) == 4 else { return .string(content) }
    let bytes = content.utf8.span.bytes
    guard let decoded = try? ScalarBytes.decoded(bytes), decoded.count == 16 else {
      throw Fault(message: "'\(content)' is not the 16 bytes of a UUID in base64")
    }
    return .string(BytesText.uuid(decoded))
  }

  /// What the names stand before; numbers are taken with quotes around them and without.
  private static let forms = [
    "$date": #"an ISO 8601 text, or milliseconds as {"$numberLong": "1650000000456"}"#,
    "$numberInt": "a whole number", "$numberLong": "a whole number", "$numberDouble": "a number",
    "$numberDecimal": "a number", "$oid": "a text", "$uuid": "a text",
    "$binary": #"{"base64": "…", "subType": "…"}"#,
  ]

  private static func refusal(of value: JSONValue, of name: String) -> Fault {
    let shown = JSONWriter.text(value, pretty: false)
    let expected = forms[name].map { "; it is \($0)" } ?? ""
    return Fault(message: "\(name) cannot be \(shown.count > 60 ? value.kind : shown)\(expected)")
  }
}
