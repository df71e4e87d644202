import SeedbedCore
import SeedbedFormats

/// Reads one seed file.
struct SeedDocument {
  private let node: YAMLNode
  private let clock: Timestamp?
  private var problems = Diagnostics()

  private init(_ node: YAMLNode) {
    self.node = node
    clock = node["clock"]?.timestamp
  }

  /// - Throws: `Diagnostics` with everything that is wrong in the file.
  static func set(from node: YAMLNode, file: String) throws -> SeedSet {
    try Diagnostics(unlabelled(in: node)).throwIfAny()
    try SeedShape.document.check(node)
    var document = SeedDocument(node)
    let set = document.set(file: file)
    try document.problems.throwIfAny()
    return set
  }

  /// Rows that stand in a list have no labels.
  private static func unlabelled(in node: YAMLNode) -> [Diagnostic] {
    (node["rows"]?.entries ?? []).compactMap { collection in
      guard collection.value.items != nil else { return nil }
      return collection.value.diagnostic(
        .seedLabel, "the rows of \(collection.name) are a list, and each row has a label",
        help: "write each row as LABEL: {column: value}")
    }
  }

  private mutating func set(file: String) -> SeedSet {
    SeedSet(
      name: node["set"]?.scalar ?? "", file: file,
      includes: (node["include"]?.items ?? []).compactMap(\.scalar), clock: clock,
      mode: (node["mode"]?.scalar).flatMap(SeedSet.Mode.init(rawValue:)) ?? .insert,
      rows: (node["rows"]?.entries ?? []).flatMap { rows(of: $0) },
      expectations: (node["expect"]?.entries ?? []).map { entry in
        SeedSet.Expectation(
          collection: entry.name, count: Int(entry.value["count"]?.scalar ?? "") ?? 0,
          node: entry.value["count"] ?? entry.key)
      }, root: node)
  }

  private mutating func rows(of collection: YAMLEntry) -> [SeedRow] {
    let name = collection.name
    let defaults = node["defaults"]?[name]
    var rows: [SeedRow] = []
    /// Where each label's row is.
    var written: [String: Int] = [:]
    for entry in collection.value.entries ?? [] {
      var model: [SeedRow.Layer] = []
      if let like = entry.value["$like"] {
        guard let found = written[like.scalar ?? ""] else {
          let phrase = Suggestion.phrase(for: like.scalar ?? "", among: written.keys.sorted())
          problems.add(
            like.diagnostic(
              .seedLabel,
              "\(name) has no row '\(like.scalar ?? "")' before this one\(phrase)"))
          continue
        }
        model = rows[found].layers.filter { !$0.isDefault }
      }
      for (label, number) in labels(of: entry.key) {
        if let other = written.updateValue(rows.count, forKey: label) {
          problems.add(
            entry.key.diagnostic(
              .seedLabel,
              "the label '\(label)' is already at line \(rows[other].node.location.line)"))
        }
        var layers = model
        if let defaults {
          layers.insert(.init(columns: defaults, number: number, isDefault: true), at: 0)
        }
        layers.append(.init(columns: entry.value, number: number, isDefault: false))
        rows.append(
          SeedRow(
            collection: name, label: label, layers: layers, clock: clock, node: entry.key))
      }
    }
    return rows
  }

  /// `user-{1..50}` stands for fifty labels; any other label for itself.
  private mutating func labels(of key: YAMLNode) -> [(label: String, number: Int?)] {
    let name = key.scalar ?? ""
    guard let open = name.utf8.firstIndex(of: UInt8(ascii: "{")),
      let close = name.utf8.lastIndex(of: UInt8(ascii: "}")), open < close
    else { return [(name, nil)] }
    let bounds = name[name.index(after: open)..<close]
      .split(separator: "..", omittingEmptySubsequences: false).map { Int($0) }
    guard bounds.count == 2, let first = bounds[0], let last = bounds[1], first <= last,
      (first...last).prefix(1_000_001).count <= 1_000_000
    else {
      problems.add(
        key.diagnostic(
          .seedLabel, "a range of labels is written {first..last}, such as user-{1..50}",
          help: "a range counts up, and stands for at most 1,000,000 rows"))
      return []
    }
    return (first...last).map { ("\(name[..<open])\($0)\(name[name.index(after: close)...])", $0) }
  }
}

extension Diagnostic.Code {
  /// A label that is written twice, or that no row has.
  static let seedLabel = Self("seed.label", .invalidFile)
}
