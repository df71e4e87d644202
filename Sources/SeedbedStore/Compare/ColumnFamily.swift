import SeedbedCore

/// Column types whose values have one canonical form, so that columns of them can be compared.
enum ColumnFamily: Hashable {
  case integer
  case float
  case decimal
  case text
  case bytes
  case date
  case time
  case timestamp
  case uuid
  case json
}

extension ColumnType {
  var family: ColumnFamily {
    switch self {
    case .id, .int, .bigint, .bool: .integer
    case .float: .float
    case .decimal: .decimal
    case .text, .enumeration: .text
    case .bytes: .bytes
    case .date: .date
    case .time: .time
    case .timestamp: .timestamp
    case .uuid: .uuid
    case .json: .json
    }
  }
}
