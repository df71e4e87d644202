import SeedbedCore

/// How much of a database a proof holds in memory.
struct ProofLimit: Sendable {
  /// What one state may hold.
  static let state = ProofLimit(rows: 200_000, values: 1_000_000, bytes: 64 << 20)
  /// What may be read of a state that was made within `state`, and grew a little.
  static let grown = ProofLimit(rows: 400_000, values: 2_000_000, bytes: 128 << 20)

  let rows: Int
  let values: Int
  /// Of texts and bytes.
  let bytes: Int

  /// What a database holds that is too large: `200003 rows, and a proof is made of 200000 at most`.
  ///
  /// `count`: how many rows it holds.
  func excess(rows count: Int) -> String {
    count > rows
      ? "\(count) rows, and a proof is made of \(rows) at most"
      : "more than \(values) values or \(bytes >> 20) MB of text, and a proof is made of so many at most"
  }

  func holds(_ size: Size) -> Bool {
    size.rows <= rows && size.values <= values && size.bytes <= bytes
  }

  /// How many times `size` a state may be; at least 1 for what is within the limit.
  func room(for size: Size) -> Double {
    [(rows, size.rows), (values, size.values), (bytes, size.bytes)].map {
      Double($0) / Double(max(1, $1))
    }.min() ?? 1
  }

  /// What rows take up.
  struct Size: Sendable {
    private(set) var rows = 0
    private(set) var values = 0
    private(set) var bytes = 0

    mutating func add(_ row: [Value]) {
      rows += 1
      values += row.count
      for value in row {
        switch value {
        case .text(let text), .json(let text): bytes += text.utf8.count
        case .bytes(let content): bytes += content.count
        case .null, .bool, .int, .float, .decimal, .timestamp: break
        }
      }
    }
  }
}

extension ProofData {
  var size: ProofLimit.Size {
    var size = ProofLimit.Size()
    for collection in collections {
      for row in collection.rows { size.add(row) }
    }
    return size
  }
}
