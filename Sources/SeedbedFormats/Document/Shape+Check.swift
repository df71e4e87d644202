package import SeedbedCore

extension Shape {
  /// - Throws: `Diagnostics` with all problems in the order of the file.
  package func check(_ node: YAMLNode) throws {
    try Diagnostics(YAMLReader.inFileOrder(problems(in: node))).throwIfAny()
  }

  /// What in `node` is not of this shape; empty when all is.
  package func problems(in node: YAMLNode) -> [Diagnostic] {
    if let tag = node.tag, !isTagged { return [unknown(tag, on: node)] }
    return switch self {
    case .any: strayTags(in: node)
    case .text: expect(node.text != nil, in: node)
    case .integer: expect(node.integer != nil, in: node)
    case .number: expect(node.decimal != nil, in: node)
    case .boolean: expect(node.boolean != nil, in: node)
    case .duration: expect(node.duration != nil, in: node)
    case .timestamp: expect(node.timestamp != nil, in: node)
    case .percentage: expect(node.percentage != nil, in: node)
    case .word(let words): problems(in: node, oneOf: words)
    case .list(let item):
      node.isSequence ? node.below.flatMap(item.problems) : expect(false, in: node)
    case .oneOrList(let item): (node.items ?? [node]).flatMap(item.problems)
    case .dictionary(let value):
      node.isMapping ? node.below.flatMap(value.problems) : expect(false, in: node)
    case .record(let record):
      node.entries.map { record.problems(in: node, with: $0) } ?? expect(false, in: node)
    case .choice(let shapes): problems(in: node, choosing: shapes)
    case .tagged(let tags, let shape):
      node.tag.map { tags.contains($0) ? [] : [unknown($0, on: node)] }
        ?? shape.problems(in: node)
    }
  }

  private func expect(_ holds: Bool, in node: YAMLNode) -> [Diagnostic] {
    if holds { return [] }
    let message = "expected \(phrase), found \(node.kindPhrase)"
    return [node.diagnostic(.shapeKind, message, help: help)]
  }

  private func problems(in node: YAMLNode, oneOf words: [String]) -> [Diagnostic] {
    guard let word = node.text else { return expect(false, in: node) }
    if words.contains(word) { return [] }
    let near = Suggestion.phrase(for: word, among: words)
    return [node.diagnostic(.shapeWord, "expected \(phrase), found '\(word)'\(near)")]
  }

  /// Of the shapes that fit the kind of node, the problems of the one with the fewest.
  private func problems(in node: YAMLNode, choosing shapes: [Shape]) -> [Diagnostic] {
    if let tag = node.tag, !tags.contains(tag) { return [unknown(tag, on: node)] }
    let fitting = shapes.filter { $0.fitsKind(of: node) }
    let tries = fitting.map { $0.problems(in: node) }
    guard let nearest = tries.min(by: { $0.count < $1.count }) else {
      return expect(false, in: node)
    }
    let scalarTries = fitting.count > 1 && node.scalar != nil && !nearest.isEmpty
    return scalarTries ? expect(false, in: node) : nearest
  }

  /// Tags anywhere under a node where none is listed.
  private func strayTags(in node: YAMLNode) -> [Diagnostic] {
    if let tag = node.tag { return [unknown(tag, on: node)] }
    return node.below.flatMap(strayTags)
  }

  private func unknown(_ tag: String, on node: YAMLNode) -> Diagnostic {
    let known = tags
    let near = Suggestion.phrase(for: tag, among: known)
    let help =
      known.isEmpty ? "no tag can stand here" : "tags that can: \(known.joined(separator: ", "))"
    return node.diagnostic(.shapeTag, "unexpected tag \(tag)\(near)", help: help)
  }

  private var isTagged: Bool {
    switch self {
    case .tagged, .choice, .oneOrList: true
    case .any, .text, .integer, .number, .boolean, .duration, .timestamp, .percentage, .word,
      .list, .dictionary, .record:
      false
    }
  }

  /// The tags a node of this shape may carry itself.
  var tags: [String] {
    switch self {
    case .tagged(let tags, let shape): tags + shape.tags
    case .choice(let shapes): shapes.flatMap(\.tags)
    case .oneOrList(let item): item.tags
    case .any, .text, .integer, .number, .boolean, .duration, .timestamp, .percentage, .word,
      .list, .dictionary, .record:
      []
    }
  }
}

extension RecordShape {
  /// How many unknown keys of one mapping are listed.
  private static let shown = 20

  func problems(in node: YAMLNode, with entries: [YAMLEntry]) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    var unknown: [YAMLNode] = []
    for entry in entries {
      if let key = keys.first(where: { $0.name == entry.name }) {
        problems += key.shape.problems(in: entry.value)
      } else {
        unknown.append(entry.key)
      }
    }
    let absent = unknown.isEmpty ? [] : keys.map(\.name).filter { node[$0] == nil }
    problems += unknown.prefix(Self.shown).map { self.unknown($0, absent: absent) }
    if unknown.count > Self.shown {
      let rest = unknown.count - Self.shown
      problems.append(
        unknown[Self.shown].diagnostic(
          .shapeUnknownKey, "… and \(rest) more unknown keys in \(name)"))
    }
    for key in keys where key.isRequired && node[key.name] == nil {
      problems.append(
        node.diagnostic(
          .shapeMissingKey, "\(name) needs the key '\(key.name)'",
          help: key.about.isEmpty ? nil : key.about))
    }
    return problems
  }

  private func unknown(_ key: YAMLNode, absent: [String]) -> Diagnostic {
    let text = key.scalar ?? ""
    let near = Suggestion.phrase(for: text, among: absent)
    return key.diagnostic(
      .shapeUnknownKey, "unknown key '\(text)' in \(name)\(near)",
      help: near.isEmpty ? "keys: \(keys.map(\.name).joined(separator: ", "))" : nil)
  }
}

extension Diagnostic.Code {
  /// A key that the record does not have.
  package static let shapeUnknownKey = Self("shape.unknown-key", .invalidFile)
  /// A required key is not there.
  package static let shapeMissingKey = Self("shape.missing-key", .invalidFile)
  /// A list where text belongs, and the like.
  package static let shapeKind = Self("shape.kind", .invalidFile)
  /// A word that is not one of those listed.
  package static let shapeWord = Self("shape.word", .invalidFile)
  /// A tag that is not listed for its place.
  package static let shapeTag = Self("shape.tag", .invalidFile)
}
