package import SeedbedCore
import SeedbedFormats

/// The seed sets of a project, by name.
package struct SeedFolder: Sendable {
  package let sets: [SeedSet]

  /// Reads every `*.yaml` file of a folder, not of the folders in it.
  ///
  /// - Throws: `Diagnostics` with all problems of all files.
  package init(at path: String) throws {
    guard let folder = YAMLFolder(at: path) else {
      throw Diagnostic(
        .seedFolder, "there is no folder of seeds at \(path)",
        help: "create it, or name another with 'seeds:' in seedbed.yaml")
    }
    sets = try folder.values(.seedFolder, SeedDocument.set) { set in
      (set.name, set.root["set"] ?? set.root)
    }
  }

  /// The set called `name` with the sets it includes, each once, included ones first.
  ///
  /// - Throws: `Diagnostic` when one is missing, or includes itself.
  package func closure(of name: String) throws -> [SeedSet] {
    var ordered: [SeedSet] = []
    try visit(name, from: nil, path: [], into: &ordered)
    return ordered
  }

  /// Checks a name that was given on the command line.
  ///
  /// - Throws: `Diagnostic` with the status of a wrong command line when there is no such set.
  package func require(_ name: String) throws {
    guard !sets.contains(where: { $0.name == name }) else { return }
    throw unknown(name, .seedSetNamed)
  }

  private func unknown(_ name: String, _ code: Diagnostic.Code) -> Diagnostic {
    Diagnostic(
      code,
      "there is no seed set '\(name)'" + Suggestion.phrase(for: name, among: sets.map(\.name)),
      help: sets.isEmpty
        ? "there is none" : "sets: \(sets.map(\.name).joined(separator: ", "))")
  }

  private func visit(
    _ name: String, from parent: SeedSet?, path: [String], into ordered: inout [SeedSet]
  ) throws {
    guard let set = sets.first(where: { $0.name == name }) else {
      var problem = unknown(name, .seedSet)
      if let place = parent?.root["include"]?.items?.first(where: { $0.scalar == name }) {
        problem = place.diagnostic(.seedSet, problem.message)
      }
      throw problem
    }
    if path.contains(name) {
      throw (set.root["include"] ?? set.root).diagnostic(
        .seedSet, "the set '\(name)' includes itself: \((path + [name]).joined(separator: " → "))")
    }
    if ordered.contains(where: { $0.name == name }) { return }
    for included in set.includes {
      try visit(included, from: set, path: path + [name], into: &ordered)
    }
    ordered.append(set)
  }
}

extension Diagnostic.Code {
  /// The folder of seeds is missing, or holds a set twice.
  package static let seedFolder = Self("seed.folder", .invalidFile)
  /// A set that is not there.
  package static let seedSet = Self("seed.set", .invalidFile)
  /// One that the command line names.
  package static let seedSetNamed = Self("seed.set-named", .usage)
}
