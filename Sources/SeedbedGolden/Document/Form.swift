import SeedbedCore
import SeedbedFormats

/// The forms that matchers ask for.
enum Form {
  /// A date and time with a zone, as RFC 3339 writes it.
  static func isTime(_ value: JSONValue) -> Bool {
    value.string.flatMap { TimestampFormat.iso8601.parse($0) } != nil
  }

  /// 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12 (RFC 9562, section 4).
  static func isUUID(_ value: JSONValue) -> Bool {
    guard let text = value.string else { return false }
    let groups = text.split(separator: "-", omittingEmptySubsequences: false)
    return groups.map(\.utf8.count) == [8, 4, 4, 4, 12]
      && groups.joined().allSatisfy { $0.isASCII && $0.isHexDigit }
  }
}
