import Foundation
import SeedbedCore
import SeedbedStore

extension StoreURL {
  /// Opens the database, and creates an SQLite file that is not there; a signal that ends the run ends its
  /// work, too.
  func open(for console: Console) throws -> any Store {
    Self.interruptible(try open { console.remark($0) })
  }

  /// Opens a database that must be there already; to read it alone where the command only looks.
  ///
  /// `isOfProject`: whether it is the database of a project, which commands can make.
  func openExisting(
    for console: Console, _ purpose: Purpose, isOfProject: Bool = true
  ) throws -> any Store {
    try requireFile(isOfProject: isOfProject)
    if purpose.onlyLooks { return try openForReading(for: console) }
    return try open(for: console)
  }

  /// Opens a database that must be there already, to read it: nothing about it changes.
  func openForReading(
    for console: Console, whileOthersWrite othersWrite: Bool = false
  ) throws -> any Store {
    try requireFile()
    return Self.interruptible(
      try openForReading(whileOthersWrite: othersWrite) { console.remark($0) })
  }

  /// Opens a database that must be there already, to try something on it: nothing of it is kept.
  func openForRehearsal(for console: Console) throws -> any Store {
    try requireFile()
    return Self.interruptible(try openForRehearsal { console.remark($0) })
  }

  private func requireFile(isOfProject: Bool = true) throws {
    guard engine == .sqlite, !FileManager.default.fileExists(atPath: target) else { return }
    throw Diagnostic(
      .databaseMissing,
      "there is no database at \(self)\(nearFile.map { "; did you mean '\($0)'?" } ?? "")",
      help: isOfProject ? "create it with 'seedbed up --test' or 'seedbed migrate up'" : nil)
  }

  /// A file beside the one that is not there, with the same ending and nearly the same name.
  private var nearFile: String? {
    let wanted = URL(filePath: target)
    let stems = Self.files(besides: wanted).filter { $0.pathExtension == wanted.pathExtension }
      .map { $0.deletingPathExtension().lastPathComponent }
    let stem = wanted.deletingPathExtension().lastPathComponent
    return Suggestion.nearest(to: stem, among: stems).map {
      target.dropLast(wanted.lastPathComponent.count) + $0
        + (wanted.pathExtension.isEmpty ? "" : ".\(wanted.pathExtension)")
    }
  }

  private static func files(besides file: URL) -> [URL] {
    (try? FileManager.default.contentsOfDirectory(
      at: file.deletingLastPathComponent(), includingPropertiesForKeys: nil)) ?? []
  }

  private static func interruptible(_ store: any Store) -> any Store {
    Interruption.stores?.add(store)
    return store
  }
}

extension Diagnostic.Code {
  /// A database that is not there, for a command that makes none.
  static let databaseMissing = Self("store.missing", .runFailed)
  /// A database that the command line confirms by another's name.
  static let databaseOther = Self("store.other-name", .usage)
}
