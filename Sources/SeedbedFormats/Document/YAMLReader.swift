package import SeedbedCore

/// Reads one YAML document whole, strictly.
///
/// Duplicate keys, keys that are not scalars, merge keys, several documents, unknown anchors, too much
/// depth, aliases that multiply, text that is not UTF-8 and an empty document are problems; all that
/// can be found in one pass are thrown together, in the order of the file. Too much depth ends the pass.
///
/// ```swift
/// let seed = try YAMLReader.read(text: "set: shop", named: "seeds/shop.yaml")
/// print(seed["set"]?.scalar ?? "")
/// ```
package enum YAMLReader {
  /// Reads the file at `path`; messages call it `name`, or `path` when nil.
  ///
  /// - Throws: `Diagnostic` when the file cannot be read, `Diagnostics` for what is wrong in it,
  ///   including what `shape` finds.
  package static func read(
    file path: String, named name: String? = nil, as shape: Shape? = nil,
    limits: YAMLLimits = .standard
  ) throws -> YAMLNode {
    let bytes = try contents(of: path, named: name ?? path, limit: limits.bytes)
    return try read(bytes: bytes, named: name ?? path, as: shape, limits: limits)
  }

  /// Reads a document from text.
  ///
  /// - Throws: `Diagnostics` for what is wrong in it, including what `shape` finds.
  package static func read(
    text: String, named name: String, as shape: Shape? = nil, limits: YAMLLimits = .standard
  ) throws -> YAMLNode {
    try read(bytes: Array(text.utf8), named: name, as: shape, limits: limits)
  }

  private static func read(
    bytes: [UInt8], named name: String, as shape: Shape?, limits: YAMLLimits
  ) throws -> YAMLNode {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let body = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
    let source = YAMLSource(name: name, bytes: body)
    try YAMLCharacters.problems(in: source).throwIfAny()

    var builder = YAMLTreeBuilder(source: source, limits: limits)
    var found = Diagnostics()
    let root = found.collect { try builder.document() } ?? nil
    var problems = builder.problems + found.items
    if let root, let shape {
      problems += shape.problems(in: root)
    }
    guard problems.isEmpty, let root else { throw Diagnostics(inFileOrder(problems)) }
    return root
  }

  private static func contents(of path: String, named name: String, limit: Int) throws -> [UInt8] {
    let source = ByteSource.file(try OpenFile(path))
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try source.read(at: bytes.count, into: &piece, from: 0)
      if count == 0 { return bytes }
      bytes += piece[..<count]
      if bytes.count > limit {
        throw Diagnostic(
          .yamlTooLarge, "\(name) is longer than the \(limit) bytes a document may have",
          help: "split the file, or load it as a source of records")
      }
    }
  }

  /// By place, and in the order found where the place is the same; nothing twice.
  package static func inFileOrder(_ problems: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return problems.enumerated()
      .sorted { left, right in
        switch (left.element.location, right.element.location) {
        case (let first?, let second?) where first != second: first < second
        case (nil, .some): true
        case (.some, nil): false
        case (.some, .some), (nil, nil): left.offset < right.offset
        }
      }
      .map(\.element)
      .filter { seen.insert($0).inserted }
  }
}
