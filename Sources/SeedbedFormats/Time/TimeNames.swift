/// The English names of months and days, in any case, whole or by their first three letters.
enum TimeNames {
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ].map { Array($0.utf8) }

  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ].map { Array($0.utf8) }

  /// The month, counted from 1; moves over its name.
  static func month(in text: RawSpan, _ position: inout Int) -> Int? {
    place(among: months, in: text, &position).map { $0 + 1 }
  }

  /// Whether the name of a day is next; moves over it.
  static func skipWeekday(in text: RawSpan, _ position: inout Int) -> Bool {
    place(among: weekdays, in: text, &position) != nil
  }

  private static func place(
    among names: [[UInt8]], in text: RawSpan, _ position: inout Int
  ) -> Int? {
    guard position + 3 <= text.byteCount else { return nil }
    for (place, name) in names.enumerated() {
      var length = 0
      while length < name.count, position + length < text.byteCount,
        text[position + length] | 0x20 == name[length]
      {
        length += 1
      }
      guard length >= 3 else { continue }
      position += length == name.count ? length : 3
      return place
    }
    return nil
  }
}
