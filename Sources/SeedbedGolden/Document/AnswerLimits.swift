import SeedbedFormats

/// How long an answer may take to its last byte, how large it may be once it is decompressed, and how many values
/// it may hold.
struct AnswerLimits: Sendable, Hashable {
  var time: Duration
  /// In bytes.
  var size: Int
  /// Of JSON, those in lists and objects counted: each takes many times the memory of its text.
  var values: Int

  static let usual = AnswerLimits(time: .seconds(30), size: 64_000_000, values: 1_000_000)

  /// The same limits, where a request says nothing else.
  func overridden(time: Duration? = nil, size: Int? = nil, values: Int? = nil) -> AnswerLimits {
    AnswerLimits(
      time: time ?? self.time, size: size ?? self.size, values: values ?? self.values)
  }

  /// `64 MB`, or in bytes where it is no whole number of them.
  static func words(forSize size: Int) -> String {
    for (unit, bytes) in [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)]
    where size % bytes == 0 {
      return "\(size / bytes) \(unit)"
    }
    return "\(size) bytes"
  }

  /// The number of values a scalar holds.
  static func values(_ node: YAMLNode) throws -> Int {
    guard let count = node.integer.flatMap({ Int(exactly: $0) }), count > 0 else {
      throw node.diagnostic(
        .goldenFile, "'\(node.scalar ?? "")' is not a number of values above zero")
    }
    return count
  }

  /// The number of bytes a scalar holds: `64MB`, `500kB`, `1000`.
  static func size(_ node: YAMLNode) throws -> Int {
    let text = node.scalar ?? ""
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text.dropFirst(digits.count).trimmingPrefix(" ")
    let units = ["": 1, "B": 1, "kB": 1_000, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000]
    guard let count = Int(digits), count > 0, let bytes = units[String(unit)],
      case let (size, isTooLarge) = count.multipliedReportingOverflow(by: bytes), !isTooLarge
    else {
      throw node.diagnostic(
        .goldenFile, "'\(text)' is not a size above zero, such as 500kB or 64MB")
    }
    return size
  }
}
