import SeedbedCore

/// What YAML 1.2's core schema makes of a plain scalar, where this product follows it.
///
/// Nulls and booleans are the core schema's; numbers are those of JSON (RFC 8259), so that `02134`,
/// `0x1F`, `+1` and `.inf` stay the text they are.
enum PlainScalar {
  static func isNull(_ text: String) -> Bool {
    switch text {
    case "", "~", "null", "Null", "NULL": true
    default: false
    }
  }

  static func boolean(_ text: String) -> Bool? {
    switch text {
    case "true", "True", "TRUE": true
    case "false", "False", "FALSE": false
    default: nil
    }
  }

  /// Whether the text may be a number of JSON; cheap, for the caller that then parses it.
  static func looksNumeric(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    return first == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
  }

  /// Whether quoting the text would change what some reader takes it for.
  static func isMoreThanText(_ text: String) -> Bool {
    if isNull(text) || boolean(text) != nil { return true }
    guard let first = text.utf8.first else { return true }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."):
      return Double(text) != nil || ExactDecimal(text) != nil
    default: return false
    }
  }
}
