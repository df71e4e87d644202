import Foundation
import SeedbedCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The copy of a database file in a folder of its own beside it, where it has the same name.
///
/// A lock beside the folder is there before it and after it, and held as long as the process lives: a lock that nobody
/// holds was left by a process that was killed.
struct SQLiteFileCopy: Sendable {
  private static let prefix = ".seedbed-copy-"
  private let folder: String
  private let file: String
  private let original: String
  /// How the original was when it had been copied.
  private var state: [String] = []
  private let lock: SQLiteLockFile

  /// - Throws: `CopyRefusal`, and `Diagnostic` for a file that cannot be read or a folder that cannot be written.
  init(of path: String) throws {
    guard let original = Self.resolved(path) else {
      throw CopyRefusal(reason: "its file cannot be found")
    }
    let parent = original.deletingLastPathComponent()
    Self.removeLeftovers(in: parent.path(percentEncoded: false))
    try Self.checkSize(of: original.path(percentEncoded: false))
    let token = String(UInt64.random(in: .min ... .max), radix: 36)
    let folder = parent.appending(path: Self.prefix + token).path(percentEncoded: false)
    // Before the folder is there, its lock is: nobody takes the folder for one that was left.
    guard case .held(let lock) = SQLiteLockFile.take(besides: folder, for: token, tries: 20) else {
      throw CopyRefusal(reason: "no file can be locked beside it")
    }
    self.folder = folder
    self.file = "\(folder)/\(original.lastPathComponent)"
    self.original = original.path(percentEncoded: false)
    self.lock = lock
    do {
      try make()
      state = Self.state(of: self.original)
    } catch {
      remove()
      throw error
    }
  }

  func opened(as name: String) throws -> DatabaseCopy {
    do {
      return DatabaseCopy(
        at: try StoreURL(file), try SQLiteStore(path: file, shownAs: name),
        isOriginalChanged: { Self.state(of: original) != state }, removal: remove)
    } catch {
      remove()
      throw error
    }
  }

  /// With the owner and the rights that the original has, so that whoever reads that can read this, and nobody else.
  private func make() throws {
    let files = FileManager.default
    let parent = URL(filePath: original).deletingLastPathComponent().path(percentEncoded: false)
    do {
      try files.createDirectory(
        atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    } catch {
      throw CopyRefusal(reason: "no folder can be made beside it")
    }
    try SQLiteStore.copy(original, to: file)
    Self.give(file, theRightsOf: original, atMost: 0o777)
    // What everybody may write, such as `/tmp`, is no pattern for a folder with one database.
    Self.give(folder, theRightsOf: parent, atMost: 0o775)
  }

  private static func give(_ path: String, theRightsOf pattern: String, atMost most: Int) {
    let files = FileManager.default
    let status = (try? files.attributesOfItem(atPath: pattern)) ?? [:]
    let owners: [FileAttributeKey] = [.ownerAccountID, .groupOwnerAccountID]
    // Only root can give a file away.
    try? files.setAttributes(status.filter { owners.contains($0.key) }, ofItemAtPath: path)
    guard let rights = (status[.posixPermissions] as? NSNumber)?.intValue else { return }
    try? files.setAttributes([.posixPermissions: rights & most], ofItemAtPath: path)
  }

  private func remove() {
    try? FileManager.default.removeItem(atPath: folder)
    lock.release()
  }

  /// The sizes of a file and of what waits beside it, and when they were last written.
  private static func state(of path: String) -> [String] {
    [path, "\(path)-wal"].map { file in
      let status = try? FileManager.default.attributesOfItem(atPath: file)
      let size = (status?[.size] as? NSNumber)?.int64Value ?? 0
      let time = (status?[.modificationDate] as? Date)?.timeIntervalSinceReferenceDate ?? 0
      return size == 0 ? "" : "\(size) \(time)"
    }
  }

  /// - Throws: `CopyRefusal` where the file is large, or the disk would be full.
  private static func checkSize(of path: String) throws {
    let files = FileManager.default
    func size(_ path: String) -> Int64 {
      ((try? files.attributesOfItem(atPath: path))?[.size] as? NSNumber)?.int64Value ?? 0
    }
    let bytes = size(path) + size("\(path)-wal")
    guard bytes <= DatabaseCopy.largest else {
      throw CopyRefusal(reason: "it is larger than \(DatabaseCopy.largest >> 20) MB")
    }
    let system = try? files.attributesOfFileSystem(forPath: path)
    guard let free = (system?[.systemFreeSize] as? NSNumber)?.int64Value else { return }
    // In the copy each row is copied once more.
    guard free > 4 * bytes else { throw CopyRefusal(reason: "the disk is nearly full") }
  }

  /// The folders of copies that killed processes left beside a database; by name.
  static func leftovers(besides path: String) -> [String] {
    guard let parent = resolved(path)?.deletingLastPathComponent() else { return [] }
    return leftovers(in: parent.path)
  }

  /// The file as the lock resolves it, so that a folder and its lock have one name.
  private static func resolved(_ path: String) -> URL? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return URL(filePath: String(cString: resolved))
  }

  private static func removeLeftovers(in parent: String) {
    for folder in leftovers(in: parent) {
      try? FileManager.default.removeItem(atPath: folder)
      SQLiteLockFile.remove(besides: folder)
    }
  }

  /// Only what the word in a lock says that this program made; a lock that cannot be seen may be held.
  private static func leftovers(in parent: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    return names.sorted().compactMap { name in
      guard let match = name.wholeMatch(of: /(\.seedbed-copy-([0-9a-z]+))-seedbed-lock/) else {
        return nil
      }
      let folder = "\(parent)/\(match.output.1)"
      guard let lock = SQLiteLockFile.look(besides: folder), !lock.isTaken else { return nil }
      // Whoever is killed before the word is written has made no folder.
      let isFirst = lock.word.isEmpty && !FileManager.default.fileExists(atPath: folder)
      return isFirst || lock.word.hasSuffix(" \(match.output.2)\n") ? folder : nil
    }
  }
}
