package import SeedbedCore
import SeedbedFormats

extension BackfillPlan {
  /// Refuses fields that look personal where the specification does not say what becomes of them.
  ///
  /// - Returns: whether fields that look so are left over, whose values only the rejects would keep.
  static func checkPersonal(
    _ found: PersonalFields, of specification: BackfillSpecification, in target: CollectionSchema,
    _ problems: inout Diagnostics
  ) -> Bool {
    var read: Set<String> = []
    for mapping in specification.columns {
      let fields: [String] =
        switch mapping.origin {
        case .field(let field): [field]
        case .fields(let fields), .sum(let fields): fields
        case .wholeRecord: found.fields
        case .constant: []
        }
      read.formUnion(fields)
      guard mapping.mask == nil, mapping.keptBecause == nil else { continue }
      let takesNames = target.column(mapping.column)?.type.mayNameSomebody ?? true
      for field in fields {
        guard let evidence = found.evidence(for: field, named: takesNames) else { continue }
        problems.add(
          mapping.node.diagnostic(
            .backfillPersonal, evidence.phrase,
            help: mapping.isTree
              ? "leave it out, or declare 'keep: \"why it may be kept\"' for '\(mapping.column)'"
              : "declare 'mask: \(evidence.kind.mask)' (or \(others(than: evidence.kind.mask))), or "
                + "'keep: \"why it may be kept\"'"))
        break
      }
    }
    checkKey(found, of: specification, &problems)
    return found.fields.contains { field in
      !read.contains { field == $0 || field.hasPrefix("\($0).") }
        && found.evidence(for: field) != nil
    }
  }

  /// The key that pseudonyms are made with; another one makes the mapping another one.
  static func maskKey(
    for specification: inout BackfillSpecification, in environment: [String: String]
  ) throws -> MaskKey? {
    guard specification.makesPseudonyms else { return nil }
    let place =
      specification.columns.first {
        if case .pseudonym = $0.mask { true } else { false }
      }?.node ?? specification.node["key"] ?? specification.node
    guard let text = environment[MaskKey.variable], !text.isEmpty else {
      throw place.diagnostic(
        .backfillMaskKey, "\(MaskKey.variable) is not set, and pseudonyms are made with it",
        help: "set it to a secret text; with the same one the same values get the same pseudonyms")
    }
    guard let key = MaskKey(text) else {
      throw place.diagnostic(
        .backfillMaskKey, "\(MaskKey.variable) is shorter than \(MaskKey.leastLength) bytes",
        help: "a longer one cannot be guessed, such as the output of 'openssl rand -hex 32'")
    }
    specification.checksum = Checksum(of: "\(specification.checksum)\n\(key.fingerprint)")
    return key
  }

  private static func others(than mask: String) -> String {
    let others = Mask.names.filter { $0 != mask && !["email", "ip", "phone"].contains($0) }
    return others.joined(separator: ", ")
  }

  /// A key made of a field is a digest, which whoever knows the values can find out.
  private static func checkKey(
    _ found: PersonalFields, of specification: BackfillSpecification, _ problems: inout Diagnostics
  ) {
    guard case .fields(let fields) = specification.key, !specification.isKeyMasked,
      specification.keyKeptBecause == nil, let node = specification.node["key"]
    else { return }
    for field in fields {
      let mapping = specification.columns.first { mapping in
        if case .field(field) = mapping.origin { true } else { false }
      }
      if mapping?.keptBecause != nil { continue }
      if mapping?.mask != nil {
        problems.add(
          node.diagnostic(
            .backfillPersonal,
            "the key would tell '\(field)', which '\(mapping?.column ?? "")' masks",
            help: "add 'mask: pseudonym' to 'key'"))
      } else if let evidence = found.evidence(for: field) {
        problems.add(
          node.diagnostic(
            .backfillPersonal,
            "the key is made of a field that says who somebody is: "
              + evidence.phrase,
            help: "add 'mask: pseudonym' to 'key', or 'keep: \"why it may be kept\"'"))
      }
    }
  }
}

extension BackfillSpecification.ColumnMapping {
  fileprivate var isTree: Bool {
    switch origin {
    case .wholeRecord, .fields: true
    case .field, .constant, .sum: false
    }
  }
}

extension ColumnType {
  /// Whether a name alone is a reason: a number called emails is a count.
  fileprivate var mayNameSomebody: Bool {
    switch self {
    case .text, .uuid, .json, .bytes: true
    case .id, .int, .bigint, .float, .decimal, .bool, .date, .time, .timestamp, .enumeration: false
    }
  }
}

extension Diagnostic.Code {
  /// A field that says who somebody is, and that the specification neither masks nor keeps.
  package static let backfillPersonal = Self("backfill.personal", .invalidFile)
  /// The key of the masks is missing, or too short.
  package static let backfillMaskKey = Self("backfill.mask-key", .invalidFile)
}
