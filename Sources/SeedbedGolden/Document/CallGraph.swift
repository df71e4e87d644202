import SeedbedCore

/// Which calls come before others: those that capture a name before those that use it, and those that others say
/// `after`.
///
/// A name is a place of its own between the calls, so that the graph is no larger than what was read, however many
/// calls capture a name and use it.
struct CallGraph: Sendable {
  /// By the number of a name, the places of the calls that capture it, in their order.
  private let capturing: [[Int]]
  /// By place, the numbers of the names that a call uses and others capture.
  private let uses: [[Int]]
  /// By place, the call that a call says it comes after; nil also for one that is not there.
  private let after: [Int?]

  init(_ endpoints: [Endpoint]) {
    var numbers: [String: Int] = [:]
    var capturing: [[Int]] = []
    for (place, endpoint) in endpoints.enumerated() {
      for name in Set(endpoint.captures.map(\.name)) {
        if let number = numbers[name] {
          capturing[number].append(place)
        } else {
          numbers[name] = capturing.count
          capturing.append([place])
        }
      }
    }
    self.capturing = capturing
    uses = endpoints.map { $0.usedNames.compactMap { numbers[$0] } }
    let places = Dictionary(endpoints.enumerated().map { ($1.title, $0) }) { first, _ in first }
    after = endpoints.map { $0.after.flatMap { places[$0] } }
  }

  /// Finds calls that wait for others which never come.
  ///
  /// - Throws: `Diagnostic` for a call that is named and not there, or waits for itself.
  static func check(_ endpoints: [Endpoint]) throws {
    let titles = Set(endpoints.map(\.title))
    for endpoint in endpoints {
      guard let after = endpoint.after, !titles.contains(after) else { continue }
      let near = Suggestion.phrase(for: after, among: endpoints.map(\.title))
      throw Diagnostic(
        .goldenFile, "\(endpoint.title) comes after '\(after)', which is not there\(near)",
        at: endpoint.location)
    }
    let order = Set(CallGraph(endpoints).levels.flatMap { $0 })
    guard let stuck = endpoints.indices.first(where: { !order.contains($0) }) else { return }
    throw Diagnostic(
      .goldenFile, "\(endpoints[stuck].title) waits for a call that waits for it",
      at: endpoints[stuck].location)
  }

  /// Some calls, and all that come before them.
  func closure(of places: [Int]) -> Set<Int> {
    var closure: Set<Int> = []
    var names: Set<Int> = []
    var left = places
    while let place = left.popLast() {
      guard closure.insert(place).inserted else { continue }
      for name in uses[place] where names.insert(name).inserted { left += capturing[name] }
      if let after = after[place] { left.append(after) }
    }
    return closure
  }

  /// The places in which all that they wait for lies in the levels before, each as written; without those that wait
  /// for each other.
  var levels: [[Int]] {
    var waiting = zip(uses, after).map { $0.count + ($1 == nil ? 0 : 1) }
    var open = capturing.map(\.count)
    var captured: [[Int]] = uses.map { _ in [] }
    for (name, places) in capturing.enumerated() {
      for place in places { captured[place].append(name) }
    }
    var users: [[Int]] = capturing.map { _ in [] }
    var followers: [[Int]] = uses.map { _ in [] }
    for place in uses.indices {
      for name in uses[place] { users[name].append(place) }
      if let after = after[place] { followers[after].append(place) }
    }
    var levels: [[Int]] = []
    var next = waiting.indices.filter { waiting[$0] == 0 }
    while !next.isEmpty {
      levels.append(next)
      var freed: [Int] = []
      func free(_ place: Int) {
        waiting[place] -= 1
        if waiting[place] == 0 { freed.append(place) }
      }
      for place in next {
        for name in captured[place] {
          open[name] -= 1
          if open[name] == 0 { users[name].forEach(free) }
        }
        followers[place].forEach(free)
      }
      next = freed.sorted()
    }
    return levels
  }

  /// Finds, of the calls that come before each, the first of a kind.
  ///
  /// To be asked in order: what was found for a name is not looked for again.
  struct Search {
    private let graph: CallGraph
    private var found: [Int: Int?] = [:]

    init(_ graph: CallGraph) { self.graph = graph }

    /// `isOne`: whether a call is of that kind, which is known of all that come before `place`.
    mutating func first(before place: Int, where isOne: (Int) -> Bool) -> Int? {
      let captured = graph.uses[place].compactMap { name -> Int? in
        if let known = found[name] { return known }
        let first = graph.capturing[name].first(where: isOne)
        found[name] = .some(first)
        return first
      }
      return captured.min() ?? graph.after[place].flatMap { isOne($0) ? $0 : nil }
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
