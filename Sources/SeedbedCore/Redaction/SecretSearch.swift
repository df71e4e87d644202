/// Finds many secrets in one pass over a text, however many there are (Aho and Corasick, 1975): O(n).
///
/// Texts are cut before they are printed, so a beginning of a secret before a `…` is one too, and an end, or a part,
/// behind a `…`.
struct SecretSearch: Sendable {
  /// How much of a secret beside a `…` is hidden too, in bytes.
  private static let leastBesideCut = 4
  private static let cut = Array("…".utf8)

  private let secrets: [[UInt8]]
  /// By a node and a byte, the node that follows.
  private var next: [Next: Int32] = [:]
  /// By node: where the search goes on that no byte leads on from, how deep it lies, and how long the longest
  /// secret is that ends there.
  private var nodes = [Node()]
  /// By the first bytes, where parts of secrets begin.
  private var parts: [UInt32: [Part]] = [:]
  /// By byte, whether one begins with it.
  private var isFirst = [Bool](repeating: false, count: 256)

  private struct Next: Hashable {
    let node: Int32
    let byte: UInt8
  }

  private struct Node {
    var other: Int32 = 0
    var depth: Int32 = 0
    var length: Int32 = 0
  }

  private struct Part {
    let secret: Int
    let offset: Int
  }

  /// - Parameter secrets: folded, as the texts will be.
  init(_ secrets: Set<[UInt8]>) {
    self.secrets = Array(secrets)
    var children: [[(byte: UInt8, node: Int32)]] = [[]]
    for secret in self.secrets {
      var node: Int32 = 0
      for byte in secret {
        let step = Next(node: node, byte: byte)
        if let known = next[step] {
          node = known
          continue
        }
        let new = Int32(nodes.count)
        nodes.append(Node(depth: nodes[Int(node)].depth + 1))
        children.append([])
        children[Int(node)].append((byte, new))
        next[step] = new
        if node == 0 { isFirst[Int(byte)] = true }
        node = new
      }
      nodes[Int(node)].length = Int32(secret.count)
    }
    link(children)
    for (number, secret) in self.secrets.enumerated() {
      for offset in secret.indices {
        guard let first = Self.word(at: offset, of: secret) else { break }
        parts[first, default: []].append(Part(secret: number, offset: offset))
      }
    }
  }

  /// Says of every node where the longest end of it lies that begins a secret, the less deep ones first.
  private mutating func link(_ children: [[(byte: UInt8, node: Int32)]]) {
    var level = children[0].map(\.node)
    while !level.isEmpty {
      var deeper: [Int32] = []
      for parent in level {
        for (byte, node) in children[Int(parent)] {
          let other = step(from: nodes[Int(parent)].other, byte)
          nodes[Int(node)].other = other
          nodes[Int(node)].length = max(nodes[Int(node)].length, nodes[Int(other)].length)
          deeper.append(node)
        }
      }
      level = deeper
    }
  }

  /// The first bytes of what begins at a place, as a number; nil where they are not so many.
  private static func word(at place: Int, of bytes: [UInt8]) -> UInt32? {
    guard place + leastBesideCut <= bytes.count else { return nil }
    return bytes[place..<place + leastBesideCut].reduce(0) { $0 << 8 | UInt32($1) }
  }

  private func step(from start: Int32, _ byte: UInt8) -> Int32 {
    var node = start
    while true {
      if node == 0, !isFirst[Int(byte)] { return 0 }
      if let found = next[Next(node: node, byte: byte)] { return found }
      if node == 0 { return 0 }
      node = nodes[Int(node)].other
    }
  }

  /// Where secrets stand in bytes that are folded, in order; those that lie over each other are one.
  func ranges(in bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    func add(_ range: Range<Int>) {
      var start = range.lowerBound
      while let last = ranges.last, last.upperBound > start {
        start = min(start, last.lowerBound)
        ranges.removeLast()
      }
      ranges.append(start..<range.upperBound)
    }
    var node: Int32 = 0
    for place in bytes.indices {
      if isCut(in: bytes, at: place) {
        let length = Int(nodes[Int(node)].depth)
        if length >= Self.leastBesideCut { add(place - length..<place) }
      }
      node = step(from: node, bytes[place])
      let length = Int(nodes[Int(node)].length)
      if length > 0 { add(place + 1 - length..<place + 1) }
      if place >= Self.cut.count - 1, isCut(in: bytes, at: place - Self.cut.count + 1),
        let end = endOfPart(in: bytes, from: place + 1)
      {
        add(place + 1..<end)
      }
    }
    return ranges
  }

  private func isCut(in bytes: [UInt8], at place: Int) -> Bool {
    bytes[place] == Self.cut[0] && bytes[place...].starts(with: Self.cut)
  }

  /// Where what is left of a secret ends that begins at `start`: with the secret, or at another cut.
  private func endOfPart(in bytes: [UInt8], from start: Int) -> Int? {
    guard let first = Self.word(at: start, of: bytes), let candidates = parts[first] else {
      return nil
    }
    return candidates.compactMap { part in
      let rest = secrets[part.secret][part.offset...]
      let same = zip(rest, bytes[start...]).prefix { $0 == $1 }.count
      let end = start + same
      let isCutThere = end < bytes.count && isCut(in: bytes, at: end)
      return same == rest.count || isCutThere ? end : nil
    }.max()
  }
}
