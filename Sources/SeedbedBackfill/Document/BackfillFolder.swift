package import SeedbedCore
import SeedbedFormats

/// The backfills of a project, in the order of their files' names.
package struct BackfillFolder: Sendable {
  package let specifications: [BackfillSpecification]

  /// Reads every `*.yaml` file of a folder.
  ///
  /// - Throws: `Diagnostics` with all problems of all files.
  package init(at path: String) throws {
    guard let folder = YAMLFolder(at: path) else {
      throw Diagnostic(
        .backfillFolder, "there is no folder of backfills at \(path)",
        help: "create it, or name another with 'history:' in seedbed.yaml")
    }
    specifications = try folder.values(.backfillFolder, BackfillDocument.specification) { found in
      (found.name, found.node["backfill"] ?? found.node)
    }
  }

  /// The specifications called `names`, or all when none is named.
  package func named(_ names: [String]) throws -> [BackfillSpecification] {
    if names.isEmpty { return specifications }
    return try names.map { name in
      guard let found = specifications.first(where: { $0.name == name }) else {
        throw Diagnostic(
          .backfillName,
          "there is no backfill '\(name)'"
            + Suggestion.phrase(for: name, among: specifications.map(\.name)),
          help: "backfills: \(specifications.map(\.name).joined(separator: ", "))")
      }
      return found
    }
  }
}

extension Diagnostic.Code {
  /// The folder of backfills is missing, or holds a name twice.
  package static let backfillFolder = Self("backfill.folder", .invalidFile)
  /// A backfill that is named where there is none.
  package static let backfillName = Self("backfill.name", .usage)
}
