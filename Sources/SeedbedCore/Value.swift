/// One value of a record, typed by the column it belongs to.
///
/// Dates, times and UUIDs are canonical `text`; JSON is its canonical text.
public enum Value: Sendable, Hashable {
  case null
  case bool(Bool)
  case int(Int64)
  case float(Double)
  case decimal(ExactDecimal)
  case text(String)
  case bytes([UInt8])
  case timestamp(Timestamp)
  case json(String)
}

extension Value {
  /// A `text`, or `null` for nil.
  package static func textOrNull(_ text: String?) -> Value { text.map { .text($0) } ?? .null }

  /// Whether the database holds NULL.
  public var isNull: Bool { self == .null }

  /// The text of `text` and `json` values; nil for others.
  public var text: String? {
    switch self {
    case .text(let text), .json(let text): text
    case .null, .bool, .int, .float, .decimal, .bytes, .timestamp: nil
    }
  }

  /// The integer of `int` and `bool` values; nil for others.
  public var integer: Int64? {
    switch self {
    case .int(let number): number
    case .bool(let flag): flag ? 1 : 0
    case .null, .float, .decimal, .text, .bytes, .timestamp, .json: nil
    }
  }
}

extension Value: CustomStringConvertible {
  /// The value as a message shows it; bytes by their count.
  public var description: String {
    switch self {
    case .null: "null"
    case .bool(let flag): String(flag)
    case .int(let number): String(number)
    case .float(let number): String(number)
    case .decimal(let number): String(describing: number)
    case .text(let text), .json(let text): text
    case .bytes(let bytes): "\(bytes.count) bytes"
    case .timestamp(let instant): String(describing: instant)
    }
  }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral {
  /// A `text`.
  public init(stringLiteral text: String) { self = .text(text) }
  /// An `int`.
  public init(integerLiteral number: Int64) { self = .int(number) }
  /// `null`.
  public init(nilLiteral: ()) { self = .null }
}
