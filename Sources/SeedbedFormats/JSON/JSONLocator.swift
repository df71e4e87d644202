package import SeedbedCore

/// Finds where a part of a JSON document stands, by reading the text again; values carry no places.
package enum JSONLocator {
  /// The line and column of the value at `path`; nil when it is not there or the text is not JSON.
  package static func location(
    of path: [JSONPathComponent], in bytes: [UInt8], named name: String
  ) -> Location? {
    offset(of: path, in: bytes).map { TextPlace.location(of: $0, in: bytes, named: name) }
  }

  /// The place of the value at `path` and the line it stands in; nil when it is not there.
  package static func place(
    of path: [JSONPathComponent], in bytes: [UInt8], named name: String
  ) -> (location: Location, excerpt: Diagnostic.Excerpt?)? {
    offset(of: path, in: bytes).map { offset in
      (
        TextPlace.location(of: offset, in: bytes, named: name),
        TextPlace.excerpt(of: offset, in: bytes)
      )
    }
  }

  /// The byte at which the value at `path` starts.
  static func offset(of path: [JSONPathComponent], in bytes: [UInt8]) -> Int? {
    var scanner = JSONScanner(at: ByteOrderMark.length(bytes.span.bytes))
    for (depth, component) in path.enumerated() {
      let found: Bool?
      switch component {
      case .name(let name):
        found = try? scanner.enterMember(name, in: bytes.span.bytes, depth: depth)
      case .index(let index):
        found = try? scanner.enterElement(index, in: bytes.span.bytes, depth: depth)
      }
      guard found == true else { return nil }
    }
    scanner.skipSpace(in: bytes.span.bytes)
    return scanner.position < bytes.count ? scanner.position : nil
  }
}

extension JSONScanner {
  /// Moves to the value of the member called `wanted` of the object that comes next.
  fileprivate mutating func enterMember(
    _ wanted: String, in bytes: RawSpan, depth: Int
  ) throws(JSONFault) -> Bool {
    guard take(UInt8(ascii: "{"), in: bytes) else { return false }
    repeat {
      skipSpace(in: bytes)
      guard position < bytes.byteCount, bytes[position] == UInt8(ascii: "\"") else { return false }
      let name = try string(in: bytes)
      guard take(UInt8(ascii: ":"), in: bytes) else { return false }
      if ExactText(name) == ExactText(wanted) { return true }
      _ = try value(in: bytes, depth: depth + 1)
    } while take(UInt8(ascii: ","), in: bytes)
    return false
  }

  /// Moves to element `wanted` of the array that comes next.
  fileprivate mutating func enterElement(
    _ wanted: Int, in bytes: RawSpan, depth: Int
  ) throws(JSONFault) -> Bool {
    guard take(UInt8(ascii: "["), in: bytes) else { return false }
    skipSpace(in: bytes)
    if position < bytes.byteCount, bytes[position] == UInt8(ascii: "]") { return false }
    for _ in 0..<wanted {
      _ = try value(in: bytes, depth: depth + 1)
      guard take(UInt8(ascii: ","), in: bytes) else { return false }
    }
    return true
  }
}
