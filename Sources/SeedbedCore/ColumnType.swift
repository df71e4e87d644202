/// The portable type of a column; each driver maps it to its engine.
package enum ColumnType: Sendable, Hashable {
  /// An integer the engine gives out.
  case id
  /// 32 bits.
  case int
  /// 64 bits.
  case bigint
  case text
  case bool
  /// IEEE 754 binary64.
  case float
  case decimal(precision: Int, scale: Int)
  case bytes
  case date
  case time
  /// UTC, microseconds.
  case timestamp
  case uuid
  case json
  /// One of the words listed.
  case enumeration([String])

  /// The words of the types without arguments, as migrations write them.
  package static let plainNames: [String] = [
    "id", "int", "bigint", "text", "bool", "float", "bytes", "date", "time", "timestamp", "uuid",
    "json",
  ]

  /// Reads `text`, `decimal(12,2)` and the like; `enum` needs its values and is made by its case.
  package init?(_ name: String) {
    switch name {
    case "id": self = .id
    case "int": self = .int
    case "bigint": self = .bigint
    case "text": self = .text
    case "bool": self = .bool
    case "float": self = .float
    case "bytes": self = .bytes
    case "date": self = .date
    case "time": self = .time
    case "timestamp": self = .timestamp
    case "uuid": self = .uuid
    case "json": self = .json
    default:
      guard name.hasPrefix("decimal("), name.hasSuffix(")") else { return nil }
      let parts = name.dropFirst(8).dropLast()
        .split(separator: ",", omittingEmptySubsequences: false)
        .map { Int($0.trimmingPrefix { $0 == " " }) }
      guard parts.count == 2, let precision = parts[0], let scale = parts[1],
        (1...38).contains(precision), (0...precision).contains(scale)
      else { return nil }
      self = .decimal(precision: precision, scale: scale)
    }
  }
}

extension ColumnType {
  package var isDecimal: Bool {
    if case .decimal = self { true } else { false }
  }
}

extension ColumnType: CustomStringConvertible {
  /// The type as a migration writes it.
  package var description: String {
    switch self {
    case .id: "id"
    case .int: "int"
    case .bigint: "bigint"
    case .text: "text"
    case .bool: "bool"
    case .float: "float"
    case .decimal(let precision, let scale): "decimal(\(precision),\(scale))"
    case .bytes: "bytes"
    case .date: "date"
    case .time: "time"
    case .timestamp: "timestamp"
    case .uuid: "uuid"
    case .json: "json"
    case .enumeration(let words): "enum(\(words.joined(separator: ", ")))"
    }
  }
}
