package import SeedbedCore

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The files of a folder on disk.
///
/// Folders that hold no source of the project are skipped, and so are links to folders, since what
/// they lead to is either in the tree already or not part of it.
package struct DirectoryTree: SourceTree {
  /// The names of folders that are never entered.
  package static let skipped: Set<String> = [
    ".git", ".build", ".venv", "__pycache__", "node_modules", "venv",
  ]

  /// The largest file read, 64 MiB; a source file above it is not one.
  package static let largestFile = 64 << 20

  private let root: String

  package init(root: String) {
    self.root = root.isEmpty ? "." : root
  }

  package func paths() throws -> [String] {
    var found: [String] = []
    var folders = [""]
    while let folder = folders.popLast() {
      for entry in try entries(of: folder) {
        let path = folder.isEmpty ? entry.name : "\(folder)/\(entry.name)"
        if !entry.isFolder {
          found.append(path)
        } else if !Self.skipped.contains(entry.name) {
          folders.append(path)
        }
      }
    }
    return found
  }

  package func bytes(of path: String) throws -> [UInt8] {
    let descriptor = open("\(root)/\(path)", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("cannot be opened", path) }
    defer { close(descriptor) }
    var information = stat()
    guard fstat(descriptor, &information) == 0 else { throw failure("cannot be read", path) }
    let size = Int(information.st_size)
    guard size <= Self.largestFile else {
      throw Diagnostic(.unreadableSource, "'\(path)' is larger than 64 MiB")
    }
    return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let taken = read(descriptor, buffer.baseAddress?.advanced(by: count), size - count)
        if taken < 0, errno == EINTR { continue }
        guard taken >= 0 else { throw failure("cannot be read", path) }
        if taken == 0 { return }
        count += taken
      }
    }
  }

  /// The files and folders in a folder.
  private func entries(of folder: String) throws -> [(name: String, isFolder: Bool)] {
    let path = folder.isEmpty ? root : "\(root)/\(folder)"
    guard let stream = opendir(path) else { throw failure("cannot be listed", path) }
    defer { closedir(stream) }
    var entries: [(name: String, isFolder: Bool)] = []
    while let entry = readdir(stream) {
      let name = String(cString: Self.name(of: entry))
      if name == "." || name == ".." { continue }
      var information = stat()
      guard lstat("\(path)/\(name)", &information) == 0 else { continue }
      switch information.st_mode & S_IFMT {
      case S_IFDIR: entries.append((name, true))
      case S_IFREG: entries.append((name, false))
      case S_IFLNK where isFile("\(path)/\(name)"): entries.append((name, false))
      default: continue
      }
    }
    return entries
  }

  /// The name where it lies: an entry takes less room than its type declares, and a copy of the type
  /// would read past the end.
  private static func name(of entry: UnsafeMutablePointer<dirent>) -> UnsafePointer<CChar> {
    let start = UnsafeRawPointer(entry) + (MemoryLayout.offset(of: \dirent.d_name) ?? 0)
    return start.assumingMemoryBound(to: CChar.self)
  }

  private func isFile(_ path: String) -> Bool {
    var information = stat()
    return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFREG
  }

  private func failure(_ what: String, _ path: String) -> Diagnostic {
    Diagnostic(.unreadableSource, "'\(path)' \(what): \(String(cString: strerror(errno)))")
  }
}

extension Diagnostic.Code {
  /// A file or folder that is to be audited cannot be read.
  package static let unreadableSource = Self("audit.unreadable", .runFailed)
}
