/// What one name of one scope was bound to, in the order of the text.
///
/// A use may see many bindings of which nothing is known. What was found to have no meaning is ruled
/// out, so that all uses together take time nearly linear in the bindings.
struct PythonHistory {
  /// Something the name may mean.
  enum Candidate {
    /// A module or a member of one, by its full dotted name.
    case imported(String)
    /// The value of the expression that starts at this token.
    case expression(Int)
  }

  /// In the order of the text, but of one binding the first expression stands last: a search goes
  /// backwards.
  let candidates: [Candidate]
  /// The first token at which each binding counts.
  private let positions: [Int]
  /// The candidates each binding begins with, and their number at the end.
  private let starts: [Int]
  /// The bindings made in each block.
  private let bindingsOfBlock: [Int: [Int]]
  /// For each candidate itself, or an earlier one when it is ruled out; -1 when all before it are.
  private var remaining: [Int]

  init(_ bindings: [PythonBinding]) {
    let bindings = bindings.enumerated()
      .sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }
      .map(\.element)
    var candidates: [Candidate] = []
    var starts: [Int] = []
    var bindingsOfBlock: [Int: [Int]] = [:]
    for (index, binding) in bindings.enumerated() {
      starts.append(candidates.count)
      bindingsOfBlock[binding.block, default: []].append(index)
      switch binding.value {
      case .opaque: break
      case .imported(let path): candidates.append(.imported(path))
      case .expressions(let starts): candidates += starts.reversed().map { .expression($0) }
      }
    }
    self.candidates = candidates
    self.bindingsOfBlock = bindingsOfBlock
    self.starts = starts + [candidates.count]
    positions = bindings.map(\.position)
    remaining = Array(candidates.indices)
  }

  /// What a use at `position` sees: the bindings before it back to the latest one in a block around
  /// it, which replaces all earlier ones; nil when none stands before it.
  ///
  /// `blocks`: the block of the use and those around it.
  func candidates(before position: Int, in blocks: some Sequence<Int>) -> Range<Int>? {
    let end = positions.countOfPrefix { $0 <= position }
    guard end > 0 else { return nil }
    let replacing = blocks.compactMap { block in
      bindingsOfBlock[block].flatMap { $0[..<$0.countOfPrefix { $0 < end }].last }
    }
    return starts[replacing.max() ?? 0]..<starts[end]
  }

  /// The latest candidate before `end` that is not ruled out; -1 when there is none.
  mutating func latest(before end: Int) -> Int {
    var candidate = end - 1
    while candidate >= 0, remaining[candidate] != candidate {
      let next = remaining[candidate]
      if next >= 0 { remaining[candidate] = remaining[next] }
      candidate = next
    }
    return candidate
  }

  /// Passes over the candidate from now on, because it has no meaning.
  mutating func ruleOut(_ candidate: Int) {
    remaining[candidate] = candidate - 1
  }
}

extension RandomAccessCollection where Index == Int {
  /// How many elements at the start `holds` is true for; true for none after the first it is false for.
  func countOfPrefix(_ holds: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low - startIndex
  }
}
