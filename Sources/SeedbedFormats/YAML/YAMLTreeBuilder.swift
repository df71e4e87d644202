import SeedbedCore

/// Builds the tree of a document from its events, and gathers what is wrong on the way.
struct YAMLTreeBuilder {
  /// What is wrong and did not stop the reading.
  private(set) var problems: [Diagnostic] = []
  private let source: YAMLSource
  private let limits: YAMLLimits
  private var anchors: [String: Anchor] = [:]
  private var aliasedNodes = 0

  private(set) var records: [YAMLTree.Record] = []
  private(set) var texts: [UInt8] = []
  private var children: [UInt32] = []
  private var tags: [String] = []
  private var tagPlaces: [String: UInt32] = [:]
  /// The children, so far, of the lists and mappings that are being read, the innermost last.
  private var pending: [UInt32] = []

  /// A node, and how many nodes it stands for with its aliases written out.
  private typealias Sized = (index: UInt32, size: Int)

  private enum Anchor {
    case open
    case closed(Sized)
  }

  init(source: YAMLSource, limits: YAMLLimits) {
    self.source = source
    self.limits = limits
  }

  /// Reads the one document of the source.
  ///
  /// - Throws: `Diagnostic` for what ends the reading; the rest is in `problems`.
  mutating func document() throws -> YAMLNode? {
    let events = try YAMLEventReader(document: source)
    guard try events.next() == .documentStart else {
      throw empty(at: YAMLMark(line: 1, scalarsBefore: 0))
    }
    let root = try node(try events.next(), from: events, depth: 0).index
    _ = try events.next()
    let tree = YAMLTree(
      source: source, records: records, children: children, texts: texts, tags: tags)
    let document = YAMLNode(root, of: tree)
    if document.isNull { throw empty(at: document.record.start) }
    if try events.next() == .documentStart {
      throw events.diagnostic(
        .yamlDocuments, "a second document starts here", help: "put each document in its own file")
    }
    return document
  }

  private mutating func node(
    _ event: YAMLEvent, from events: YAMLEventReader, depth: Int
  ) throws -> Sized {
    if event == .alias { return repeated(events) }
    guard records.count < limits.nodes else {
      throw events.diagnostic(
        .yamlTooLarge, "the document holds more than \(limits.nodes) values")
    }
    let anchor = events.anchor
    if let anchor { open(anchor, at: events) }
    let built: Sized =
      switch event {
      case .sequenceStart: try sequence(events, depth: depth)
      case .mappingStart: try mapping(events, depth: depth)
      case .scalar, .alias, .documentStart, .documentEnd, .sequenceEnd, .mappingEnd, .streamEnd:
        (add(.scalar, events), 1)
      }
    if let anchor { anchors[anchor] = .closed(built) }
    return built
  }

  private mutating func sequence(_ events: YAMLEventReader, depth: Int) throws -> Sized {
    let index = add(.sequence, events)
    if depth >= limits.depth { throw events.tooDeep(limits.depth) }
    let first = pending.count
    var size = 1
    while true {
      let event = try events.next()
      if event == .sequenceEnd { break }
      let item = try node(event, from: events, depth: depth + 1)
      pending.append(item.index)
      size += item.size
    }
    close(index, from: first, at: events.end)
    return (index, size)
  }

  private mutating func mapping(_ events: YAMLEventReader, depth: Int) throws -> Sized {
    let index = add(.mapping, events)
    if depth >= limits.depth { throw events.tooDeep(limits.depth) }
    let first = pending.count
    var names: [ExactText: UInt32] = [:]
    var size = 1
    var merged: [UInt32] = []
    while true {
      let event = try events.next()
      if event == .mappingEnd { break }
      let key = try node(event, from: events, depth: depth + 1).index
      if limits.readsMergeKeys, isMergeKey(records[Int(key)]) {
        let value = try node(try events.next(), from: events, depth: depth + 1)
        size += value.size + 1
        merged += mappings(in: value.index)
        continue
      }
      let found =
        problem(withKey: records[Int(key)]) ?? duplicate(key, since: first, known: &names)
      let value = try node(try events.next(), from: events, depth: depth + 1)
      size += value.size + 1
      if let problem = found {
        problems.append(problem)
      } else {
        pending.append(key)
        pending.append(value.index)
      }
    }
    merge(merged, since: first)
    close(index, from: first, at: events.end)
    return (index, size)
  }

  private func isMergeKey(_ key: YAMLTree.Record) -> Bool {
    key.kind == .scalar && key.style == .plain && texts[key.range].elementsEqual("<<".utf8)
  }

  /// The mappings that a merge key names: one, or a list of them.
  private func mappings(in value: UInt32) -> [UInt32] {
    let record = records[Int(value)]
    let nodes = record.kind == .sequence ? Array(children[record.range]) : [value]
    return nodes.filter { records[Int($0)].kind == .mapping }
  }

  /// Adds the keys of mappings that the one which began at `first` does not have.
  private mutating func merge(_ mappings: [UInt32], since first: Int) {
    if mappings.isEmpty { return }
    var names = Set(
      stride(from: first, to: pending.count, by: 2).map { ExactText(name(pending[$0])) })
    for mapping in mappings {
      let range = records[Int(mapping)].range
      for place in stride(from: range.lowerBound, to: range.upperBound, by: 2)
      where names.insert(ExactText(name(children[place]))).inserted {
        pending.append(children[place])
        pending.append(children[place + 1])
      }
    }
  }

  private func problem(withKey key: YAMLTree.Record) -> Diagnostic? {
    let isPlain = key.kind == .scalar && key.tag == 0 && !isMergeKey(key)
    return isPlain && (key.style != .plain || key.count > 0) ? nil : refusal(of: key)
  }

  private func refusal(of key: YAMLTree.Record) -> Diagnostic? {
    func diagnostic(_ code: Diagnostic.Code, _ message: String, help: String? = nil) -> Diagnostic {
      key.diagnostic(code, message, help: help, in: source)
    }
    guard key.kind == .scalar else {
      return diagnostic(
        .yamlKey, "a key must be text, not \(key.kind == .sequence ? "a list" : "a mapping")",
        help: "quote a text that begins with '{' or '['")
    }
    if key.tag > 0 {
      return diagnostic(
        .yamlKey, "a key cannot carry a tag, as \(tags[Int(key.tag) - 1]) here")
    }
    if isMergeKey(key) {
      return diagnostic(
        .yamlMergeKey, "the merge key '<<' is not supported", help: "write the keys out")
    }
    if key.style == .plain, key.count == 0 {
      return diagnostic(.yamlKey, "a key is missing before the ':'")
    }
    return nil
  }

  /// A problem when a key of the mapping whose children begin at `first` has the same name.
  ///
  /// `names`: the keys by name, once they are too many to be searched.
  private func duplicate(
    _ key: UInt32, since first: Int, known names: inout [ExactText: UInt32]
  ) -> Diagnostic? {
    let places = stride(from: first, to: pending.count, by: 2)
    let text = texts[records[Int(key)].range]
    let other: UInt32?
    if pending.count - first < 32 {
      other = places.first { texts[records[Int(pending[$0])].range] == text }.map { pending[$0] }
    } else {
      if names.isEmpty {
        for place in places { names[ExactText(name(pending[place]))] = pending[place] }
      }
      let name = ExactText(name(key))
      other = names[name]
      if other == nil { names[name] = key }
    }
    return other.map { other in
      records[Int(key)].diagnostic(
        .yamlDuplicateKey,
        "duplicate key '\(name(key))'; it is already at line \(records[Int(other)].startLine)",
        help: nil, in: source)
    }
  }

  private func name(_ key: UInt32) -> String {
    String(decoding: texts[records[Int(key)].range], as: UTF8.self)
  }

  private mutating func open(_ anchor: String, at events: YAMLEventReader) {
    if anchors[anchor] != nil {
      problems.append(
        events.diagnostic(.yamlAnchor, "the anchor '&\(anchor)' is set a second time"))
    }
    anchors[anchor] = .open
  }

  private mutating func repeated(_ events: YAMLEventReader) -> Sized {
    let name = events.anchor ?? ""
    switch anchors[name] {
    case .closed(let sized):
      let before = aliasedNodes
      aliasedNodes += sized.size
      if aliasedNodes <= limits.aliasedNodes { return sized }
      if before <= limits.aliasedNodes {
        problems.append(
          events.diagnostic(
            .yamlAliases,
            "with '*\(name)' the aliases repeat more than \(limits.aliasedNodes) nodes"))
      }
    case .open:
      problems.append(
        events.diagnostic(.yamlAnchor, "the alias '*\(name)' stands inside what it repeats"))
    case nil:
      let known =
        problems.count < Diagnostics.shown
        ? Suggestion.phrase(for: name, among: anchors.keys) : ""
      problems.append(
        events.diagnostic(.yamlAnchor, "the alias '*\(name)' has no anchor before it\(known)"))
    }
    return (add(.scalar, events), 1)
  }

  /// Adds a node for the current event; of an alias, an empty one.
  private mutating func add(_ kind: YAMLTree.Record.Kind, _ events: YAMLEventReader) -> UInt32 {
    var record = YAMLTree.Record(
      kind, events.style, tag: place(of: events.tag), from: events.start, to: events.end)
    if kind == .scalar {
      record.first = UInt32(texts.count)
      events.withText { texts.append(contentsOf: $0) }
      record.count = UInt32(texts.count) - record.first
    }
    records.append(record)
    return UInt32(records.count - 1)
  }

  private mutating func place(of tag: String?) -> UInt32 {
    guard let tag else { return 0 }
    if let place = tagPlaces[tag] { return place }
    tags.append(tag)
    tagPlaces[tag] = UInt32(tags.count)
    return UInt32(tags.count)
  }

  /// Gives a list or mapping the children that were read since `first`.
  private mutating func close(_ index: UInt32, from first: Int, at end: YAMLMark) {
    let index = Int(index)
    records[index].first = UInt32(children.count)
    records[index].count = UInt32(pending.count - first)
    (records[index].endLine, records[index].endScalars) = (
      UInt32(end.line), UInt32(end.scalarsBefore)
    )
    children += pending[first...]
    pending.removeSubrange(first...)
  }

  private func empty(at mark: YAMLMark) -> Diagnostic {
    Diagnostic(
      .yamlEmpty, "the file has nothing in it", at: source.location(of: mark))
  }
}
