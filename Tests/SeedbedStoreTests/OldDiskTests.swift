import Foundation
import SeedbedStore
import SeedbedTestSupport
import Testing

/// A database on a file system that does not keep when a file was made.
@Suite(
  .blocking,
  .enabled(if: OldDisk.isPossible, "a file system without birth times takes the right to mount one")
)
struct OldDiskTests {
  @Test
  func `the mark of a file does not go to the one that gets its number`() throws {
    let disk = try OldDisk()
    defer { disk.unmount() }
    let (path, other) = (disk.path + "/shop.sqlite", disk.path + "/other.sqlite")
    let store = try StoreURL(path).open()
    try TestMark.set("shop", on: store)
    try store.close()
    func name(at path: String) throws -> String? {
      let store = try StoreURL(path).open()
      defer { try? store.close() }
      return try store.read { try TestMark.name(in: $0) }
    }
    #expect(try name(at: path) == "shop")
    let link = disk.folder.path("link.sqlite")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    #expect(try name(at: link) == "shop")

    let contents = try Data(contentsOf: URL(filePath: path))
    let number = try Self.number(of: path)
    try FileManager.default.removeItem(atPath: path)
    try contents.write(to: URL(filePath: other))
    try #require(try Self.number(of: other) == number)
    #expect(try name(at: other) == nil)
  }

  private static func number(of path: String) throws -> NSNumber? {
    try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? NSNumber
  }
}

/// An ext4 of 128 bytes an inode, which hold no such time.
private struct OldDisk {
  let folder: TemporaryFolder
  var path: String { folder.path("disk") }

  init() throws {
    folder = try TemporaryFolder()
    guard
      MountTrial.shell(
        """
        cd "$1" && truncate -s 16M image && mkfs.ext4 -q -I 128 image && mkdir disk && mount -o loop image disk
        """, folder.path)
    else { throw Impossible() }
  }

  func unmount() { _ = MountTrial.shell("umount \"$1\"", path) }

  static let isPossible: Bool = {
    guard let disk = try? OldDisk() else { return false }
    disk.unmount()
    return true
  }()

  private struct Impossible: Error {}
}
