import SeedbedCore
import SeedbedFormats

extension RecordMapper {
  /// Appends the time or date that a text of a declared format names.
  func append(
    _ text: RawSpan, written format: TimestampFormat, as column: Column, to batch: inout RowBatch
  ) throws(TypingProblem) {
    let (read, isLocal) = try instant(text, written: format, as: column)
    if column.type == .date { return try append(dateOf: read, to: &batch) }
    var instant = read
    if let zone = column.zone, isLocal { instant = try self.instant(of: read, in: zone) }
    guard instant.isWholeMicroseconds || column.truncatesFraction else {
      throw TypingProblem(
        code: "type.timestamp-precision",
        message: "the time is finer than a microsecond; 'fraction: truncate' would cut it")
    }
    guard (0...9999).contains(instant.fields.year) else {
      throw TypingProblem(
        code: "type.range", message: "the time is not within the years 0 to 9999 of UTC")
    }
    batch.append(.timestamp(instant.truncatedToMicroseconds))
  }

  /// What the text names, and whether that is a time without a zone.
  private func instant(
    _ text: RawSpan, written format: TimestampFormat, as column: Column
  ) throws(TypingProblem) -> (Timestamp, isLocal: Bool) {
    if let read = format.parse(text, assumingUTC: column.assumesUTC) {
      return (read, !format.holdsZone)
    }
    // A zone beside a format that has one is for those texts that do not say theirs.
    if column.zone != nil, format == .iso8601, let read = TimestampFormat.iso8601Local.parse(text) {
      return (read, true)
    }
    let shown = text.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    let reason = format.reason(against: shown, assumingUTC: column.assumesUTC)
    throw TypingProblem(
      code: column.type == .date ? "type.date" : "type.timestamp",
      message: "'\(TypingProblem.shown(text))' \(reason.text)",
      messageWithoutValue: "the time \(reason.textWithoutValue)")
  }

  private func append(dateOf read: Timestamp, to batch: inout RowBatch) throws(TypingProblem) {
    guard read.nanoseconds == 0, read.seconds % 86_400 == 0 else {
      throw TypingProblem(
        code: "type.date-time", message: "the date has a time of day, which a date column drops")
    }
    batch.append(text: read.description.utf8.prefix(10))
  }

  private func instant(
    of local: Timestamp, in zone: BackfillSpecification.Zone
  ) throws(TypingProblem) -> Timestamp {
    let (earlier, later): (Timestamp, Timestamp)
    let choice: BackfillSpecification.Zone.Choice
    switch zone.rules.reading(ofLocal: local) {
    case .instant(let instant): return instant
    case .missing(let first, let second):
      (earlier, later, choice) = (first, second, zone.missingHour)
    case .doubled(let first, let second):
      (earlier, later, choice) = (first, second, zone.doubledHour)
    }
    switch choice {
    case .earlier: return earlier
    case .later: return later
    case .reject: throw Self.unclear(zone.rules, local)
    }
  }

  private static func unclear(_ rules: ZoneRules, _ local: Timestamp) -> TypingProblem {
    let shown = local.description.prefix(19).replacing("T", with: " ")
    return switch rules.reading(ofLocal: local) {
    case .missing, .instant:
      TypingProblem(
        code: "time.missing-hour",
        message:
          "there was no \(shown) in \(rules.name), the clock went over it; 'missing_hour' says"
          + " what it means",
        messageWithoutValue: "there was no such time in \(rules.name), the clock went over it")
    case .doubled:
      TypingProblem(
        code: "time.doubled-hour",
        message: "\(shown) came twice in \(rules.name); 'doubled_hour' says which one it is",
        messageWithoutValue: "the time came twice in \(rules.name)")
    }
  }
}
