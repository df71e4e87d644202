import SeedbedCore
import SeedbedFormats

/// Reads one backfill file.
struct BackfillDocument {
  let node: YAMLNode
  var problems = Diagnostics()

  private init(node: YAMLNode) {
    self.node = node
  }

  /// - Throws: `Diagnostics` with everything that is wrong in the file.
  static func specification(from node: YAMLNode, file: String) throws -> BackfillSpecification {
    let node = try completed(node)
    try BackfillShape.document.check(node)
    var document = BackfillDocument(node: node)
    let specification = document.specification(file: file)
    try document.problems.throwIfAny()
    return specification
  }

  private mutating func specification(file: String) -> BackfillSpecification {
    let source = source()
    let checks = (node["check"]?.items ?? []).compactMap { check(from: $0) }
    return BackfillSpecification(
      name: node["backfill"]?.scalar ?? "", about: node["about"]?.scalar,
      target: node["target"]?.scalar ?? "", file: file, checksum: checksum(),
      source: source, key: key(), replaces: node["on_conflict"]?.scalar == "replace",
      isKeyMasked: node["key"]?["mask"] != nil,
      keyKeptBecause: node["key"].flatMap { reason("keep", of: $0) },
      columns: (node["map"]?.entries ?? []).compactMap { mapping(of: $0) },
      unmapped: unmapped(in: source.format),
      filters: (node["filter"]?.items ?? []).flatMap { filters(from: $0) },
      rejectLimit: rejectLimit(), checks: checks, node: node)
  }

  /// Of what decides what a record becomes, which no check does.
  private func checksum() -> Checksum {
    var deciding = ["target", "key", "map", "filter"].map { node[$0]?.canonical() ?? "" }
    deciding.append(
      (node["source"]?.entries ?? []).filter { $0.name != "files" }
        .map { "\($0.name)=\($0.value.canonical())" }.sorted().joined(separator: ";"))
    if let conflict = node["on_conflict"] { deciding.append("on_conflict=\(conflict.canonical())") }
    // Where summed columns once stood: a mapping without any keeps the checksum that databases hold.
    deciding.append("")
    return Checksum(of: deciding.joined(separator: "\n"))
  }

  private mutating func unmapped(in format: SourceFormat) -> BackfillSpecification.Unmapped {
    let word = (node["unmapped"]?.scalar).flatMap(BackfillSpecification.Unmapped.init(rawValue:))
    if word == .reject, format.hasTrees, let place = node["unmapped"] {
      problems.add(
        place.diagnostic(
          .backfillMapping,
          "records of \(format.rawValue) have no fixed fields, so none can be found unmapped",
          help: "leave 'unmapped' out, or keep what is left with 'json: \"*\"'"))
    }
    return word ?? .report
  }

  private mutating func rejectLimit() -> BackfillSpecification.RejectLimit {
    let most = node["rejects"]?["max"]
    let ratio = node["rejects"]?["max_ratio"]
    let limit = BackfillSpecification.RejectLimit(
      most: most.flatMap { Int($0.scalar ?? "") }, ratio: ratio?.percentage,
      rawKeptBecause: node["rejects"].flatMap { reason("keep_raw", of: $0) })
    if let most, (limit.most ?? 0) < 0 {
      problems.add(most.diagnostic(.backfillRejectLimit, "'max' is 0 or more"))
    }
    if let ratio, (limit.ratio?.unscaled ?? 0) < 0 {
      problems.add(ratio.diagnostic(.backfillRejectLimit, "'max_ratio' is 0% or more"))
    }
    return limit
  }

  /// The time format a node names; nil, and a problem, when there is none.
  mutating func timeFormat(from node: YAMLNode) -> TimestampFormat? {
    if let format = TimestampFormat(named: node.scalar ?? "") { return format }
    problems.add(
      node.diagnostic(
        .backfillFormat, "'\(node.scalar ?? "")' is no time format",
        help: """
          formats: \(TimestampFormat.names.joined(separator: ", ")), or a pattern such as \
          %Y-%m-%d %H:%M:%S
          """))
    return nil
  }

  private mutating func key() -> BackfillSpecification.Key {
    guard let key = node["key"] else { return .mapped }
    let fields = (key["fields"]?.items ?? []).compactMap(\.scalar)
    switch (key["source_position"]?.boolean ?? false, fields.isEmpty) {
    case (true, true): return .sourcePosition
    case (false, false): return .fields(fields)
    case (true, false), (false, true):
      problems.add(
        key.diagnostic(.backfillKey, "a key is source_position: true, or a list of fields"))
      return .mapped
    }
  }

  private mutating func filters(from node: YAMLNode) -> [BackfillSpecification.Filter] {
    let filters = [("drop_if", true), ("keep_if", false)].compactMap { key, drops in
      (node[key]?.entries).map { conditions in
        BackfillSpecification.Filter(
          name: node["name"]?.scalar ?? "", drops: drops,
          conditions: conditions.map { entry in
            (
              entry.name,
              entry.value.items?.compactMap(\.scalar) ?? [entry.value.scalar].compactMap { $0 }
            )
          }, node: node)
      }
    }
    if filters.isEmpty || filters.contains(where: \.conditions.isEmpty) {
      problems.add(
        node.diagnostic(
          .backfillFilter, "a filter has columns and texts under drop_if or keep_if",
          help: "such as 'drop_if: {page: /healthz}'"))
    }
    return filters
  }

  private mutating func check(from node: YAMLNode) -> BackfillSpecification.Check? {
    guard let expected = node["equals"].flatMap({ ExactDecimal($0.scalar ?? "") }) else {
      problems.add(node.diagnostic(.backfillCheck, "'equals' is a number"))
      return nil
    }
    switch (node["count"]?.scalar, node["sum"]?.scalar) {
    case (let counter?, nil):
      return .init(subject: .counter(counter), expected: expected, node: node)
    case (nil, let column?): return .init(subject: .sum(column), expected: expected, node: node)
    case (nil, nil), (.some, .some):
      problems.add(node.diagnostic(.backfillCheck, "a check has one of count and sum"))
      return nil
    }
  }
}

extension Diagnostic.Code {
  /// A source that cannot be read as described.
  static let backfillSource = Self("backfill.source", .invalidFile)
  /// A key that is not said, or said twice.
  static let backfillKey = Self("backfill.key", .invalidFile)
  /// A mapping that cannot work.
  static let backfillMapping = Self("backfill.mapping", .invalidFile)
  /// A time format that is not known.
  static let backfillFormat = Self("backfill.format", .invalidFile)
  /// A check that cannot be made.
  static let backfillCheck = Self("backfill.check", .invalidFile)
  /// A filter without a condition.
  static let backfillFilter = Self("backfill.filter", .invalidFile)
  /// A limit of rejects that is no limit.
  static let backfillRejectLimit = Self("backfill.reject-limit", .invalidFile)
}
