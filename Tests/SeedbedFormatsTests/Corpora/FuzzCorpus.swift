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
      [source] + (0..<60).map { _ in numbers.changed(source) }
    }
  }
}
