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

  /// Pairs as many equal elements as can be, wherever they are; what is left is paired by its order.
  static func unordered(
    _ expected: [JSONValue], _ actual: [JSONValue],
    areEqual: @escaping (JSONValue, JSONValue, Int) -> Bool
  ) -> [ListPair] {
    let matching = ListMatching(expected, actual, areEqual: areEqual)
    let matched = matching.partners.enumerated().compactMap { index, place in
      place.map { (place: $0, index: index) }
    }
    var pairs = matched.sorted { $0.place < $1.place }.map { match in
      ListPair(expected: expected[match.place], actual: actual[match.index], index: match.index)
    }
    let free = matching.partners.indices.filter { matching.partners[$0] == nil }
    for (number, place) in matching.alone.enumerated() {
      let other = number < free.count ? free[number] : nil
      pairs.append(
        ListPair(
          expected: expected[place], actual: other.map { actual[$0] },
          index: other ?? actual.count + number - free.count))
    }
    for place in free.dropFirst(matching.alone.count) {
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
