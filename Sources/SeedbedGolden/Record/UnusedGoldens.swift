import Foundation
import SeedbedFormats

/// Files of the golden folder that no run looks at, though somebody may think so.
package struct UnusedGoldens: Sendable, Hashable {
  /// Files that no golden file names, relative to the folder, in alphabetical order.
  package private(set) var stale: [String] = []
  /// Bodies that wait for review, by their golden's path.
  package private(set) var waiting: [String] = []

  package var isEmpty: Bool { stale.isEmpty && waiting.isEmpty }

  init() {}

  /// Looks at every file below the folder of `document`.
  ///
  /// Golden files, documents of the API, texts for people, and levels that `--no-regress` keeps are none of
  /// them.
  package init(of document: GoldenDocument) {
    let folder = document.folder
    waiting = GoldenFiles.pending(in: folder)
    let named = document.namedFiles
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    stale = names.filter { name in
      !named.contains(name) && !Self.isForOthers(name)
        && Self.isFile("\(folder)/\(name)") && !Self.isKnown("\(folder)/\(name)")
    }.sorted()
  }

  /// Hidden files, texts for people, YAML, and what the tool keeps itself.
  private static func isForOthers(_ name: String) -> Bool {
    let parts = name.split(separator: "/")
    let last = parts.last.map { $0.lowercased() } ?? ""
    let endings = [".yaml", ".yml", ".md", GoldenFiles.pendingSuffix]
    return parts.contains { $0.hasPrefix(".") } || endings.contains(where: last.hasSuffix)
      || ["recorded.json", "history.ndjson", "readme", "readme.txt", "license"].contains(last)
  }

  private static func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue
  }

  /// A baseline of levels, or a document of an API.
  private static func isKnown(_ path: String) -> Bool {
    guard path.hasSuffix(".json"), let value = try? JSONReader.read(file: path) else {
      return false
    }
    return ["levels", "openapi", "swagger"].contains { value[$0] != nil }
  }
}

extension GoldenDocument {
  /// The files in its folder that it names: bodies, requests, certificates.
  fileprivate var namedFiles: Set<String> {
    var files = Set(endpoints.compactMap(\.expectation.body))
    let logins = roles.compactMap { role -> RequestDefinition? in
      if case .login(let login) = role.access { login.request } else { nil }
    }
    for request in endpoints.map(\.request) + logins {
      if case .file(let path, _)? = request.body { files.insert(path) }
    }
    if let certificates = service.trustedCertificates { files.insert(certificates) }
    files.formUnion((inventory?.documents ?? []).map(\.source))
    return files
  }
}
