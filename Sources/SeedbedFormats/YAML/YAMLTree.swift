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

  init(
    source: YAMLSource, records: [Record], children: [UInt32], texts: [UInt8], tags: [String]
  ) {
    self.source = source
    self.records = records
    self.children = children
    self.texts = texts
    self.tags = tags
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
