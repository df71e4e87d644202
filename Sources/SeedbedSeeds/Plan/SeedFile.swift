import SeedbedCore
import SeedbedFormats

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A file that a seed takes a value from; it lies in the folder of the seeds.
struct SeedFile {
  let bytes: [UInt8]

  /// - Throws: `Diagnostic` when the path leaves the folder, by `..` or a link, or cannot be read.
  init(_ path: String, at node: YAMLNode, in folder: String) throws {
    let root = URL(filePath: folder, directoryHint: .isDirectory).resolvingSymlinksInPath()
    let file = URL(filePath: folder, directoryHint: .isDirectory)
      .appending(path: path).resolvingSymlinksInPath()
    guard !path.hasPrefix("/"), !path.split(separator: "/").contains(".."),
      file.pathComponents.starts(with: root.pathComponents)
    else {
      throw node.diagnostic(.seedFile, "'\(path)' leaves the folder of the seeds")
    }
    do {
      bytes = try Array(Data(contentsOf: file))
    } catch {
      throw node.diagnostic(.seedFile, "cannot read '\(path)' in \(folder)")
    }
  }
}

extension Diagnostic.Code {
  /// A file outside the folder of the seeds, or none.
  static let seedFile = Self("seed.file", .invalidFile)
}
