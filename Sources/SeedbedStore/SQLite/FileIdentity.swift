#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What tells a file from its copies, under whatever name: its number, and the moment it was made, since
/// numbers are given out again. Where the file system keeps no such moment, its name as well, without links.
enum FileIdentity {
  static func of(_ path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    if let birth = birth(of: path, status) { return "file \(status.st_ino) made \(birth)" }
    guard let name = realpath(path, nil) else { return nil }
    defer { free(name) }
    return "file \(status.st_ino) on \(status.st_dev) at \(String(cString: name))"
  }

  #if canImport(Glibc)
    private typealias Statx =
      @convention(c) (
        Int32, UnsafePointer<CChar>, Int32, UInt32, UnsafeMutableRawPointer
      ) -> Int32

    /// By `statx`, which Swift does not import: of its 256 bytes, the mask is at 0 and the birth at 80.
    private static func birth(of path: String, _ status: stat) -> String? {
      let mask: UInt32 = 0x800
      guard let symbol = dlsym(nil, "statx") else { return nil }
      let statx = unsafeBitCast(symbol, to: Statx.self)
      return withUnsafeTemporaryAllocation(byteCount: 256, alignment: 8) { bytes in
        guard let start = bytes.baseAddress, statx(AT_FDCWD, path, 0, mask, start) == 0,
          bytes.load(as: UInt32.self) & mask != 0
        else { return nil }
        let (seconds, nanoseconds) = (
          bytes.load(fromByteOffset: 80, as: Int64.self),
          bytes.load(fromByteOffset: 88, as: UInt32.self)
        )
        return "\(seconds).\(nanoseconds)"
      }
    }
  #else
    private static func birth(of path: String, _ status: stat) -> String? {
      "\(status.st_birthtimespec.tv_sec).\(status.st_birthtimespec.tv_nsec)"
    }
  #endif
}
