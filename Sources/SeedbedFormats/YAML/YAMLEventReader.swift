import CYAML
package import SeedbedCore

/// What the scanner met.
package enum YAMLEvent: Sendable, Hashable {
  case documentStart
  case documentEnd
  case scalar
  case alias
  case sequenceStart
  case sequenceEnd
  case mappingStart
  case mappingEnd
  case streamEnd
}

/// Reads YAML event by event in memory that does not grow with the source.
///
/// The properties describe the current event; text is made only when it is asked for.
package final class YAMLEventReader {
  /// What messages call the source.
  package let name: String
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let event: UnsafeMutablePointer<yaml_event_t>
  private let input: YAMLInput
  private let excerpts: ExcerptSource
  /// How many lists and mappings are open.
  private var depth = 0
  /// How many of them are in brackets or inside of such.
  private var flowDepth = 0
  /// Where the last text began, if that was one in lines, after `|` or `>`.
  private var lastBlock: YAMLMark?

  /// Reads a source that was opened before; `name` is what messages call it.
  package convenience init(_ source: SourceBytes, named name: String) throws {
    try self.init(
      source.source, named: name, excerpts: .bytes(source.source), limit: source.recordLimit)
  }

  /// Reads a document already in memory, whose characters were checked.
  convenience init(document: YAMLSource) throws {
    try self.init(
      .memory(document.bytes), named: document.name, excerpts: .document(document),
      mayHoldTags: document.bytes.contains(UInt8(ascii: "!")))
  }

  private init(
    _ source: ByteSource, named name: String, excerpts: ExcerptSource, limit: Int = .max,
    mayHoldTags: Bool = true
  ) throws {
    self.name = name
    self.excerpts = excerpts
    input = YAMLInput(source, limit: limit, mayHoldTags: mayHoldTags)
    parser = .allocate(capacity: 1)
    event = .allocate(capacity: 1)
    event.initialize(to: yaml_event_t())
    parser.initialize(to: yaml_parser_t())
    guard yaml_parser_initialize(parser) == 1 else {
      throw Diagnostic(.unexpected, "not enough memory to read \(name)")
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input(
      parser,
      { context, buffer, room, count in
        guard let context, let buffer, let count else { return 0 }
        let input = Unmanaged<YAMLInput>.fromOpaque(context).takeUnretainedValue()
        let target = UnsafeMutableRawBufferPointer(start: buffer, count: room)
        guard let read = input.read(into: target) else { return 0 }
        count.pointee = read
        return 1
      }, Unmanaged.passUnretained(input).toOpaque())
    input.isInCollection = { [parser] in parser.pointee.flow_level > 0 }
  }

  deinit {
    yaml_event_delete(event)
    yaml_parser_delete(parser)
    event.deallocate()
    parser.deallocate()
  }

  /// Goes on to the next event; after `streamEnd` it stays there.
  ///
  /// - Throws: `Diagnostic` where the text is not YAML or nests too deep; nothing can be read after it.
  package func next() throws(Diagnostic) -> YAMLEvent {
    while true {
      input.passed = event.pointee.start_mark.index
      yaml_event_delete(event)
      guard yaml_parser_parse(parser, event) == 1 else { throw problem }
      switch event.pointee.type {
      case YAML_SCALAR_EVENT:
        try refuseMisreadScalar()
        return .scalar
      case YAML_MAPPING_START_EVENT:
        let style = event.pointee.data.mapping_start.style
        try goDeeper(isFlow: style == YAML_FLOW_MAPPING_STYLE)
        return .mappingStart
      case YAML_MAPPING_END_EVENT:
        goUp()
        return .mappingEnd
      case YAML_SEQUENCE_START_EVENT:
        let style = event.pointee.data.sequence_start.style
        try goDeeper(isFlow: style == YAML_FLOW_SEQUENCE_STYLE)
        return .sequenceStart
      case YAML_SEQUENCE_END_EVENT:
        goUp()
        return .sequenceEnd
      case YAML_ALIAS_EVENT: return .alias
      case YAML_DOCUMENT_START_EVENT: return .documentStart
      case YAML_DOCUMENT_END_EVENT: return .documentEnd
      case YAML_STREAM_START_EVENT: continue
      default:
        try refuseMisreadEnd()
        return .streamEnd
      }
    }
  }

  private func goUp() {
    depth -= 1
    flowDepth = max(0, flowDepth - 1)
  }

  private func goDeeper(isFlow: Bool) throws(Diagnostic) {
    depth += 1
    if isFlow || flowDepth > 0 { flowDepth += 1 }
    if depth > YAMLLimits.passedOver { throw tooDeep(YAMLLimits.passedOver) }
  }

  /// A problem with the list or mapping that starts, at which the reading ends.
  func tooDeep(_ limit: Int) -> Diagnostic {
    diagnostic(
      .yamlDepth, "lists and mappings nest deeper than \(limit) levels here",
      help: "nothing after this place was read")
  }

  /// What the parser takes for something else than YAML 1.2 does, and says nothing of.
  private func refuseMisreadScalar() throws(Diagnostic) {
    let style = style
    lastBlock = style == .literal || style == .folded ? start : nil
    if flowDepth > 0, input.isQuestion(before: Int(event.pointee.start_mark.index)) {
      throw diagnostic(
        .yamlMisread, "in brackets the '?' before this text would be lost",
        help: "quote a text that begins with '?'")
    }
    guard style == .plain, let anchor else { return }
    let isCut = withText { [UInt8(ascii: ":"), UInt8(ascii: "?")].contains($0.first) }
    if isCut {
      throw diagnostic(
        .yamlMisread, "where the anchor '&\(anchor)' ends is not clear",
        help:
          "anchors are of letters, digits, '-' and '_'; quote a text that begins with ':' or '?'")
    }
  }

  private func refuseMisreadEnd() throws(Diagnostic) {
    guard let lastBlock, let blanks = input.blanksAtEnd, blanks > 0 else { return }
    throw excerpts.diagnostic(
      .yamlMisread,
      "the last line of the file is blanks without a line end, and may belong to this text or not",
      help: "end the file with a line end, or take the blanks away", at: lastBlock, in: name)
  }

  /// How many characters lie before the event.
  var position: Int { Int(event.pointee.start_mark.index) }

  /// The text of a scalar, escapes undone; empty for other events.
  package var text: String {
    withText { String(decoding: $0, as: UTF8.self) }
  }

  /// The UTF-8 bytes of a scalar without making a `String`; empty for other events.
  package func withText<Result>(
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    guard event.pointee.type == YAML_SCALAR_EVENT else {
      return try body(UnsafeRawBufferPointer(start: nil, count: 0))
    }
    let scalar = event.pointee.data.scalar
    return try body(UnsafeRawBufferPointer(start: scalar.value, count: scalar.length))
  }

  /// How a scalar is written; plain for other events.
  package var style: YAMLStyle {
    guard event.pointee.type == YAML_SCALAR_EVENT else { return .plain }
    switch event.pointee.data.scalar.style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: return .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: return .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: return .literal
    case YAML_FOLDED_SCALAR_STYLE: return .folded
    default: return .plain
    }
  }

  /// The explicit tag of a node as written, `!now` or `!!str`.
  package var tag: String? {
    switch event.pointee.type {
    case YAML_SCALAR_EVENT: Self.written(event.pointee.data.scalar.tag)
    case YAML_SEQUENCE_START_EVENT: Self.written(event.pointee.data.sequence_start.tag)
    case YAML_MAPPING_START_EVENT: Self.written(event.pointee.data.mapping_start.tag)
    default: nil
    }
  }

  /// The name a node is given with `&`, or the name an alias repeats with `*`.
  package var anchor: String? {
    let name: UnsafeMutablePointer<yaml_char_t>? =
      switch event.pointee.type {
      case YAML_SCALAR_EVENT: event.pointee.data.scalar.anchor
      case YAML_SEQUENCE_START_EVENT: event.pointee.data.sequence_start.anchor
      case YAML_MAPPING_START_EVENT: event.pointee.data.mapping_start.anchor
      case YAML_ALIAS_EVENT: event.pointee.data.alias.anchor
      default: nil
      }
    return name.map { String(cString: $0) }
  }

  /// Where the event starts.
  package var start: YAMLMark { mark(event.pointee.start_mark) }

  /// Where the event ends.
  package var end: YAMLMark { mark(event.pointee.end_mark) }

  /// A place as it is in the source, without the blanks that were put in.
  private func mark(_ mark: yaml_mark_t) -> YAMLMark {
    let blanks = input.blanks(before: mark.index, inLineFrom: mark.index - mark.column)
    return YAMLMark(line: mark.line + 1, scalarsBefore: mark.column - blanks.inLine)
  }

  /// Where the event starts, in bytes from the start of the source.
  package var startOffset: Int { input.byteOffset(ofCharacter: event.pointee.start_mark.index) }

  /// Where the event ends, in bytes from the start of the source.
  package var endOffset: Int { input.byteOffset(ofCharacter: event.pointee.end_mark.index) }

  /// A problem at the start of the current event, with its line.
  package func diagnostic(
    _ code: Diagnostic.Code, _ message: String, help: String? = nil
  ) -> Diagnostic {
    excerpts.diagnostic(code, message, help: help, at: start, in: name)
  }

  private var problem: Diagnostic {
    if let failure = input.failure { return failure }
    if parser.pointee.error == YAML_READER_ERROR {
      return excerpts.diagnostic(
        .yamlCharacter, "a byte that is not UTF-8, or a control character",
        help: "save the file as UTF-8; write control characters as escapes in double quotes",
        atByte: parser.pointee.problem_offset - input.blanks(before: .max, inLineFrom: 0).all,
        in: name)
    }
    let found = YAMLSyntaxProblem(parser.pointee, at: mark)
    return excerpts.diagnostic(
      .yamlSyntax, found.message, help: found.help, at: found.mark, in: name)
  }

  private static func written(_ tag: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    guard let tag else { return nil }
    let text = String(cString: tag)
    let core = "tag:yaml.org,2002:"
    return text.hasPrefix(core) ? "!!" + text.dropFirst(core.count) : text
  }
}
