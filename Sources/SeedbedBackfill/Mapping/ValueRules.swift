import SeedbedCore
import SeedbedFormats

/// What a mapping asks of the values of a column beyond its type; shared, since few columns have any.
final class ValueRules: Sendable {
  enum CurrencySource: Sendable {
    case fixed(Currency)
    case field(RecordMapper.Origin)
  }

  let refusesOtherWords: Bool
  let marks: NumberMarks?
  let rounds: Bool
  let money: (unit: BackfillSpecification.Money.Unit, currency: CurrencySource)?
  let mask: Mask?
  let least: ValueBound?
  let greatest: ValueBound?

  /// nil when the mapping asks for nothing.
  init?(
    _ mapping: BackfillSpecification.ColumnMapping, of type: ColumnType,
    fields: inout SourceFields
  ) throws {
    refusesOtherWords = mapping.refusesOtherWords
    marks = mapping.marks
    mask = mapping.mask
    rounds = mapping.rounds
    least = try ValueBound(mapping.least, of: type)
    greatest = try ValueBound(mapping.greatest, of: type)
    money = mapping.money.map { money in
      switch money.currency {
      case .fixed(let currency): (money.unit, .fixed(currency))
      case .field(let field):
        (money.unit, .field(fields.origin(of: field, at: mapping.node)))
      }
    }
    guard
      refusesOtherWords || marks != nil || rounds || money != nil || mask != nil || least != nil
        || greatest != nil
    else { return nil }
  }

  /// The text of a number with the digits that a decimal column has room for.
  func rounded(_ text: [UInt8], for type: ColumnType) throws(TypingProblem) -> [UInt8] {
    guard case .decimal(let precision, let scale) = type else { return text }
    guard let number = ExactDecimal(ascii: text) else {
      throw .not(
        "a decimal number of at most \(precision) digits", text.span.bytes, code: "type.decimal")
    }
    return Array(number.rounded(to: scale).description.utf8)
  }

  /// The text of an amount in whole units; `currency` is the one of its record.
  func amount(
    _ text: RawSpan, in currency: Currency, _ unit: BackfillSpecification.Money.Unit
  ) throws(TypingProblem) -> [UInt8] {
    guard let number = text.withUnsafeBytes({ ExactDecimal(ascii: $0) }) else {
      throw .not("an amount", text, code: "money.amount")
    }
    switch unit {
    case .minor:
      guard let whole = number.rescaled(to: 0) else {
        throw .not("a whole number of minor units", text, code: "money.minor-fraction")
      }
      return Array(
        ExactDecimal(unscaled: whole.unscaled, scale: currency.digits).description.utf8)
    case .major:
      guard let exact = number.rescaled(to: currency.digits) else {
        throw .not(
          "an amount of \(currency.code), which has \(currency.digits) digits after the point",
          text, code: "money.fraction")
      }
      return Array(exact.description.utf8)
    }
  }

  /// Refuses the last value of a batch when it is out of bounds.
  func checkBounds(of batch: RowBatch, as type: ColumnType) throws(TypingProblem) {
    guard least != nil || greatest != nil, let value = ValueBound.last(of: batch, as: type) else {
      return
    }
    if let least, value < least {
      throw TypingProblem(
        code: "range.min", message: "the value is below the mapping's 'min', \(least.text)")
    }
    if let greatest, value > greatest {
      throw TypingProblem(
        code: "range.max", message: "the value is above the mapping's 'max', \(greatest.text)")
    }
  }
}
