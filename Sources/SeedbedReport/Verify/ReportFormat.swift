import SeedbedCore
import SeedbedFormats
package import SeedbedGolden

/// The formats a verification can be written in, beside the console.
package enum ReportFormat: String, Sendable, Hashable, CaseIterable {
  case junit
  case markdown
  case badge
  case tap
  case json

  /// The whole file; the same outcome gives the same bytes, times aside.
  package func text(of outcome: VerifyOutcome) -> String {
    switch self {
    case .junit: JUnitReport.text(of: outcome)
    case .markdown: MarkdownReport.text(of: outcome)
    case .badge: BadgeReport.text(of: outcome)
    case .tap: TAPReport.text(of: outcome)
    case .json: ShownText.lines(JSONWriter.text(outcome.json, pretty: true))
    }
  }
}

/// A badge's text and colour, as shields.io reads them from an endpoint.
enum BadgeReport {
  static func text(of outcome: VerifyOutcome) -> String {
    let share = outcome.provedReal ?? outcome.operational
    // What is not proved stands in the badge, and keeps it from being bright.
    let doubt = outcome.provedReal == nil && outcome.notProved > 0
    let color =
      doubt && share.permille >= 800
      ? "yellow" : share.permille == 1000 ? "brightgreen" : share.permille >= 800 ? "yellow" : "red"
    return JSONWriter.text(
      [
        "schemaVersion": 1,
        "label": .string(outcome.provedReal == nil ? "operational" : "proved real"),
        "message": .string("\(share)\(doubt ? ", not proved" : "")"), "color": .string(color),
      ], pretty: true)
  }
}

/// The Test Anything Protocol, version 14: a line an operation.
enum TAPReport {
  static func text(of outcome: VerifyOutcome) -> String {
    var lines = ["TAP version 14", "1..\(outcome.operations.count)"]
    for (place, operation) in outcome.operations.enumerated() {
      let title = TAPText.description(operation.title)
      let name = "\(place + 1) - \(title) (\(operation.level.name))"
      guard operation.wasTested else {
        let why =
          operation.reasons == [.notTested]
          ? "left out of the run" : operation.reasons.map(\.description).joined(separator: "; ")
        lines.append("ok \(name) # SKIP \(why.replacing("\n", with: " "))")
        continue
      }
      lines.append("\(operation.isOperational ? "ok" : "not ok") \(name)")
      lines += operation.reasons.map { TAPText.comment($0.description) }
    }
    lines += outcome.remarks.map { TAPText.comment($0) }
    return lines.joined(separator: "\n") + "\n"
  }
}
