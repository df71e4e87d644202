package import SeedbedCore

extension BackfillPlan {
  /// The checksum of the mapping and of every byte of its files, which are read for it.
  ///
  /// - Throws: `Diagnostic` for a file that cannot be read.
  package func checksum() throws -> Checksum {
    var stream = Checksum.Stream()
    stream.update("\(specification.checksum)\n")
    for file in files {
      let digest = try PrefixDigest(of: file, as: specification.source)
      _ = try digest.reach(Int.max)
      stream.update("\(file.name)\n\(digest.checksum)\n")
    }
    return stream.checksum
  }
}
