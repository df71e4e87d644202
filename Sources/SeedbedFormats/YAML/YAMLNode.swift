package import SeedbedCore

/// A scalar, list or mapping of a YAML document, with the place it was written at.
///
/// It is a place in the document's table: what it holds is made when it is asked for.
package struct YAMLNode: Sendable {
  let tree: YAMLTree
  let index: UInt32

  init(_ index: UInt32, of tree: YAMLTree) {
    self.index = index
    self.tree = tree
  }
}

/// A key of a mapping and its value.
package struct YAMLEntry: Sendable {
  /// A scalar without a tag.
  package let key: YAMLNode
  /// What stands under the key; null when nothing does.
  package let value: YAMLNode

  /// The key's text.
  package var name: String { key.scalar ?? "" }
}

extension YAMLNode {
  var record: YAMLTree.Record { tree.records[Int(index)] }

  /// The document the node is part of.
  package var source: YAMLSource { tree.source }

  /// Where the node starts; its tag or anchor is part of it.
  package var location: Location { source.location(of: record.start) }

  /// The explicit tag as written, such as `!now`; nil when there is none.
  package var tag: String? {
    let tag = record.tag
    return tag == 0 ? nil : tree.tags[Int(tag) - 1]
  }

  /// The text of a scalar, after escapes and folding for styles other than plain; nil for lists and mappings.
  package var scalar: String? {
    let record = record
    guard record.kind == .scalar else { return nil }
    return String(decoding: tree.texts[record.range], as: UTF8.self)
  }

  /// The UTF-8 of a scalar without making a `String`; nil for lists and mappings.
  package func withScalar<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result? {
    let record = record
    guard record.kind == .scalar else { return nil }
    let texts = tree.texts
    return try body(texts.span.extracting(record.range))
  }

  /// How a scalar is written; nil for lists and mappings.
  package var style: YAMLStyle? {
    let record = record
    return record.kind == .scalar ? record.style : nil
  }

  /// The nodes of a list; nil for others.
  package var items: [YAMLNode]? {
    let record = record
    guard record.kind == .sequence else { return nil }
    return tree.children[record.range].map { YAMLNode($0, of: tree) }
  }

  /// How many items a list or entries a mapping has; 0 for a scalar.
  package var count: Int {
    let record = record
    switch record.kind {
    case .scalar: return 0
    case .sequence: return Int(record.count)
    case .mapping: return Int(record.count) / 2
    }
  }

  /// The entries of a mapping in file order, no two of one name; nil for others.
  package var entries: [YAMLEntry]? {
    let record = record
    guard record.kind == .mapping else { return nil }
    return stride(from: record.range.lowerBound, to: record.range.upperBound, by: 2).map {
      entry(at: $0)
    }
  }

  /// The value under `key` of a mapping; nil when there is none. O(1) for large mappings, a short search in
  /// small ones.
  package subscript(key: String) -> YAMLNode? { entry(key)?.value }

  /// The entry called `key` of a mapping; nil when there is none. O(1) for large mappings, a short search in
  /// small ones.
  package func entry(_ key: String) -> YAMLEntry? {
    record.kind == .mapping ? tree.place(of: key, in: index).map(entry(at:)) : nil
  }

  var isSequence: Bool { record.kind == .sequence }

  var isMapping: Bool { record.kind == .mapping }

  /// The nodes right below, of a mapping its values; none for a scalar.
  var below: some Sequence<YAMLNode> {
    let record = record
    let (first, step) = record.kind == .mapping ? (1, 2) : (0, 1)
    let range = record.kind == .scalar ? 0..<0 : record.range
    return stride(from: range.lowerBound + first, to: range.upperBound, by: step).lazy
      .map { YAMLNode(tree.children[$0], of: tree) }
  }

  private func entry(at place: Int) -> YAMLEntry {
    YAMLEntry(
      key: YAMLNode(tree.children[place], of: tree),
      value: YAMLNode(tree.children[place + 1], of: tree))
  }

  /// A problem with this node: its place, its line and a caret under it.
  package func diagnostic(
    _ code: Diagnostic.Code, _ message: String, help: String? = nil
  ) -> Diagnostic {
    record.diagnostic(code, message, help: help, in: source)
  }
}

extension YAMLTree.Record {
  /// A scalar is marked whole, of a list or mapping the rest of its first line.
  func diagnostic(
    _ code: Diagnostic.Code, _ message: String, help: String?, in source: YAMLSource
  ) -> Diagnostic {
    Diagnostic(
      code, message, help: help, at: source.location(of: start),
      excerpt: source.excerpt(from: start, to: kind == .scalar ? end : start))
  }
}
