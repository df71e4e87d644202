import SeedbedFormats

/// Pairs the elements of two lists so that as many as possible are equal (a maximum matching of a
/// bipartite graph, by augmenting paths).
///
/// With a tolerance equality is not transitive: the first partner that fits may be the only one for
/// another element, and has to be given up for it.
struct ListMatching {
  /// For each element of the answer, the place of its partner in the golden.
  private(set) var partners: [Int?]
  /// Elements of the golden that have none, in their order.
  private(set) var alone: [Int] = []

  private let expected: [JSONValue]
  private let actual: [JSONValue]
  private let areEqual: (JSONValue, JSONValue, Int) -> Bool
  /// What is known of each pair, a row for each element of the golden that was looked at.
  private var known: [Int: [Bool?]] = [:]
  /// How many pairs may still be looked at; each costs at most one comparison.
  private var budget: Int

  /// `budget`: beyond so many looks at pairs the elements that are left count as unequal.
  init(
    _ expected: [JSONValue], _ actual: [JSONValue], budget: Int = 10_000_000,
    areEqual: @escaping (JSONValue, JSONValue, Int) -> Bool
  ) {
    self.expected = expected
    self.actual = actual
    self.areEqual = areEqual
    self.budget = budget
    partners = Array(repeating: nil, count: actual.count)
    var waiting: [Int] = []
    var places = Dictionary(grouping: actual.indices, by: { actual[$0] })
      .mapValues { Array($0.reversed()) }
    for (place, value) in expected.enumerated() {
      if let other = places[value]?.last, areEqual(value, actual[other], other) {
        places[value]?.removeLast()
        partners[other] = place
      } else {
        waiting.append(place)
      }
    }
    for place in waiting where !findPartner(of: place) { alone.append(place) }
  }

  /// Looks, breadth first, for a chain of exchanges that ends at a free element of the answer.
  private mutating func findPartner(of start: Int) -> Bool {
    var queue = [start]
    var next = 0
    /// From which element of the golden each element of the answer was reached.
    var origins: [Int: Int] = [:]
    while next < queue.count {
      let place = queue[next]
      next += 1
      for other in actual.indices where origins[other] == nil {
        guard budget > 0 else { return false }
        budget -= 1
        guard isEdge(place, other) else { continue }
        origins[other] = place
        guard let owner = partners[other] else {
          exchange(along: origins, endingAt: other, start: start)
          return true
        }
        queue.append(owner)
      }
    }
    return false
  }

  private mutating func exchange(along origins: [Int: Int], endingAt end: Int, start: Int) {
    var free = end
    while let place = origins[free] {
      let given = partners.firstIndex(of: place)
      partners[free] = place
      guard place != start, let given else { return }
      free = given
    }
  }

  private mutating func isEdge(_ place: Int, _ other: Int) -> Bool {
    if let known = known[place]?[other] { return known }
    let isEqual = areEqual(expected[place], actual[other], other)
    known[place, default: Array(repeating: nil, count: actual.count)][other] = isEqual
    return isEqual
  }
}
