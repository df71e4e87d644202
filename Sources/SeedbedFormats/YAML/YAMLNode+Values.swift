package import SeedbedCore

extension YAMLNode {
  /// Whether the node is a plain, untagged scalar that YAML 1.2's core schema reads as null: empty,
  /// `~`, `null`, `Null` or `NULL`.
  package var isNull: Bool {
    // The longest is "null".
    record.count <= 4 && (plain.map(PlainScalar.isNull) ?? false)
  }

  /// The text of a plain, untagged scalar, nil for others: only such a scalar can be more than text.
  private var plain: String? {
    let record = record
    return record.tag == 0 && record.kind == .scalar && record.style == .plain ? scalar : nil
  }

  /// The text of a scalar that is not null.
  package var text: String? { isNull ? nil : scalar }

  /// The whole number a plain scalar writes.
  package var integer: Int64? {
    plain.flatMap { PlainScalar.looksNumeric($0) ? Int64($0) : nil }
  }

  /// The decimal number a plain scalar writes, exactly.
  package var decimal: ExactDecimal? {
    plain.flatMap { PlainScalar.looksNumeric($0) ? ExactDecimal($0) : nil }
  }

  /// What a plain `true` or `false` says; other spellings are nil.
  package var boolean: Bool? { plain.flatMap { Bool($0) } }

  /// The span of time a scalar writes, such as `800ms` or `-1d`.
  package var duration: Duration? { scalar.flatMap { Duration(written: $0) } }

  /// The instant a scalar writes in ISO 8601, with its zone.
  package var timestamp: Timestamp? {
    scalar.flatMap { TimestampFormat.iso8601.parse($0.utf8Span.span.bytes, assumingUTC: false) }
  }

  /// The share a scalar such as `0.1%` writes, in percent.
  package var percentage: ExactDecimal? {
    guard let text = scalar, text.hasSuffix("%") else { return nil }
    return ExactDecimal(String(text.dropLast()))
  }

  /// What a message calls this node.
  package var kindPhrase: String {
    switch record.kind {
    case .scalar where isNull: "nothing"
    case .scalar: record.count > 40 ? "text" : "'\(scalar ?? "")'"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}
