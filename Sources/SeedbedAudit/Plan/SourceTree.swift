/// Where the files of an audit come from.
package protocol SourceTree: Sendable {
  /// The paths of all files, relative to the root, in any order.
  func paths() throws -> [String]

  /// The content of one of them.
  func bytes(of path: String) throws -> [UInt8]
}
