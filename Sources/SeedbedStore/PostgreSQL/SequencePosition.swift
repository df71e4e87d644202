/// Where a sequence of the server stands, and where it has to stand so that it gives out new numbers only.
struct SequencePosition: Sendable, Hashable {
  let last: Int64
  /// Whether `last` was given out; otherwise it is the next number.
  let isCalled: Bool
  /// Negative in a sequence that counts down.
  let increment: Int64
  let least: Int64
  let greatest: Int64

  /// The number the sequence would give out next, and whether it counts down.
  var next: Int128 { Int128(last) + (isCalled ? Int128(increment) : 0) }

  /// The number after which the sequence goes on behind `key`: one of its own, so that it keeps its step.
  ///
  /// - Returns: nil when it is past the key already, or has no number left behind it.
  func position(past key: Int64) -> Int64? {
    let sign: Int128 = increment < 0 ? -1 : 1
    guard Int128(key) * sign >= next * sign, let limit, Int128(key) * sign <= Int128(limit) * sign
    else { return nil }
    let steps = (Int128(key) - Int128(last)) * sign
    let stride = Int128(increment) * sign
    let position = Int128(last) + (steps + stride - 1) / stride * Int128(increment)
    return Int64(exactly: position)
  }

  /// The last number of the sequence that leaves it another one to give out; nil when none does.
  ///
  /// A key beyond it, such as the greatest number of its type, is no reason to use the sequence up.
  var limit: Int64? {
    let end = Int128(increment < 0 ? least : greatest)
    let room = end - Int128(increment) - Int128(last)
    guard room == 0 || (room < 0) == (increment < 0) else { return nil }
    return Int64(exactly: Int128(last) + room / Int128(increment) * Int128(increment))
  }
}
