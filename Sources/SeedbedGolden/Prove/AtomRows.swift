/// The rows of a column by what they hold, in twelve bytes a row.
struct AtomRows: Sendable {
  private let atoms: [Atom]
  /// In rising order.
  private let hashes: [Int]
  /// The rows of `hashes`, in rising order where these are the same.
  private let places: [Int32]

  init(_ atoms: [Atom]) {
    let all = atoms.map(\.hashValue)
    let places = (0..<Int32(atoms.count)).sorted {
      (all[Int($0)], $0) < (all[Int($1)], $1)
    }
    self.atoms = atoms
    self.places = places
    hashes = places.map { all[Int($0)] }
  }

  /// The rows that hold an atom, in rising order.
  func holding(_ atom: Atom) -> [Int] {
    range(of: atom).compactMap { holds($0, atom) ? Int(places[$0]) : nil }
  }

  func count(holding atom: Atom) -> Int {
    range(of: atom).count { holds($0, atom) }
  }

  func contains(_ atom: Atom) -> Bool {
    range(of: atom).contains { holds($0, atom) }
  }

  private func holds(_ index: Int, _ atom: Atom) -> Bool { atoms[Int(places[index])] == atom }

  /// Where the hash of an atom stands in `hashes`.
  private func range(of atom: Atom) -> Range<Int> {
    let hash = atom.hashValue
    let start = firstIndex { hashes[$0] >= hash }
    return start..<max(start, firstIndex { hashes[$0] > hash })
  }

  /// The first index for which `isBehind` holds, which holds for all after it.
  private func firstIndex(where isBehind: (Int) -> Bool) -> Int {
    var (low, high) = (0, hashes.count)
    while low < high {
      let middle = low + (high - low) / 2
      if isBehind(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
