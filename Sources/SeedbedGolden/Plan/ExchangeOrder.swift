import SeedbedCore
import SeedbedFormats

/// Which calls have to come before others, because they use what others capture or say `after`.
struct ExchangeOrder: Sendable {
  /// Calls that change nothing, those that wait for no other first; all of one wave may be made at once.
  let waves: [[Int]]
  /// Calls that change data, each with those that come after it; made one by one.
  let chains: [[Int]]
  /// By place, the calls that come before it.
  let before: [[Int]]
  /// Every place behind those it waits for.
  let inOrder: [Int]
  /// The calls that use what one captured that changes data, or comes after such a call: they show what the run
  /// itself made.
  let showingChanges: Set<Int>

  /// - Throws: `Diagnostic` for a call that is named and not there, or waits for itself.
  init(_ endpoints: [Endpoint]) throws {
    for endpoint in endpoints { try endpoint.checkAfter(endpoints) }
    let before = Self.predecessors(of: endpoints)
    let order = try Self.order(endpoints, before)
    self.before = before
    inOrder = order
    var depth: [Int] = endpoints.map { _ in 0 }
    var root: [Int?] = endpoints.map { _ in nil }
    for place in order {
      depth[place] = (before[place].map { depth[$0] + 1 }).max() ?? 0
      root[place] =
        before[place].lazy.compactMap { root[$0] }.first
        ?? (endpoints[place].changesData ? place : nil)
    }
    showingChanges = Set(
      endpoints.indices.filter { place in
        before[place].contains { other in
          root[other] != nil
            && endpoints[other].captures.contains { endpoints[place].uses($0.name) }
        }
      })
    let calm = endpoints.indices.filter { root[$0] == nil }
    waves = (0...(calm.map { depth[$0] }.max() ?? 0)).map { level in
      calm.filter { depth[$0] == level }
    }.filter { !$0.isEmpty }
    chains = endpoints.indices.filter { root[$0] == $0 }.map { first in
      order.filter { root[$0] == first }
    }
  }

  /// By place, the calls that each has to come after; without those that are named and not there.
  static func predecessors(of endpoints: [Endpoint]) -> [[Int]] {
    let capturing = endpoints.indices.filter { !endpoints[$0].captures.isEmpty }
    return endpoints.map { endpoint in
      let captured = capturing.filter { other in
        endpoints[other].captures.contains { endpoint.uses($0.name) }
      }
      let named = endpoint.after.flatMap { after in
        endpoints.firstIndex { $0.title == after }
      }
      return captured + (named.map { [$0] } ?? [])
    }
  }

  /// Every place behind those it waits for, otherwise as written.
  private static func order(_ endpoints: [Endpoint], _ before: [[Int]]) throws -> [Int] {
    if before.allSatisfy(\.isEmpty) { return Array(endpoints.indices) }
    var done: Set<Int> = []
    var order: [Int] = []
    while order.count < endpoints.count {
      let next = endpoints.indices.filter { place in
        !done.contains(place) && before[place].allSatisfy(done.contains)
      }
      guard !next.isEmpty else {
        let stuck = endpoints.indices.first { !done.contains($0) } ?? 0
        throw Diagnostic(
          .goldenFile, "\(endpoints[stuck].title) waits for a call that waits for it",
          at: endpoints[stuck].location)
      }
      order += next
      done.formUnion(next)
    }
    return order
  }
}

extension Endpoint {
  fileprivate func checkAfter(_ endpoints: [Endpoint]) throws {
    guard let after, !endpoints.contains(where: { $0.title == after }) else { return }
    let near = Suggestion.phrase(for: after, among: endpoints.map(\.title))
    throw Diagnostic(
      .goldenFile, "\(title) comes after '\(after)', which is not there\(near)", at: location)
  }

  /// Whether `${name}` is in what it sends or in what it expects of the database.
  fileprivate func uses(_ name: String) -> Bool {
    guard !captures.contains(where: { $0.name == name }) else { return false }
    return request.uses(name)
      || (changes ?? []).contains { $0.holds.contains { $0.value.uses(name) } }
  }
}
