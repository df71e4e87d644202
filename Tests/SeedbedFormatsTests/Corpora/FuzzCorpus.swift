import Foundation
import SeedbedReaderTrials

/// The sources that `make fuzz` begins with, and changed ones that are the same in every run.
enum FuzzCorpus {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fuzz/corpus")

  /// The readers that have sources, sorted.
  static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  static func sources(_ reader: String) throws -> [[UInt8]] {
    let folder = folder.appending(path: reader)
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
      try Array(Data(contentsOf: folder.appending(path: $0)))
    }
  }

  /// The sources, each also torn and with bytes changed, added and taken away.
  static func changed(_ reader: String) throws -> [[UInt8]] {
    var numbers = SteadyNumbers()
    return try sources(reader).flatMap { source in
      [source] + (0..<60).map { _ in changed(source, &numbers) }
    }
  }

  private static let bytes =
    Array("\"\\,;{}[]:<>/#\n\r\t -+0e'=&".utf8) + [0, 3, 0x1A, 0x80, 0xC3, 0xFF]

  private static func changed(_ source: [UInt8], _ numbers: inout SteadyNumbers) -> [UInt8] {
    var changed = source
    for _ in 0..<numbers.next(upTo: 4) + 1 where !changed.isEmpty {
      let place = numbers.next(upTo: changed.count)
      switch numbers.next(upTo: 5) {
      case 0: changed[place] = bytes[numbers.next(upTo: bytes.count)]
      case 1: changed.insert(bytes[numbers.next(upTo: bytes.count)], at: place)
      case 2: changed.remove(at: place)
      case 3: changed.removeSubrange(place..<min(place + 9, changed.count))
      default: changed.removeLast(min(numbers.next(upTo: 12), changed.count))
      }
    }
    return changed
  }
}
