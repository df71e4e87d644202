import SeedbedCore
import SeedbedFormats

/// Where bodies that are not JSON differ: the first line of a text, the first byte of others.
enum ByteDifference {
  /// Nothing when `answer` holds exactly the bytes of `expected`.
  static func differences(from expected: [UInt8], to answer: Answer) -> [Difference] {
    let actual = answer.bytes ?? Array((answer.value?.plainText ?? "").utf8)
    if expected == actual { return [] }
    let isText =
      String(validating: expected, as: UTF8.self) != nil
      && String(validating: actual, as: UTF8.self) != nil
    return [isText ? line(expected, actual) : byte(expected, actual)]
  }

  static func differences(fromChecksum expected: String, to answer: Answer) -> [Difference] {
    let bytes = answer.bytes ?? Array((answer.value?.plainText ?? "").utf8)
    let actual = Checksum(of: bytes).description
    if actual == expected { return [] }
    return [
      Difference(
        place: "sha256", line: nil, expected: .string(expected), actual: .string(actual))
    ]
  }

  private static func line(_ expected: [UInt8], _ actual: [UInt8]) -> Difference {
    let (left, right) = (lines(of: expected), lines(of: actual))
    let same = zip(left, right).prefix { $0 == $1 }.count
    return Difference(
      place: "line \(same + 1)", line: same + 1,
      expected: same < left.count ? .string(left[same]) : nil,
      actual: same < right.count ? .string(right[same]) : nil)
  }

  private static func lines(of bytes: [UInt8]) -> [String] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private static func byte(_ expected: [UInt8], _ actual: [UInt8]) -> Difference {
    let same = zip(expected, actual).prefix { $0 == $1 }.count
    return Difference(
      place: "byte \(same + 1)", line: nil, expected: summary(expected, at: same),
      actual: summary(actual, at: same))
  }

  private static func summary(_ bytes: [UInt8], at place: Int) -> JSONValue {
    let byte = place < bytes.count ? "0x" + String(bytes[place], radix: 16) : "the end"
    return .string("\(byte) of \(bytes.count) bytes, sha256 \(Checksum(of: bytes))")
  }
}
