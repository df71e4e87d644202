import SeedbedCore
import SeedbedFormats

extension BackfillDocument {
  /// How one column is filled, as the file says it.
  mutating func mapping(of entry: YAMLEntry) -> BackfillSpecification.ColumnMapping? {
    let node = entry.value
    let origin: BackfillSpecification.ColumnMapping.Origin
    switch (node["from"]?.scalar, node["value"]?.scalar, node["json"], node["sum"]?.items) {
    case (let field?, nil, nil, nil): origin = .field(field)
    case (nil, let text?, nil, nil): origin = .constant(text)
    case (nil, nil, let json?, nil):
      origin = json.items.map { .fields($0.compactMap(\.scalar)) } ?? .wholeRecord
    case (nil, nil, nil, let fields?): origin = .sum(fields.compactMap(\.scalar))
    default:
      problems.add(
        entry.key.diagnostic(
          .backfillMapping, "'\(entry.name)' has one of from, value, json and sum"))
      return nil
    }
    if case .field = origin {} else { refuseChanges(of: entry) }
    require("format", for: ["fraction", "zone"], of: entry, "it is of a time")
    require("zone", for: ["missing_hour", "doubled_hour"], of: entry, "a zone has such hours")
    require("words", for: ["other_words"], of: entry, "there are no others")
    var mapping = BackfillSpecification.ColumnMapping(
      column: entry.name, origin: origin, node: entry.key)
    mapping.format = node["format"].flatMap { timeFormat(from: $0) }
    mapping.zone = zone(of: mapping, from: node)
    mapping.truncatesFraction = node["fraction"]?.scalar == "truncate"
    mapping.isWrittenAsText = node["written_as"] != nil
    mapping.isOptional = node["optional"]?.scalar == "true"
    mapping.nullTexts = (node["null_if"]?.items ?? []).compactMap(\.scalar)
    let words = (node["words"]?.entries ?? []).map { ($0.name, $0.value.scalar ?? "") }
    mapping.words = Dictionary(words) { first, _ in first }
    mapping.refusesOtherWords = node["other_words"]?.scalar == "reject"
    mapping.marks = marks(from: node)
    mapping.rounds = node["rounding"] != nil
    mapping.money = money(from: node)
    mapping.mask = mask(from: node)
    mapping.keptBecause = reason("keep", of: node)
    if mapping.mask != nil, let place = node["keep"] {
      problems.add(
        place.diagnostic(.backfillMapping, "'\(entry.name)' is masked, so nothing is kept"))
    }
    (mapping.least, mapping.greatest) = (node["min"], node["max"])
    mapping.defaultText = node["default"]?.scalar
    return mapping
  }

  /// What changes or bounds a field's text has nothing to do where no field is read.
  private mutating func refuseChanges(of entry: YAMLEntry) {
    for name in BackfillShape.fieldKeys {
      guard let node = entry.value[name] else { continue }
      problems.add(
        node.diagnostic(
          .backfillMapping, "'\(name)' goes with 'from', and '\(entry.name)' has none"))
    }
  }

  /// Keys that mean nothing without another one.
  private mutating func require(
    _ needed: String, for names: [String], of entry: YAMLEntry, _ why: String
  ) {
    guard entry.value[needed] == nil else { return }
    for name in names {
      guard let node = entry.value[name] else { continue }
      problems.add(
        node.diagnostic(
          .backfillMapping, "'\(name)' goes with '\(needed)', and '\(entry.name)' has none",
          help: why))
    }
  }

  private mutating func zone(
    of mapping: BackfillSpecification.ColumnMapping, from node: YAMLNode
  ) -> BackfillSpecification.Zone? {
    guard let place = node["zone"], let format = mapping.format else { return nil }
    let name = place.scalar ?? ""
    guard let rules = ZoneRules(name) else {
      problems.add(
        place.diagnostic(
          .backfillMapping,
          "there is no time zone '\(name)'\(Suggestion.phrase(for: name, among: ZoneRules.names))",
          help: "zones have the names of the IANA database, such as Europe/Berlin, or UTC"))
      return nil
    }
    if format.holdsZone, format != .iso8601 {
      problems.add(
        place.diagnostic(
          .backfillMapping, "'zone' is for times that do not say theirs, and this format has it",
          help: "leave 'zone' out, or take a format without a zone, such as iso8601_local"))
    }
    var zone = BackfillSpecification.Zone(rules: rules)
    zone.missingHour = choice(node["missing_hour"])
    zone.doubledHour = choice(node["doubled_hour"])
    return zone
  }

  private func choice(_ node: YAMLNode?) -> BackfillSpecification.Zone.Choice {
    (node?.scalar).flatMap(BackfillSpecification.Zone.Choice.init(rawValue:)) ?? .reject
  }

  private mutating func marks(from node: YAMLNode) -> NumberMarks? {
    let (point, group) = (node["decimal_mark"], node["group_mark"])
    guard let place = point ?? group else { return nil }
    let (pointText, groupText) = (point?.scalar ?? ".", group?.scalar ?? "")
    for text in [pointText, groupText]
    where text.count > 1 || text.contains(where: { "0123456789+-".contains($0) }) {
      problems.add(
        place.diagnostic(.backfillMapping, "a mark in a number is one character and no digit"))
      return nil
    }
    if pointText == groupText || pointText.isEmpty {
      problems.add(
        place.diagnostic(
          .backfillMapping, "the mark before a fraction is not the one between groups",
          help: "such as 'decimal_mark: \",\", group_mark: \".\"'"))
      return nil
    }
    return NumberMarks(point: pointText, group: groupText)
  }

  private mutating func money(from node: YAMLNode) -> BackfillSpecification.Money? {
    let unit = (node["unit"]?.scalar).flatMap(BackfillSpecification.Money.Unit.init(rawValue:))
    switch (node["currency"], node["currency_from"]) {
    case (let place?, nil):
      guard let currency = Currency(place.scalar ?? "") else {
        problems.add(
          place.diagnostic(
            .backfillMapping, "there is no currency '\(place.scalar ?? "")' in ISO 4217"))
        return nil
      }
      return .init(unit: unit ?? .major, currency: .fixed(currency))
    case (nil, let place?):
      return .init(unit: unit ?? .major, currency: .field(place.scalar ?? ""))
    case (nil, nil):
      if let place = node["unit"] {
        problems.add(
          place.diagnostic(
            .backfillMapping, "how many minor units there are depends on the currency",
            help: "add 'currency: EUR', or 'currency_from: FIELD'"))
      }
      return nil
    case (.some, let place?):
      problems.add(
        place.diagnostic(.backfillMapping, "the currency is said by currency or currency_from"))
      return nil
    }
  }
}
