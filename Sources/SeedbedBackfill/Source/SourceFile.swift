import SeedbedCore
import SeedbedFormats
import SeedbedStore

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One file of a source.
struct SourceFile: Sendable {
  /// As the specification's folder sees it; part of a record's key, so it does not depend on where the
  /// project lies. A file whose content was read under another name before keeps that name.
  private(set) var name: String
  let path: String
  /// Bytes on the disk; 0 for standard input.
  let size: Int
  /// Whether readers count other bytes than those on the disk, so that it takes reading to know how many.
  var isStreamed = false
  /// The copy that is read instead, of what can be read once only.
  var spool: SpooledInput?
  /// What it is called now, where its content was read under another name.
  private var nameOnDisk: String?

  init(
    name: String, path: String, size: Int, isStreamed: Bool = false, spool: SpooledInput? = nil
  ) {
    (self.name, self.path, self.size) = (name, path, size)
    (self.isStreamed, self.spool) = (isStreamed, spool)
  }

  /// What it is called now.
  var nameNow: String { nameOnDisk ?? name }

  /// The same file, under the name its content was read by first.
  func known(as name: String) -> SourceFile {
    var file = self
    (file.name, file.nameOnDisk) = (name, nameNow)
    return file
  }

  /// The year in which the file was last changed, in UTC.
  var yearOfChange: Int? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Timestamp(seconds: Int64(status.st_mtim.tv_sec)).fields.year
  }

  /// Standard input, as `files` names it.
  static let standardInput = SourceFile(
    name: "-", path: "standard input", size: 0, isStreamed: true, spool: .standard)

  /// The files of a source in a fixed order: as listed, each pattern's matches by name.
  ///
  /// `environment`: of the process, for the address of a database.
  ///
  /// - Throws: `Diagnostics` for every entry that matches nothing.
  static func files(
    of specification: BackfillSpecification, environment: [String: String]
  ) throws -> [SourceFile] {
    let query = specification.source.query
    if let query, let url = query.url {
      return [try QueryRows.source(of: query, at: url.text(with: environment))]
    }
    let files = try filesOnDisk(of: specification)
    guard let query else { return files }
    return files.map { QueryRows.source(of: query, in: $0) }
  }

  private static func filesOnDisk(
    of specification: BackfillSpecification
  ) throws -> [SourceFile] {
    let folder = folder(of: specification.file)
    var problems = Diagnostics()
    var files: [SourceFile] = []
    let nodes = specification.node["source"]?["files"]?.items ?? []
    for (entry, node) in zip(specification.source.files, nodes) {
      let matches = matches(of: entry, in: folder)
      if matches.isEmpty {
        problems.add(
          node.diagnostic(
            .backfillFileMissing, "there is no file '\(entry)' in \(folder)",
            help: "paths start at the folder of \(specification.file)"))
      }
      if specification.source.query == nil,
        let database = matches.first(where: { DatabaseFiles.isOpen($0.path) })
      {
        problems.add(
          node.diagnostic(
            .backfillSource, "'\(database.name)' is a database that this command has open",
            help: "to read its rows, write 'format: sqlite' and a 'table'"))
      }
      files += matches.filter { match in !files.contains { $0.name == match.name } }
    }
    try problems.throwIfAny()
    return files
  }

  private static func folder(of file: String) -> String {
    guard let slash = file.lastIndex(of: "/") else { return "." }
    return String(file[..<slash])
  }

  private static func matches(of entry: String, in folder: String) -> [SourceFile] {
    if entry == standardInput.name { return [standardInput] }
    guard entry.contains("*") else {
      return [file(named: entry, in: folder)].compactMap { $0 }
    }
    let slash = entry.lastIndex(of: "/").map(entry.index(after:)) ?? entry.startIndex
    let parent = String(entry[..<slash])
    let pattern = FilePattern(String(entry[slash...]))
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(parent)")) ?? []
    return names.filter { pattern.matches($0) }.sorted()
      .compactMap { file(named: parent + $0, in: folder) }
  }

  private static func file(named name: String, in folder: String) -> SourceFile? {
    let path = "\(folder)/\(name)"
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    // A file that cannot be opened says so when it is read; one that SQLite has open is left to it.
    let isStreamed =
      DatabaseFiles.isOpen(path) ? false : (try? SourceBytes(file: path).isStreamed) ?? false
    return SourceFile(
      name: name, path: path, size: Int(status.st_size), isStreamed: isStreamed)
  }
}

/// A name in which `*` stands for any run of characters.
struct FilePattern {
  private let parts: [Substring]

  init(_ text: String) {
    parts = text.split(separator: "*", omittingEmptySubsequences: false)
  }

  func matches(_ name: String) -> Bool {
    guard let first = parts.first, let last = parts.last, parts.count > 1 else {
      return parts.first.map { $0 == name } ?? false
    }
    guard name.hasPrefix(first), name.hasSuffix(last), name.count >= first.count + last.count
    else { return false }
    var rest = name.dropFirst(first.count).dropLast(last.count)
    for part in parts.dropFirst().dropLast() {
      guard let range = rest.firstRange(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }
}

extension Diagnostic.Code {
  /// A source file that is not there.
  static let backfillFileMissing = Self("backfill.file-missing", .invalidFile)
}
