package import SeedbedCore

/// A number as it was written; nothing is rounded until someone asks for a type.
///
/// Equality is of the value where both are exact decimals (`1.0 == 1 == 1e0`), of the text beyond that.
package struct JSONNumber: Sendable {
  /// The source text, of the grammar of RFC 8259.
  package let text: String

  package init(_ number: Int64) {
    text = String(number)
  }

  /// Takes text of RFC 8259's number grammar; nil for anything else, such as `01`, `.5` or `NaN`.
  package init?(_ text: String) {
    var scanner = JSONScanner()
    let bytes = Array(text.utf8)
    guard (try? scanner.skipNumber(in: bytes.span.bytes)) != nil, scanner.position == bytes.count
    else { return nil }
    self.text = text
  }

  init(checked text: String) {
    self.text = text
  }

  /// Whether it is written without a fraction and an exponent: `1`, and neither `1.0` nor `1e0`.
  package var isWrittenAsInteger: Bool {
    text.utf8.allSatisfy {
      $0 == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0
    }
  }

  /// The exact integer, also of `1.0` and `1e3`; nil when there is a fraction or beyond 64 bits.
  package var integer: Int64? {
    Int64(text) ?? decimal?.rescaled(to: 0).flatMap { Int64(exactly: $0.unscaled) }
  }

  /// The exact value; nil beyond 38 digits.
  package var decimal: ExactDecimal? { ExactDecimal(text) }

  /// The nearest binary64 value; infinite beyond its range.
  package var double: Double { Double(text) ?? .nan }
}

extension JSONNumber: Hashable {
  package static func == (left: JSONNumber, right: JSONNumber) -> Bool {
    if left.text == right.text { return true }
    guard let first = left.decimal, let second = right.decimal else { return false }
    return first == second
  }

  package func hash(into hasher: inout Hasher) {
    if let decimal { hasher.combine(decimal) } else { hasher.combine(text) }
  }
}

extension JSONNumber: CustomStringConvertible {
  package var description: String { text }
}
