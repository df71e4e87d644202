import Foundation
import SeedbedAudit
import SeedbedCore
import SeedbedFormats
import SeedbedSeeds
import SeedbedStore

/// A folder with a seedbed.yaml.
struct Project: Sendable {
  /// The folder, absolute.
  let folder: String
  let environment: [String: String]
  private let node: YAMLNode

  /// Reads seedbed.yaml.
  ///
  /// - Throws: `Diagnostics` when it is not there, or with everything that is wrong in it.
  init(at folder: String, environment: [String: String]) throws {
    self.folder =
      URL(filePath: folder).standardizedFileURL.path(percentEncoded: false)
      .removingLastSlash
    self.environment = environment
    let file = "\(self.folder)/seedbed.yaml"
    guard FileManager.default.fileExists(atPath: file) else {
      throw Diagnostic(
        .projectMissing, "there is no seedbed.yaml in \(self.folder)",
        help: FileManager.default.fileExists(atPath: "\(self.folder)/seedbed.yml")
          ? "seedbed.yml is here: rename it to seedbed.yaml"
          : "go to the project's folder, name it with --project DIR, or start one: a seedbed.yaml with "
            + "'database: sqlite:NAME.sqlite' is enough")
    }
    node = try YAMLReader.read(file: file, named: "seedbed.yaml")
    try ProjectShape.document.check(node)
  }

  /// The database's address: the command line's, or seedbed.yaml's, or seedbed.sqlite.
  func databaseURL(given text: String?) throws -> StoreURL {
    let written = try text ?? value("database", otherwise: "seedbed.sqlite")
    let url = try StoreURL(written)
    guard url.engine == .sqlite, !url.target.hasPrefix("/") else { return url }
    if text != nil { return url }
    return try StoreURL("sqlite:\(path(url.target))")
  }

  /// Whether seedbed.yaml says where the database is.
  var namesDatabase: Bool { node["database"] != nil }

  var migrations: String { get throws { path(try value("migrations", otherwise: "migrations")) } }
  var seeds: String { get throws { path(try value("seeds", otherwise: "seeds")) } }
  var history: String { get throws { path(try value("history", otherwise: "seeds/history")) } }
  var golden: String { get throws { path(try value("golden", otherwise: "golden")) } }
  var report: String { get throws { path(try value("report", otherwise: "seedbed-report.html")) } }

  /// The parts a project may be without.
  enum Part: String {
    case seeds, history, golden
  }

  /// Whether a project has a part: there are files of it, or seedbed.yaml says where they are to be.
  func has(_ part: Part) throws -> Bool {
    let folder =
      switch part {
      case .seeds: try seeds
      case .history: try history
      case .golden: try golden
      }
    if node[part.rawValue] != nil || (part == .seeds && node["set"] != nil) { return true }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.contains { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
  }

  /// The seed set that is loaded unless another is named.
  ///
  /// - Throws: `Diagnostic` when none is.
  func set(given name: String?) throws -> String {
    if let name { return name }
    guard node["set"] != nil else {
      throw Diagnostic(
        .projectSet, "no seed set is named",
        help: "name it on the command line, or write 'set: NAME' into seedbed.yaml")
    }
    return try value("set", otherwise: "")
  }

  var audit: AuditConfiguration {
    get throws { try node["audit"].map { try AuditConfiguration($0) } ?? AuditConfiguration() }
  }

  func seedContext() throws -> SeedContext {
    SeedContext(folder: try seeds, environment: environment)
  }

  private func value(_ key: String, otherwise fallback: String) throws -> String {
    guard let node = node[key] else { return fallback }
    return try Template(node).text(with: environment)
  }

  /// Paths start at the project's folder; as short as they can be said from here.
  private func path(_ text: String) -> String {
    if text.hasPrefix("/") { return text }
    let here = FileManager.default.currentDirectoryPath.removingLastSlash
    if folder == here { return text }
    return folder.hasPrefix("\(here)/")
      ? "\(folder.dropFirst(here.count + 1))/\(text)" : "\(folder)/\(text)"
  }
}

extension String {
  fileprivate var removingLastSlash: String {
    count > 1 && hasSuffix("/") ? String(dropLast()) : self
  }
}

extension Diagnostic.Code {
  /// A folder without a seedbed.yaml.
  static let projectMissing = Self("project.missing", .invalidFile)
  /// No seed set was named anywhere.
  static let projectSet = Self("project.set", .usage)
}
