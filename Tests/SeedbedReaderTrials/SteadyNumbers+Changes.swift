extension SteadyNumbers {
  private static let bytes =
    Array("\"\\,;{}[]:<>/#\n\r\t -+0e'=&".utf8) + [0, 3, 0x1A, 0x80, 0xC3, 0xFF]

  /// The source, torn and with bytes changed, added and taken away.
  package mutating func changed(_ source: [UInt8]) -> [UInt8] {
    var changed = source
    for _ in 0..<next(upTo: 4) + 1 where !changed.isEmpty {
      let place = next(upTo: changed.count)
      switch next(upTo: 5) {
      case 0: changed[place] = Self.bytes[next(upTo: Self.bytes.count)]
      case 1: changed.insert(Self.bytes[next(upTo: Self.bytes.count)], at: place)
      case 2: changed.remove(at: place)
      case 3: changed.removeSubrange(place..<min(place + 9, changed.count))
      default: changed.removeLast(min(next(upTo: 12), changed.count))
      }
    }
    return changed
  }
}
