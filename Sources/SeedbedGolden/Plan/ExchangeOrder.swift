import SeedbedCore
import SeedbedFormats

/// Which calls have to come before others, because they use what others capture or say `after`.
struct ExchangeOrder: Sendable {
  /// Calls that change nothing, those that wait for no other first; all of one wave may be made at once.
  let waves: [[Int]]
  /// Calls that change data, each with those that come after it; made one by one.
  let chains: [[Int]]
  /// What comes before what.
  let graph: CallGraph
  /// Every place behind those it waits for.
  let inOrder: [Int]
  /// The calls that use what one captured that changes data, or comes after such a call: they show what the run
  /// itself made.
  let showingChanges: Set<Int>

  /// - Throws: `Diagnostic` for a call that is named and not there, or waits for itself.
  init(_ endpoints: [Endpoint]) throws {
    try Self.checkAfter(endpoints)
    let uses = endpoints.map(\.usedNames)
    let graph = CallGraph(endpoints, using: uses)
    let levels = graph.levels
    let order = levels.flatMap { $0 }
    if order.count < endpoints.count { throw Self.stuck(endpoints, without: Set(order)) }
    self.graph = graph
    inOrder = order
    var root: [Int?] = endpoints.map { _ in nil }
    var search = CallGraph.Search(graph)
    for place in order {
      let first = search.first(before: place) { root[$0] != nil }
      root[place] = first.flatMap { root[$0] } ?? (endpoints[place].changesData ? place : nil)
    }
    let changed = endpoints.indices.filter { root[$0] != nil }
    let names = Set(changed.flatMap { endpoints[$0].captures.map(\.name) })
    showingChanges = Set(endpoints.indices.filter { !uses[$0].isDisjoint(with: names) })
    waves = levels.map { $0.filter { root[$0] == nil } }.filter { !$0.isEmpty }
    let chains = Dictionary(grouping: order.filter { root[$0] != nil }) { root[$0] ?? $0 }
    self.chains = endpoints.indices.compactMap { chains[$0] }
  }

  private static func stuck(_ endpoints: [Endpoint], without order: Set<Int>) -> Diagnostic {
    let stuck = endpoints.indices.first { !order.contains($0) } ?? 0
    return Diagnostic(
      .goldenFile, "\(endpoints[stuck].title) waits for a call that waits for it",
      at: endpoints[stuck].location)
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
  var usedNames: Set<String> {
    let held = (changes ?? []).flatMap { $0.holds.flatMap(\.value.names) }
    return Set(request.names + held).subtracting(captures.map(\.name))
  }
}
