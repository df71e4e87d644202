/// Writes JSON, the same text for equal members in any order: names sorted by their UTF-8 bytes.
package enum JSONWriter {
  /// The value as text; numbers as they were written.
  ///
  /// `pretty`: on lines of their own, indented by 2 spaces, with one newline at the end.
  package static func text(_ value: JSONValue, pretty: Bool) -> String {
    var bytes: [UInt8] = []
    append(value, to: &bytes, pretty: pretty)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Adds the value's text to `bytes`.
  package static func append(_ value: JSONValue, to bytes: inout [UInt8], pretty: Bool) {
    write(value, to: &bytes, indent: pretty ? 0 : nil)
    if pretty { bytes.append(UInt8(ascii: "\n")) }
  }

  /// Adds a string in double quotes, with the escapes RFC 8259 demands and no others.
  package static func append(string: String, to bytes: inout [UInt8]) {
    append(string: string.utf8.span.bytes, to: &bytes)
  }

  /// As `append(string:to:)`, from the bytes of a text.
  package static func append(string text: RawSpan, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    let plain = JSONScanner.endOfPlain(in: text, from: 0)
    bytes.append(text.extracting(first: plain))
    for position in plain..<text.byteCount {
      let byte = text[position]
      switch byte {
      case UInt8(ascii: "\""): bytes += Array("\\\"".utf8)
      case UInt8(ascii: "\\"): bytes += Array("\\\\".utf8)
      case 0x08: bytes += Array("\\b".utf8)
      case 0x09: bytes += Array("\\t".utf8)
      case 0x0A: bytes += Array("\\n".utf8)
      case 0x0C: bytes += Array("\\f".utf8)
      case 0x0D: bytes += Array("\\r".utf8)
      case 0..<0x20: bytes += Array((byte < 16 ? "\\u000" : "\\u00").utf8) + digits(byte)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func digits(_ byte: UInt8) -> [UInt8] {
    Array(String(byte, radix: 16).utf8)
  }

  private static func write(_ value: JSONValue, to bytes: inout [UInt8], indent: Int?) {
    switch value {
    case .null: bytes += Array("null".utf8)
    case .bool(let flag): bytes += Array((flag ? "true" : "false").utf8)
    case .number(let number): bytes.append(contentsOf: number.text.utf8)
    case .string(let text): append(string: text, to: &bytes)
    case .array(let elements):
      write(elements, between: "[", and: "]", to: &bytes, indent) { element, bytes, inner in
        write(element, to: &bytes, indent: inner)
      }
    case .object(let object):
      write(object.sortedMembers, between: "{", and: "}", to: &bytes, indent) {
        member, bytes, inner in
        append(string: member.name, to: &bytes)
        bytes += Array((indent == nil ? ":" : ": ").utf8)
        write(member.value, to: &bytes, indent: inner)
      }
    }
  }

  private static func write<Part>(
    _ parts: [Part], between open: String, and close: String, to bytes: inout [UInt8],
    _ indent: Int?, _ part: (Part, inout [UInt8], Int?) -> Void
  ) {
    bytes.append(contentsOf: open.utf8)
    for (place, item) in parts.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      startLine(in: &bytes, indent.map { $0 + 2 })
      part(item, &bytes, indent.map { $0 + 2 })
    }
    if !parts.isEmpty { startLine(in: &bytes, indent) }
    bytes.append(contentsOf: close.utf8)
  }

  private static func startLine(in bytes: inout [UInt8], _ indent: Int?) {
    guard let indent else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
  }
}
