import Foundation
import SeedbedCore

/// When processes of this system began.
enum ProcessStart {
  /// - Returns: nil where the system does not say.
  static func of(_ process: Int32) -> Timestamp? {
    guard let line = text("/proc/\(process)/stat"), let boot = bootTime else { return nil }
    // The name in parentheses may hold blanks; the 20th field after it is the start, in hundredths of a second.
    let fields = line[(line.lastIndex(of: ")") ?? line.startIndex)...].split(separator: " ")
    guard fields.count > 20, let ticks = Int64(fields[20]) else { return nil }
    return Timestamp(seconds: boot + ticks / 100)
  }

  private static let bootTime: Int64? = text("/proc/stat")?.split(separator: "\n")
    .first { $0.hasPrefix("btime ") }.flatMap { Int64($0.dropFirst(6)) }

  private static func text(_ path: String) -> String? {
    try? String(contentsOf: URL(filePath: path), encoding: .utf8)
  }
}
