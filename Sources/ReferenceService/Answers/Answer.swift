import SeedbedCore

/// A JSON value on its way out.
enum Answer: Sendable {
  case null
  case integer(Int64)
  case text(String)
  case list([Answer])
  case object([String: Answer])

  /// A decimal as text with all its fraction digits, so that no reader rounds it.
  static func decimal(_ number: ExactDecimal) -> Answer { .text(number.description) }

  /// A value of a row as it is.
  init(_ value: SeedbedCore.Value) {
    switch value {
    case .null: self = .null
    case .bool(let flag): self = .integer(flag ? 1 : 0)
    case .int(let number): self = .integer(number)
    case .float(let number): self = .text(number.description)
    case .decimal(let number): self = .decimal(number)
    case .text(let text), .json(let text): self = .text(text)
    case .bytes(let bytes): self = .integer(Int64(bytes.count))
    case .timestamp(let instant): self = .text(instant.description)
    }
  }
}

extension Answer: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral text: String) { self = .text(text) }
  init(integerLiteral number: Int64) { self = .integer(number) }
  init(arrayLiteral items: Answer...) { self = .list(items) }
  init(dictionaryLiteral members: (String, Answer)...) {
    self = .object(Dictionary(members) { _, last in last })
  }
}
