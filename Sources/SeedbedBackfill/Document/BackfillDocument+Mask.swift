import SeedbedCore
import SeedbedFormats

extension BackfillDocument {
  /// The mask of a mapping; nil where it has none, or none that works.
  mutating func mask(from node: YAMLNode) -> Mask? {
    let name = node["mask"]?.scalar
    if let domain = node["domain"], name != "pseudonym" {
      problems.add(domain.diagnostic(.backfillMapping, "'domain' goes with 'mask: pseudonym'"))
    }
    if let width = node["width"], name != "bucket" {
      problems.add(width.diagnostic(.backfillMapping, "'width' goes with 'mask: bucket'"))
    }
    guard let name, let place = node["mask"] else { return nil }
    switch name {
    case "pseudonym":
      if let domain = node["domain"]?.scalar, !domain.isEmpty { return .pseudonym(domain: domain) }
      problems.add(
        place.diagnostic(
          .backfillMapping,
          "a pseudonym has a 'domain', so that the same value is the same everywhere",
          help: "such as 'domain: email'; what is joined has the same domain"))
      return nil
    case "email": return .email
    case "ip": return .ip
    case "phone": return .phone
    case "redact": return .redact
    default: return bucket(from: node, at: place)
    }
  }

  private mutating func bucket(from node: YAMLNode, at place: YAMLNode) -> Mask? {
    guard let text = node["width"]?.scalar else {
      problems.add(
        place.diagnostic(
          .backfillMapping, "a bucket has a 'width'",
          help: "a number such as 10 for numbers; hour, day, month or year for times"))
      return nil
    }
    if let span = Mask.Span(rawValue: text) { return .timeBucket(span) }
    return .numberBucket(width: ExactDecimal(text) ?? ExactDecimal(unscaled: 0, scale: 0))
  }

  /// Why something that is otherwise refused is let through.
  mutating func reason(_ key: String, of node: YAMLNode) -> String? {
    guard let place = node[key] else { return nil }
    let reason = place.scalar ?? ""
    if reason.allSatisfy(\.isWhitespace) {
      problems.add(place.diagnostic(.backfillMapping, "'\(key)' says why"))
      return nil
    }
    return reason
  }
}
