import Foundation
import SeedbedCore

/// Files in a folder of migrations that look like migrations and are not read.
enum UnreadFiles {
  static func problems(in folder: String) -> [Diagnostic] {
    let files = FileManager.default
    let names = ((try? files.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    return names.compactMap { name in
      if name.hasPrefix(".") { return nil }
      if name.lowercased().hasSuffix(".yml") {
        return problem("\(folder)/\(name)", "a migration's file ends in .yaml; rename it")
      }
      let inside = (try? files.contentsOfDirectory(atPath: "\(folder)/\(name)")) ?? []
      let isFolder = inside.contains { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
      return isFolder
        ? problem("\(folder)/\(name)/", "migrations are in one folder; move its files up") : nil
    }
  }

  private static func problem(_ path: String, _ help: String) -> Diagnostic {
    Diagnostic(.migrationUnread, "\(path) is not read", help: help)
  }
}

extension Diagnostic.Code {
  /// A file that would be passed over in silence.
  static let migrationUnread = Self("migration.unread", .invalidFile)
}
