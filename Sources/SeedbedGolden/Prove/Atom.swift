import SeedbedCore
import SeedbedFormats

/// A value as proofs compare it: what a column holds and what an answer shows of it are the same atom.
///
/// Booleans are the numbers 0 and 1; text that is a plain decimal is a number, text that is an RFC 3339
/// time is a time.
enum Atom: Sendable, Hashable {
  case null
  case number(ExactDecimal)
  /// Microseconds since 1970.
  case time(Int64)
  case text(String)

  /// The atom of a scalar; nil for arrays and objects.
  init?(_ value: JSONValue) {
    switch value {
    case .null: self = .null
    case .bool(let flag): self = .number(ExactDecimal(unscaled: flag ? 1 : 0, scale: 0))
    case .number(let number): self = number.decimal.map(Atom.number) ?? .text(number.text)
    case .string(let text): self.init(text: text)
    case .array, .object: return nil
    }
  }

  /// The atom of a column's value, in the form stores give it.
  init(_ value: Value) {
    switch value {
    case .null: self = .null
    case .bool(let flag): self = .number(ExactDecimal(unscaled: flag ? 1 : 0, scale: 0))
    case .int(let number): self = .number(ExactDecimal(unscaled: Int128(number), scale: 0))
    case .float(let number): self = ExactDecimal("\(number)").map(Atom.number) ?? .text("\(number)")
    case .decimal(let number): self = .number(number)
    case .text(let text), .json(let text): self.init(text: text)
    case .bytes(let bytes): self = .text(String(decoding: bytes, as: UTF8.self))
    case .timestamp(let instant): self = .time(instant.microseconds)
    }
  }

  private init(text: String) {
    let first = text.utf8.first ?? 0
    guard (0x30...0x39).contains(first) || first == UInt8(ascii: "-") else {
      self = .text(text)
      return
    }
    if text.utf8.count >= 20, let instant = TimestampFormat.iso8601.parse(text) {
      self = .time(instant.microseconds)
    } else if Self.isPlainDecimal(text), let number = ExactDecimal(text) {
      self = .number(number)
    } else {
      self = .text(text)
    }
  }

  /// Digits, at most one point and one sign; `02134` is a text, because it would lose its zero.
  private static func isPlainDecimal(_ text: String) -> Bool {
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    let whole = digits.prefix { (0x30...0x39).contains($0) }
    guard !whole.isEmpty, whole.count == 1 || whole.first != 0x30 else { return false }
    let rest = digits.dropFirst(whole.count)
    if rest.isEmpty { return true }
    return rest.first == UInt8(ascii: ".") && rest.count > 1
      && rest.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Null, and a number that is 0: what an aggregate of no rows may be shown as.
  var isNothing: Bool {
    switch self {
    case .null: true
    case .number(let number): number.unscaled == 0
    case .time, .text: false
    }
  }
}

extension Timestamp {
  var microseconds: Int64 { seconds * 1_000_000 + Int64(nanoseconds / 1000) }

  init(microseconds: Int64) {
    let whole = microseconds >= 0 ? microseconds / 1_000_000 : (microseconds - 999_999) / 1_000_000
    self.init(
      seconds: whole,
      nanoseconds: Int32(truncatingIfNeeded: (microseconds - whole * 1_000_000) * 1000))
  }
}

extension Atom: CustomStringConvertible {
  /// The atom as a person reads it in a verdict.
  var description: String {
    switch self {
    case .null: "null"
    case .number(let number): number.description
    case .time(let microseconds): Timestamp(microseconds: microseconds).description
    case .text(let text): "'\(text.count > 40 ? "\(text.prefix(39))…" : text)'"
    }
  }
}
