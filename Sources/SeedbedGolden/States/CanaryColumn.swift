import SeedbedCore
import SeedbedFormats

/// Gives one column values that are allowed there and were not there before.
///
/// What sorts rows into kinds keeps its words, so that conditions on them go on finding rows, and gets a
/// new word here and there; other text gets a canary, and numbers and times move.
struct CanaryColumn {
  private let column: CollectionSchema.Column
  private let place: Int
  private let isKey: Bool
  private let values: [Value]
  /// How many values are different.
  private let kinds: Int
  private let sortsIntoKinds: Bool
  /// A word for each kind, so that new kinds have several rows.
  private var words: [Value: Value] = [:]
  private let most: Int64
  private var nextKey: Int64

  init(_ column: CollectionSchema.Column, place: Int, values: [Value], isKey: Bool) {
    self.column = column
    self.place = place
    self.isKey = isKey
    self.values = values.filter { !$0.isNull }
    kinds = Set(self.values).count
    sortsIntoKinds = kinds * 2 <= self.values.count || kinds <= 3
    let numbers = self.values.compactMap(\.integer)
    most = numbers.max() ?? 0
    // Not the next one, so that a position in a list of rows is not taken for their key.
    nextKey = most &+ 2
  }

  /// The value of this column in a row made from `row`.
  ///
  /// `keepsKey`: whether the row stays the row it was.
  mutating func changed(
    _ row: [Value], keepsKey: Bool, _ generator: inout SplitMix
  ) -> Value {
    let value = row[place]
    if isKey { return keepsKey ? value : newKey(value, &generator) }
    if column.references != nil { return value }
    if value.isNull { return values.isEmpty ? filled(&generator) : value }
    switch column.type {
    case .enumeration(let words):
      return generator.next(below: 3) > 0
        ? value : .text(words[generator.next(below: words.count)])
    case .bool: return .int(Int64(generator.next(below: 3) > 0 ? 1 : 0))
    case .text: return text(value, &generator)
    case .int: return number(value, most: Int64(Int32.max), &generator)
    case .bigint, .id: return number(value, most: Int64.max / 4096, &generator)
    case .decimal(let precision, let scale):
      return decimal(value, precision: precision, scale: scale, &generator)
    case .float:
      guard case .float(let number) = value else { return value }
      return .float(
        (number * (1 + Double(generator.next(below: 1000)) / 1000) * 1000).rounded() / 1000)
    case .timestamp: return moved(value, &generator)
    case .uuid: return uuid(&generator)
    case .date: return movedDate(value, &generator)
    case .bytes, .time, .json: return value
    }
  }

  private mutating func newKey(_ value: Value, _ generator: inout SplitMix) -> Value {
    switch column.type {
    case .id, .int, .bigint:
      defer { nextKey &+= 1 }
      return .int(nextKey)
    case .uuid: return uuid(&generator)
    case .timestamp: return moved(value, &generator)
    case .date: return movedDate(value, &generator)
    case .text, .bool, .float, .decimal, .bytes, .time, .json, .enumeration:
      guard let text = value.text else { return value }
      return .text("\(text)-\(generator.word())")
    }
  }

  /// Something for a column that holds nothing but nulls.
  private func filled(_ generator: inout SplitMix) -> Value {
    guard generator.next(below: 2) == 0 else { return .null }
    switch column.type {
    case .text: return .text(generator.word())
    case .int, .bigint, .id: return .int(Int64(generator.next(below: 1000)))
    case .bool: return .int(Int64(generator.next(below: 2)))
    case .enumeration(let words): return .text(words[generator.next(below: words.count)])
    case .float, .decimal, .bytes, .date, .time, .timestamp, .uuid, .json: return .null
    }
  }

  private mutating func text(_ value: Value, _ generator: inout SplitMix) -> Value {
    guard let text = value.text else { return value }
    if !sortsIntoKinds, generator.next(below: 2) == 0 {
      return .text("\(text) \(generator.word())")
    }
    switch generator.next(below: 10) {
    case 0..<2: return .text("\(text)-\(generator.word())")
    case 2:
      let word = words[value] ?? .text("\(text)-\(generator.word())")
      words[value] = word
      return word
    case 3..<5: return values[generator.next(below: values.count)]
    default: return value
    }
  }

  private func number(
    _ value: Value, most limit: Int64, _ generator: inout SplitMix
  ) -> Value {
    guard case .int(let number) = value else { return value }
    if sortsIntoKinds, kinds <= 12 {
      return values[generator.next(below: values.count)]
    }
    let range = min(min(max(most, 50), limit / 2) * 2, limit - 1)
    let moved = Int64(generator.next(below: Int(range))) + 1
    return .int(number < 0 ? -moved : moved)
  }

  private func decimal(
    _ value: Value, precision: Int, scale: Int, _ generator: inout SplitMix
  ) -> Value {
    guard let text = value.text, let number = ExactDecimal(text)?.rescaled(to: scale) else {
      return value
    }
    let size = Int128(
      generator.next(below: 2_000_000) % max(1, Int(clamping: number.unscaled.magnitude) + 997))
    let moved = number.unscaled < 0 ? number.unscaled - size - 1 : number.unscaled + size + 1
    let changed = ExactDecimal(unscaled: moved, scale: scale)
    return changed.fits(precision: precision, scale: scale) ? .text(changed.description) : value
  }

  /// Up to half a day earlier or later, to the second.
  private func moved(_ value: Value, _ generator: inout SplitMix) -> Value {
    guard let text = value.text, let instant = TimestampFormat.iso8601.parse(text) else {
      return value
    }
    let seconds = Int64(generator.next(below: 86_400)) - 43_200
    return .text(instant.adding(seconds: seconds).description)
  }

  /// Up to three days earlier or later.
  private func movedDate(_ value: Value, _ generator: inout SplitMix) -> Value {
    guard let text = value.text, let instant = TimestampFormat.iso8601.parse("\(text)T00:00:00Z")
    else { return value }
    let days = Int64(generator.next(below: 7)) - 3
    let moved = instant.adding(seconds: days * 86_400).description
    // Behind the year 9999 there is no date.
    return moved.utf8.dropFirst(10).first == UInt8(ascii: "T")
      ? .text(String(moved.prefix(10))) : value
  }

  private func uuid(_ generator: inout SplitMix) -> Value {
    let digits =
      String(generator.next() | 1 << 63, radix: 16) + String(generator.next() | 1 << 63, radix: 16)
    let parts = [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)].map { start, end in
      String(digits.dropFirst(start).prefix(end - start))
    }
    return .text(parts.joined(separator: "-"))
  }
}
