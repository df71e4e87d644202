package import SeedbedCore

extension Diagnostic.Code {
  /// The text is not JSON as RFC 8259 has it.
  package static let jsonSyntax = Self(JSONFault.Kind.syntax.rawValue, .invalidFile)
  /// One text holds more values than the limit.
  package static let jsonTooManyValues = Self(
    JSONFault.Kind.tooManyValues.rawValue, .invalidFile)
}

/// Reads one JSON document, strictly as RFC 8259: no comments, no trailing commas, no name twice.
///
/// A UTF-8 byte order mark at the very start is skipped, as section 8.1 lets a parser do; UTF-16 is refused.
package enum JSONReader {
  /// The value of the document in the file at `path`.
  ///
  /// - Throws: a `Diagnostic` with the line and column.
  package static func read(
    file path: String, named name: String? = nil, limits: JSONLimits = .standard
  ) throws(Diagnostic) -> JSONValue {
    try read(bytes: try FileBytes.read(path), named: name ?? path, limits: limits)
  }

  /// The value of the document in `bytes`; `name` is the file as messages call it.
  package static func read(
    bytes: [UInt8], named name: String, limits: JSONLimits = .standard
  ) throws(Diagnostic) -> JSONValue {
    var scanner = JSONScanner(limits: limits, at: ByteOrderMark.length(bytes.span.bytes))
    do {
      return try scanner.document(in: bytes.span.bytes)
    } catch {
      throw diagnostic(error, in: bytes, named: name)
    }
  }

  /// The value of the document in `text`; `name` is the file as messages call it.
  package static func read(
    text: String, named name: String, limits: JSONLimits = .standard
  ) throws(Diagnostic) -> JSONValue {
    try read(bytes: Array(text.utf8), named: name, limits: limits)
  }

  private static func diagnostic(
    _ fault: JSONFault, in bytes: [UInt8], named name: String
  ) -> Diagnostic {
    Diagnostic(
      Diagnostic.Code(fault.kind.rawValue, .invalidFile), fault.message,
      at: TextPlace.location(of: fault.offset, in: bytes, named: name),
      excerpt: TextPlace.excerpt(of: fault.offset, in: bytes))
  }
}
