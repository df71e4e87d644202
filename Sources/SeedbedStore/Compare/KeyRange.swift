import SeedbedCore

/// A place at which the order of rows is cut.
struct KeyBound {
  let position: RowPosition
  /// The key that stands there; empty where rows are in the order of digests.
  let key: [Value]
}

/// The rows from one bound on and before another; open where there is none.
struct KeyRange {
  var lower: KeyBound?
  var upper: KeyBound?

  static let whole = KeyRange()

  func contains(_ position: RowPosition) -> Bool {
    (lower.map { $0.position <= position } ?? true)
      && (upper.map { position < $0.position } ?? true)
  }

  /// The parts between `bounds`, which are in order; bounds outside are left out.
  func cut(at bounds: [KeyBound]) -> [KeyRange] {
    var parts: [KeyRange] = []
    var rest = self
    for bound in bounds
    where rest.contains(bound.position) && bound.position != rest.lower?.position {
      parts.append(KeyRange(lower: rest.lower, upper: bound))
      rest.lower = bound
    }
    return parts + [rest]
  }

  /// So many equal parts of the order of digests, or fewer where there is no room for more.
  func cut(into count: Int) -> [KeyRange] {
    let first = lower.map { Self.prefix(of: $0.position) } ?? 0
    let last = upper.map { Self.prefix(of: $0.position) } ?? .max
    let step = (last - first) / UInt64(max(1, count))
    guard step > 0 else { return [self] }
    return cut(
      at: (1..<count).map {
        KeyBound(position: RowPosition(prefix: first + step * UInt64($0)), key: [])
      })
  }

  private static func prefix(of position: RowPosition) -> UInt64 {
    position.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}

extension [KeyRange] {
  /// Which of the ranges, which lie one behind the other, a position is in.
  func place(of position: RowPosition) -> Int {
    var (low, high) = (0, count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if let lower = self[middle].lower, position < lower.position {
        high = middle - 1
      } else {
        low = middle
      }
    }
    return low
  }
}
