import SeedbedCore

/// One part of an OFX file.
enum OFXToken {
  case open(String)
  case close(String)
  /// Bytes between tags, as they are written; `isVerbatim` when they stood in a CDATA section.
  case text([UInt8], isVerbatim: Bool)
  /// Text beyond the limit of a record, which is not kept.
  case longText
}

/// Takes the text of an OFX file apart into tags and what is between them, whether it is SGML or XML.
///
/// Comments, declarations and processing instructions are passed over.
struct OFXTokens {
  private static let mostOfTag = 1024

  let name: String
  /// Where the last token begins.
  private(set) var start = 0
  private(set) var startLine = 1
  private var window: ByteWindow
  private var lines = 0
  private let recordLimit: Int

  init(_ source: SourceBytes, named name: String) {
    self.name = name
    recordLimit = source.recordLimit
    window = ByteWindow(source)
  }

  /// Where the next token begins.
  var offset: Int { window.offset }
  /// How many line ends lie before it.
  var linesBefore: Int { lines }

  /// The bytes up to `<OFX>`, with which a file says how it is written; they are not taken.
  mutating func header() throws(Diagnostic) -> [UInt8] {
    while window.unread.count < 4096, try window.refill() {}
    return window.withUnread { $0.array(0..<min(4096, $0.byteCount)) }
  }

  /// The next token; nil at the end.
  mutating func next() throws(Diagnostic) -> OFXToken? {
    while true {
      start = offset
      startLine = lines + 1
      guard try window.holds(1) else { return nil }
      guard byte(0) == UInt8(ascii: "<") else { return try text() }
      if try holds("<!--") {
        try passOver("-->")
      } else if try holds("<![CDATA[") {
        take(9)
        return try verbatim()
      } else {
        let isDeclaration = try holds("<?") ? true : try holds("<!")
        if !isDeclaration { return try tag() }
        try passOver(">")
      }
    }
  }

  private mutating func tag() throws(Diagnostic) -> OFXToken {
    var length = 1
    while try window.holds(length + 1), byte(length) != UInt8(ascii: ">"),
      byte(length) != UInt8(ascii: "<"), length < Self.mostOfTag
    {
      length += 1
    }
    guard window.unread.count > length, byte(length) == UInt8(ascii: ">") else {
      throw problem("a tag that is not closed by '>'")
    }
    let content = window.withUnread { $0.text(1..<length) }
    take(length + 1)
    let isClose = content.hasPrefix("/")
    let name = (isClose ? content.dropFirst() : content[...])
      .prefix { $0 != " " && $0 != "\t" && $0 != "/" && $0 != "\n" && $0 != "\r" && $0 != "\r\n" }
    return isClose ? .close(name.uppercased()) : .open(name.uppercased())
  }

  /// What comes before the next tag.
  private mutating func text() throws(Diagnostic) -> OFXToken {
    var content: [UInt8] = []
    var length = 0
    while try window.holds(1) {
      let end = window.withUnread { bytes in
        bytes.firstPosition(of: UInt8(ascii: "<"), in: 0..<bytes.byteCount)
      }
      let count = end ?? window.unread.count
      length += count
      if length <= recordLimit { content += window.withUnread { $0.array(0..<count) } }
      take(count)
      if end != nil { break }
    }
    return length > recordLimit ? .longText : .text(content, isVerbatim: false)
  }

  private mutating func verbatim() throws(Diagnostic) -> OFXToken {
    var content: [UInt8] = []
    while try !holds("]]>") {
      guard try window.holds(1) else { throw problem("a CDATA section that is not closed") }
      let end = window.withUnread { bytes in
        bytes.firstPosition(of: UInt8(ascii: "]"), in: 1..<bytes.byteCount)
      }
      let count = end ?? window.unread.count
      if content.count <= recordLimit { content += window.withUnread { $0.array(0..<count) } }
      take(count)
    }
    take(3)
    return content.count > recordLimit ? .longText : .text(content, isVerbatim: true)
  }

  private mutating func passOver(_ end: StaticString) throws(Diagnostic) {
    while try !holds(end) {
      guard try window.holds(1) else { throw problem("a comment that is not closed") }
      take(1)
    }
    take(end.utf8CodeUnitCount)
  }

  private mutating func holds(_ word: StaticString) throws(Diagnostic) -> Bool {
    guard try window.holds(word.utf8CodeUnitCount) else { return false }
    return window.withUnread { $0.holds(word, at: 0) }
  }

  private func byte(_ place: Int) -> UInt8 { window.buffer[window.unread.lowerBound + place] }

  private mutating func take(_ count: Int) {
    let range = window.unread.lowerBound..<window.unread.lowerBound + count
    var position = range.lowerBound
    while let line = window.buffer.span.bytes.firstPosition(
      of: UInt8(ascii: "\n"), in: position..<range.upperBound)
    {
      lines += 1
      position = line + 1
    }
    window.consume(count)
  }

  /// The error of text from which no more tokens can be taken.
  func problem(_ found: String) -> Diagnostic {
    Diagnostic(
      .ofxTorn, "\(name): found \(found), on line \(startLine), at byte \(start)",
      help: "the file is damaged, or was not copied to its end")
  }
}
