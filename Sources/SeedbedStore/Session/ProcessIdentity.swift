import Foundation
import SeedbedCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What tells a process from all others there were and are: its number alone is given out again, and another
/// container has processes of the same numbers.
package struct ProcessIdentity: Sendable, Hashable {
  /// The start of the system, and the table of processes its number is from; nil where the system does not say.
  package let system: String?
  package let number: Int32
  /// When it began, in the system's own count, which no clock moves.
  package let start: String?

  package init(system: String?, number: Int32, start: String?) {
    self.system = system
    self.number = number
    self.start = start
  }

  package static let own = ProcessIdentity(number: getpid(), in: .own)

  /// Of a process that can be seen here; one that is gone began at no time of any other.
  package init(number: Int32, in processes: ProcessTable) {
    self.init(
      system: processes.system, number: number, start: processes.start(number) ?? "gone")
  }
}

/// The processes that can be seen from here.
package struct ProcessTable: Sendable {
  package let system: String?
  /// When the process of a number began; nil if there is none.
  package let start: @Sendable (Int32) -> String?

  package init(system: String?, start: @escaping @Sendable (Int32) -> String?) {
    self.system = system
    self.start = start
  }

  /// Whether a process still runs; nil where it cannot be seen.
  func isRunning(_ process: ProcessIdentity) -> Bool? {
    guard let system, process.system == system, let start = process.start else { return nil }
    return self.start(process.number) == start
  }
}

#if canImport(Glibc)
  extension ProcessTable {
    package static let own = ProcessTable(system: ownSystem) { process in
      guard let line = text("/proc/\(process)/stat") else { return nil }
      // The name in parentheses may hold blanks; the state comes after it, and the 20th field is the start.
      let fields = line[(line.lastIndex(of: ")") ?? line.startIndex)...].split(separator: " ")
      guard fields.count > 20, !["Z", "X"].contains(fields[1]) else { return nil }
      return String(fields[20])
    }

    /// nil where `/proc` is not there, or shows the processes of another container.
    private static let ownSystem: String? = {
      let files = FileManager.default
      guard let boot = BootIdentity.own,
        (try? files.destinationOfSymbolicLink(atPath: "/proc/self")) == String(getpid()),
        let table = try? files.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")
      else { return nil }
      return "\(boot) \(table)"
    }()

    fileprivate static func text(_ path: String) -> String? {
      try? String(contentsOf: URL(filePath: path), encoding: .utf8)
    }
  }

  /// What tells this start of this system from all others; nil where it does not say.
  enum BootIdentity {
    static let own: String? = ProcessTable.text("/proc/sys/kernel/random/boot_id")?
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
#else
  extension ProcessTable {
    package static let own = ProcessTable(system: BootIdentity.own) { process in
      var information = kinfo_proc()
      var size = MemoryLayout<kinfo_proc>.stride
      var name = [CTL_KERN, KERN_PROC, KERN_PROC_PID, process]
      guard sysctl(&name, UInt32(name.count), &information, &size, nil, 0) == 0, size > 0 else {
        return nil
      }
      let start = information.kp_proc.p_un.__p_starttime
      return "\(start.tv_sec).\(start.tv_usec)"
    }
  }

  /// What tells this start of this system from all others; nil where it does not say.
  enum BootIdentity {
    static let own: String? = {
      var bytes = [UInt8](repeating: 0, count: 64)
      var size = bytes.count
      guard sysctlbyname("kern.bootsessionuuid", &bytes, &size, nil, 0) == 0 else { return nil }
      return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }()
  }
#endif
