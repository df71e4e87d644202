import SeedbedFormats

/// Two elements of two lists that belong together; one of them may be absent.
struct ListPair {
  let expected: JSONValue?
  let actual: JSONValue?
  /// The place in the answer, or in the golden when the answer has no such element.
  let index: Int

  /// Pairs elements by place.
  ///
  /// Lists of different lengths are first stripped of their equal ends, so that one element more at the
  /// front does not make all others differ.
  static func ordered(_ expected: [JSONValue], _ actual: [JSONValue]) -> [ListPair] {
    var end = 0
    if expected.count != actual.count {
      let shorter = min(expected.count, actual.count)
      let start = zip(expected, actual).prefix { $0 == $1 }.count
      while end < shorter - start,
        expected[expected.count - 1 - end] == actual[actual.count - 1 - end]
      {
        end += 1
      }
    }
    let middle = max(expected.count, actual.count) - end
    let paired = (0..<middle).map { place in
      ListPair(
        expected: expected.dropLast(end).element(at: place),
        actual: actual.dropLast(end).element(at: place), index: place)
    }
    let rest = (0..<end).reversed().map { back in
      ListPair(
        expected: expected[expected.count - 1 - back], actual: actual[actual.count - 1 - back],
        index: actual.count - 1 - back)
    }
    return paired + rest
  }

  /// Pairs elements that are equal, wherever they are; what is left is paired by its order.
  static func unordered(
    _ expected: [JSONValue], _ actual: [JSONValue],
    areEqual: (JSONValue, JSONValue, Int) -> Bool
  ) -> [ListPair] {
    var free = Array(actual.indices)
    var pairs: [ListPair] = []
    var alone: [JSONValue] = []
    for value in expected {
      if let place = free.firstIndex(where: { areEqual(value, actual[$0], $0) }) {
        pairs.append(ListPair(expected: value, actual: actual[free[place]], index: free[place]))
        free.remove(at: place)
      } else {
        alone.append(value)
      }
    }
    for (place, value) in alone.enumerated() {
      let other = place < free.count ? free[place] : nil
      pairs.append(
        ListPair(
          expected: value, actual: other.map { actual[$0] },
          index: other ?? actual.count + place - free.count))
    }
    for place in free.dropFirst(alone.count) {
      pairs.append(ListPair(expected: nil, actual: actual[place], index: place))
    }
    return pairs
  }
}

extension ArraySlice {
  /// The element at `index`, or nil when there is none.
  fileprivate func element(at index: Int) -> Element? {
    indices.contains(index) ? .some(self[index]) : .none
  }
}
