import Foundation
import SeedbedStore
import Testing

/// The house: which module may import which, and what stands at the top level.
struct ArchitectureTests {
  private static let own: [String: Set<String>] = [
    "SeedbedCore": [],
    "SeedbedFormats": ["SeedbedCore", "CYAML"],
    "SeedbedStore": ["SeedbedCore"],
    "SeedbedMigrations": ["SeedbedStore", "SeedbedFormats", "SeedbedCore"],
    "SeedbedSeeds": ["SeedbedStore", "SeedbedFormats", "SeedbedCore"],
    "SeedbedBackfill": ["SeedbedStore", "SeedbedFormats", "SeedbedCore"],
    "SeedbedGolden": ["SeedbedStore", "SeedbedFormats", "SeedbedCore"],
    "SeedbedAudit": ["SeedbedFormats", "SeedbedCore"],
    "SeedbedReport": [
      "SeedbedMigrations", "SeedbedSeeds", "SeedbedBackfill", "SeedbedGolden", "SeedbedAudit",
      "SeedbedStore", "SeedbedFormats", "SeedbedCore",
    ],
    "SeedbedTesting": [
      "SeedbedMigrations", "SeedbedSeeds", "SeedbedBackfill", "SeedbedStore", "SeedbedFormats",
      "SeedbedCore",
    ],
    "seedbed": [
      "SeedbedMigrations", "SeedbedSeeds", "SeedbedBackfill", "SeedbedGolden", "SeedbedAudit",
      "SeedbedReport", "SeedbedStore", "SeedbedFormats", "SeedbedCore",
    ],
    "ReferenceService": ["SeedbedStore", "SeedbedCore"],
  ]

  /// Each outside library has one door.
  private static let doors: [String: Set<String>] = [
    "ArgumentParser": ["seedbed", "ReferenceService"],
    "CYAML": ["SeedbedFormats"],
    "CZlib": ["SeedbedFormats"],
    "CZstd": ["SeedbedFormats"],
    "CPostgreSQL": ["SeedbedStore"],
    "GRDB": ["SeedbedStore"],
    "GRDBSQLite": ["SeedbedStore"],
    "CSQLite": ["SeedbedStore"],
    "AsyncHTTPClient": ["SeedbedGolden"],
    "NIOSSL": ["SeedbedGolden"],
    "NIOHTTPCompression": ["SeedbedGolden"],
    "Hummingbird": ["ReferenceService"],
    "Mustache": ["SeedbedReport"],
    "Crypto": ["SeedbedCore"],
  ]

  private static let sources = Installation.root.appending(path: "Sources")

  /// Every import of every file: module, file, imported module.
  private static func imports() throws -> [(module: String, file: String, name: String)] {
    var found: [(String, String, String)] = []
    for module in own.keys.sorted() {
      let folder = sources.appending(path: module).path(percentEncoded: false)
      let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
      for file in files.sorted() where file.hasSuffix(".swift") {
        let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
        for match in text.matches(
          of:
            /(?m)^\s*(?:public |package |private |fileprivate |internal )?import (?:struct |class |enum |func )?(\w+)/
        ) {
          found.append((module, "\(module)/\(file)", String(match.output.1)))
        }
      }
    }
    return found
  }

  @Test
  func `modules import only what lies below them`() throws {
    let imports = try Self.imports()
    #expect(imports.count > 300)
    for item in imports where Self.own[item.name] != nil || item.name == "CYAML" {
      #expect(
        Self.own[item.module]?.contains(item.name) == true, "\(item.file) imports \(item.name)")
    }
  }

  @Test
  func `each library has one door`() throws {
    for item in try Self.imports() {
      guard let door = Self.doors[item.name] else { continue }
      #expect(door.contains(item.module), "\(item.file) imports \(item.name)")
    }
  }

  @Test
  func `core does no input or output`() throws {
    for item in try Self.imports() where item.module == "SeedbedCore" {
      #expect(
        ["Crypto", "Synchronization"].contains(item.name), "\(item.file) imports \(item.name)")
    }
  }

  @Test
  func `every file is written by the one writer`() throws {
    for module in Self.own.keys.sorted() {
      let folder = Self.sources.appending(path: module).path(percentEncoded: false)
      let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
      for file in files where file.hasSuffix(".swift") && !file.hasSuffix("/WrittenFile.swift") {
        let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
        for word in [".write(to: URL", "options: .atomic", "forWritingTo:", "forWritingAtPath:"] {
          #expect(!text.contains(word), "\(module)/\(file)")
        }
      }
    }
  }

  @Test
  func `every table of our own is known as one`() throws {
    var names: Set<String> = []
    for module in Self.own.keys.sorted() {
      let folder = Self.sources.appending(path: module).path(percentEncoded: false)
      let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
      for file in files where file.hasSuffix(".swift") {
        let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
        let definition =
          /(?:\bname: "|let name = "|let seedRows = "|TABLE IF NOT EXISTS )(seedbed_[a-z_]+)/
        names.formUnion(text.matches(of: definition).map { String($0.output.1) })
      }
    }
    #expect(names.sorted() == Bookkeeping.tables)
  }

  @Test
  func `every command says its name`() throws {
    let folder = Self.sources.appending(path: "seedbed/Commands").path(percentEncoded: false)
    let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    #expect(files.count > 30)
    for file in files where file.hasSuffix(".swift") {
      let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
      #expect(
        text.matches(of: /CommandConfiguration\(/).count
          == text.matches(of: /CommandConfiguration\(\s*commandName:/).count, "\(file)")
    }
  }

  @Test(arguments: ["ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "docs/glossary.md"])
  func `a page for maintainers names only what is there`(page: String) throws {
    let file = Installation.root.appending(path: page)
    let text = try String(contentsOf: file, encoding: .utf8)
    let paths = text.matches(of: /`((?:Sources|Tests)\/[^`…]+)`/).map { String($0.output.1) }
    for path in paths {
      let place = Installation.root.appending(path: path).path(percentEncoded: false)
      #expect(FileManager.default.fileExists(atPath: place), "\(page) names \(path)")
    }
    for link in text.matches(of: /\]\(([^):#]+)\)/).map({ String($0.output.1) }) {
      let place = file.deletingLastPathComponent().appending(path: link)
        .path(percentEncoded: false)
      #expect(FileManager.default.fileExists(atPath: place), "\(page) links to \(link)")
    }
  }

  @Test
  func `no source file is longer than 400 lines`() throws {
    for module in Self.own.keys.sorted() {
      let folder = Self.sources.appending(path: module).path(percentEncoded: false)
      let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
      for file in files where file.hasSuffix(".swift") {
        let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
        #expect(
          text.split(separator: "\n", omittingEmptySubsequences: false).count <= 401, "\(file)")
      }
    }
  }
}
