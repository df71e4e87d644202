import SeedbedCore
import SeedbedFormats

extension BackfillDocument {
  /// The variant of the combined log that is declared.
  func log(from node: YAMLNode?) -> CombinedLog {
    CombinedLog(
      (node?["base"]?.scalar).flatMap(CombinedLog.Base.init(rawValue:)) ?? .combined,
      before: (node?["before"]?.items ?? []).compactMap(\.scalar),
      after: (node?["after"]?.items ?? []).compactMap(\.scalar))
  }

  /// What is declared of the lines of a syslog; RFC 3164 has no years, so the first one's is.
  mutating func syslog(from node: YAMLNode?, of format: SourceFormat) -> Syslog.Form {
    guard format == .syslog else { return .rfc5424 }
    let year = node?["year"]
    switch node?["rfc"]?.scalar {
    case "5424":
      if let extra = year ?? node?["rollover"] {
        problems.add(
          extra.diagnostic(.backfillSource, "lines of RFC 5424 have their year themselves"))
      }
      return .rfc5424
    case "3164":
      guard let number = (year?.scalar).flatMap({ Int($0) }), (1..<9999).contains(number) else {
        problems.add(
          (year ?? node ?? self.node).diagnostic(
            .backfillSource, "lines of RFC 3164 have no year",
            help: "give the year of the first line, such as 'year: 2015'"))
        return .rfc5424
      }
      return .rfc3164(year: number, rollsOver: node?["rollover"]?.scalar == "next_year")
    default:
      problems.add(
        (self.node["source"] ?? self.node).diagnostic(
          .backfillSource, "'syslog' says which lines there are",
          help: "write 'syslog: {rfc: 3164, year: 2015}' or 'syslog: {rfc: 5424}'"))
      return .rfc5424
    }
  }

  /// What is declared of columns with spaces between them.
  func columns(from node: YAMLNode?) -> BackfillSpecification.Columns {
    BackfillSpecification.Columns(
      names: node?["header"]?.items?.compactMap(\.scalar),
      lastTakesRest: node?["last"]?.scalar == "rest", comment: node?["comment"]?.scalar)
  }
}
