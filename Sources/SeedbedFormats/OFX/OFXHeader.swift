package import SeedbedCore

extension Diagnostic.Code {
  /// An OFX file that ends too early, or holds no OFX.
  package static let ofxTorn = Self("ofx.torn", .invalidFile)
  /// An OFX file in an encoding that is not known.
  package static let ofxEncoding = Self("ofx.encoding", .invalidFile)
}

/// What stands in front of `<OFX>`.
enum OFXHeader {
  /// The encoding a file names: `ENCODING` and `CHARSET` of version 1, the XML declaration of version 2; UTF-8 when
  /// it names none.
  ///
  /// - Throws: `ofx.encoding` for one that is not known.
  static func encoding(
    in bytes: [UInt8], named file: String
  ) throws(Diagnostic) -> TextEncoding {
    let text = String(decoding: bytes, as: UTF8.self)
    let header = text.prefix(upTo: text.firstRange(of: "<OFX>")?.lowerBound ?? text.endIndex)
    if let name = attribute("encoding", in: header) {
      return try encoding(called: name, in: file)
    }
    switch field("ENCODING", in: header) {
    case nil, "UTF-8", "UTF8", "": return .utf8
    case "USASCII", "ASCII", "US-ASCII":
      let charset = field("CHARSET", in: header) ?? "NONE"
      return charset == "NONE" || charset.isEmpty ? .ascii : try encoding(called: charset, in: file)
    case let name?: return try encoding(called: name, in: file)
    }
  }

  private static func encoding(
    called name: String, in file: String
  ) throws(Diagnostic) -> TextEncoding {
    switch name.lowercased() {
    case "1252", "windows-1252", "cp1252": return .windows1252
    case "8859-1", "iso-8859-1", "latin1", "latin-1": return .latin1
    case "8859-15", "iso-8859-15": return .latin9
    case "us-ascii", "usascii", "ascii": return .ascii
    case "utf-8", "utf8": return .utf8
    default:
      throw Diagnostic(
        .ofxEncoding, "\(file): its encoding '\(name)' is not known",
        help: "say which one it is with 'encoding' under 'source'")
    }
  }

  /// The value of `NAME:VALUE` on a line of its own, or among others.
  private static func field(_ name: String, in header: Substring) -> String? {
    guard let start = header.firstRange(of: "\(name):")?.upperBound else { return nil }
    return header[start...].prefix { !$0.isWhitespace }.uppercased()
  }

  /// The value of an attribute of the XML declaration.
  private static func attribute(_ name: String, in header: Substring) -> String? {
    guard header.contains("<?xml"), let start = header.firstRange(of: "\(name)=")?.upperBound,
      let quote = header[start...].first, quote == "\"" || quote == "'"
    else { return nil }
    return String(header[header.index(after: start)...].prefix { $0 != quote })
  }
}
