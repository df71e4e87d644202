import Synchronization

/// The nodes of a document in one table, so that a large document takes little more memory than its text.
final class YAMLTree: Sendable {
  /// The document the nodes are part of.
  let source: YAMLSource
  let records: [Record]
  /// For each list its items, for each mapping its keys and values in turn, one behind the other.
  let children: [UInt32]
  /// The texts of all scalars.
  let texts: [UInt8]
  /// The tags that are used; a record has the place of its own, counted from 1.
  let tags: [String]
  /// For each large mapping that was searched the places of its keys among the children.
  private let places = Mutex<[UInt32: [ExactText: Int]]>([:])

  init(
    source: YAMLSource, records: [Record], children: [UInt32], texts: [UInt8], tags: [String]
  ) {
    self.source = source
    self.records = records
    self.children = children
    self.texts = texts
    self.tags = tags
  }

  /// The place of a mapping's key among the children; all keys are noted when a large mapping is first
  /// searched.
  func place(of key: String, in mapping: UInt32) -> Int? {
    let range = records[Int(mapping)].range
    let keys = stride(from: range.lowerBound, to: range.upperBound, by: 2)
    if range.count <= 128 { return keys.first { text(of: children[$0], equals: key) } }
    return places.withLock { places in
      let noted =
        places[mapping]
        ?? Dictionary(keys.map { (ExactText(text(of: children[$0])), $0) }) { first, _ in first }
      places[mapping] = noted
      return noted[ExactText(key)]
    }
  }

  private func text(of index: UInt32) -> String {
    String(decoding: texts[records[Int(index)].range], as: UTF8.self)
  }

  /// Whether a scalar's text is `name`.
  private func text(of index: UInt32, equals name: String) -> Bool {
    let record = records[Int(index)]
    guard Int(record.count) == name.utf8.count else { return false }
    var place = Int(record.first)
    for byte in name.utf8 {
      if texts[place] != byte { return false }
      place += 1
    }
    return true
  }

  /// One node: 36 bytes.
  struct Record: Sendable {
    enum Kind: UInt8 {
      case scalar
      case sequence
      case mapping
    }

    let kind: Kind
    let style: YAMLStyle
    /// 0 for none.
    let tag: UInt32
    let startLine: UInt32
    let startScalars: UInt32
    var endLine: UInt32
    var endScalars: UInt32
    /// Where its text, or its children, begin.
    var first: UInt32 = 0
    /// How many bytes the text has, or how many children there are.
    var count: UInt32 = 0

    init(_ kind: Kind, _ style: YAMLStyle, tag: UInt32, from start: YAMLMark, to end: YAMLMark) {
      self.kind = kind
      self.style = style
      self.tag = tag
      (startLine, startScalars) = (UInt32(start.line), UInt32(start.scalarsBefore))
      (endLine, endScalars) = (UInt32(end.line), UInt32(end.scalarsBefore))
    }

    var start: YAMLMark { YAMLMark(line: Int(startLine), scalarsBefore: Int(startScalars)) }
    var end: YAMLMark { YAMLMark(line: Int(endLine), scalarsBefore: Int(endScalars)) }
    var range: Range<Int> { Int(first)..<Int(first) + Int(count) }
  }
}
