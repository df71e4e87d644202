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
    try Self.checkAfter(endpoints)
    let uses = endpoints.map(\.usedNames)
    let before = Self.predecessors(of: endpoints, using: uses)
    let levels = try Self.levels(endpoints, before)
    let order = levels.flatMap { $0 }
    self.before = before
    inOrder = order
    var root: [Int?] = endpoints.map { _ in nil }
    for place in order {
      root[place] =
        before[place].lazy.compactMap { root[$0] }.first
        ?? (endpoints[place].changesData ? place : nil)
    }
    let changed = endpoints.indices.filter { root[$0] != nil }
    let names = Set(changed.flatMap { endpoints[$0].captures.map(\.name) })
    showingChanges = Set(endpoints.indices.filter { !uses[$0].isDisjoint(with: names) })
    waves = levels.map { $0.filter { root[$0] == nil } }.filter { !$0.isEmpty }
    let chains = Dictionary(grouping: order.filter { root[$0] != nil }) { root[$0] ?? $0 }
    self.chains = endpoints.indices.compactMap { chains[$0] }
  }

  /// By place, the calls that each has to come after; without those that are named and not there.
  static func predecessors(of endpoints: [Endpoint]) -> [[Int]] {
    predecessors(of: endpoints, using: endpoints.map(\.usedNames))
  }

  private static func predecessors(of endpoints: [Endpoint], using uses: [Set<String>]) -> [[Int]] {
    var capturing: [String: [Int]] = [:]
    for (place, endpoint) in endpoints.enumerated() {
      for name in Set(endpoint.captures.map(\.name)) { capturing[name, default: []].append(place) }
    }
    let places = Dictionary(endpoints.enumerated().map { ($1.title, $0) }) { first, _ in first }
    return zip(endpoints, uses).map { endpoint, names in
      let known = names.compactMap { capturing[$0] }
      let captured = known.count == 1 ? known[0] : Set(known.flatMap { $0 }).sorted()
      return captured + (endpoint.after.flatMap { places[$0] }.map { [$0] } ?? [])
    }
  }

  /// The places in which all that they wait for lies in the levels before, each as written.
  private static func levels(_ endpoints: [Endpoint], _ before: [[Int]]) throws -> [[Int]] {
    var waiting = before.map(\.count)
    var behind: [[Int]] = endpoints.map { _ in [] }
    for place in endpoints.indices {
      for other in before[place] { behind[other].append(place) }
    }
    var levels: [[Int]] = []
    var next = endpoints.indices.filter { waiting[$0] == 0 }
    var count = 0
    while !next.isEmpty {
      levels.append(next)
      count += next.count
      var freed: [Int] = []
      for place in next.flatMap({ behind[$0] }) {
        waiting[place] -= 1
        if waiting[place] == 0 { freed.append(place) }
      }
      next = freed.sorted()
    }
    guard count == endpoints.count else {
      let stuck = waiting.firstIndex { $0 > 0 } ?? 0
      throw Diagnostic(
        .goldenFile, "\(endpoints[stuck].title) waits for a call that waits for it",
        at: endpoints[stuck].location)
    }
    return levels
  }

  private static func checkAfter(_ endpoints: [Endpoint]) throws {
    let titles = Set(endpoints.map(\.title))
    for endpoint in endpoints {
      guard let after = endpoint.after, !titles.contains(after) else { continue }
      let near = Suggestion.phrase(for: after, among: endpoints.map(\.title))
      throw Diagnostic(
        .goldenFile, "\(endpoint.title) comes after '\(after)', which is not there\(near)",
        at: endpoint.location)
    }
  }
}

extension Endpoint {
  /// The names in what it sends and in what it expects of the database, without those it captures itself.
  fileprivate var usedNames: Set<String> {
    let held = (changes ?? []).flatMap { $0.holds.flatMap(\.value.names) }
    return Set(request.names + held).subtracting(captures.map(\.name))
  }
}
