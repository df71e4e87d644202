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

  /// Takes calls of a document, and with each all that come before it.
  init(_ endpoints: [Endpoint]) {
    let graph = CallGraph(endpoints)
    let levels = graph.levels
    let order = levels.flatMap { $0 }
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
    showingChanges = Set(
      endpoints.indices.filter { !endpoints[$0].usedNames.isDisjoint(with: names) })
    waves = levels.map { $0.filter { root[$0] == nil } }.filter { !$0.isEmpty }
    let chains = Dictionary(grouping: order.filter { root[$0] != nil }) { root[$0] ?? $0 }
    self.chains = endpoints.indices.compactMap { chains[$0] }
  }
}
