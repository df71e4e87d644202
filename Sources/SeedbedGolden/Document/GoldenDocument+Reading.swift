import Foundation
import SeedbedCore
import SeedbedFormats

extension GoldenDocument {
  /// Reads every `.yaml` and `.yml` file of `folder`, in the order of their names.
  ///
  /// - Throws: `Diagnostics` with every problem of every file.
  package static func read(folder: String) throws -> GoldenDocument {
    let folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
      .filter { !isDocument("\(folder)/\($0)") }
      .sorted()
    guard !names.isEmpty else {
      throw Diagnostic(
        .goldenMissing, "there is no golden file in '\(folder)'",
        help: "write \(folder)/NAME.yaml with a service and its endpoints")
    }
    return try read(files: names.map { "\(folder)/\($0)" }, folder: folder)
  }

  /// Whether a file is a document of an API that lies beside the golden files.
  private static func isDocument(_ path: String) -> Bool {
    FileManager.default.contents(atPath: path)
      .map { describesAPI(String(decoding: $0, as: UTF8.self)) } ?? false
  }

  /// Whether text, YAML or JSON, says at its first level that it describes an API.
  static func describesAPI(_ text: String) -> Bool {
    text.split(separator: "\n").contains { line in
      let key = line.prefix { $0 != ":" }
      return key.endIndex < line.endIndex
        && ["openapi", "swagger"].contains(key.filter { !"\"' ".contains($0) })
        && line.first?.isWhitespace == false
    }
  }

  /// Reads `files` as one document whose bodies are in `folder`.
  ///
  /// - Throws: `Diagnostics` with every problem of every file.
  package static func read(files: [String], folder: String) throws -> GoldenDocument {
    var problems = Diagnostics()
    let nodes = files.compactMap { file in problems.collect { try YAMLReader.read(file: file) } }
    return try merge(nodes, folder: folder, problems: problems)
  }

  /// As `read(files:folder:)`, for text that is in memory.
  package static func read(
    texts: [(name: String, text: String)], folder: String
  ) throws -> GoldenDocument {
    var problems = Diagnostics()
    let nodes = texts.compactMap { item in
      problems.collect { try YAMLReader.read(text: item.text, named: item.name) }
    }
    return try merge(nodes, folder: folder, problems: problems)
  }

  private static func merge(
    _ nodes: [YAMLNode], folder: String, problems: Diagnostics
  ) throws -> GoldenDocument {
    var decoder = GoldenDecoder(problems: problems)
    for node in nodes {
      let wrong = Self.shape.problems(in: node)
      for problem in wrong { decoder.problems.add(problem) }
      if wrong.isEmpty { decoder.add(node) }
    }
    if decoder.service == nil, decoder.problems.isEmpty {
      decoder.problems.add(
        Diagnostic(
          .goldenFile, "no golden file in '\(folder)' has a 'service'",
          help: "say in one of them where the service answers: service: {base_url: …}"))
    }
    decoder.checkRoles()
    decoder.checkOrder()
    try decoder.problems.throwIfAny()
    guard let service = decoder.service else { throw decoder.problems }
    return GoldenDocument(
      folder: folder, service: service, roles: decoder.roles, proof: decoder.proof,
      inventory: decoder.inventory, endpoints: decoder.endpoints)
  }
}
