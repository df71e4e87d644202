import SeedbedCore
package import SeedbedFormats
package import SeedbedGolden

extension RecordOutcome: Shown {
  package func text(by report: TextReport) -> String { report.text(of: self) }

  package var json: JSONValue {
    let items = items.map { item -> JSONValue in
      let (result, detail): (String, String?) =
        switch item.result {
        case .unchanged: ("unchanged", nil)
        case .written(let path): ("written", path)
        case .refused(let reason): ("refused", reason.description)
        }
      return [
        "call": .string(item.call.description), "body": .string(item.body),
        "result": .string(result), "detail": .stringOrNull(detail),
        "varying": .strings(item.varying), "matchers": .strings(item.matchers),
        "secrets": .strings(item.secrets),
      ]
    }
    return ["version": 1, "items": .array(items), "remarks": .strings(remarks)]
  }
}

extension TextReport {
  /// What recording did.
  func text(of outcome: RecordOutcome) -> String {
    var lines: [String] = []
    for item in outcome.items {
      switch item.result {
      case .unchanged: continue
      case .written(let path): lines.append("  \(paint.note("+")) \(item.call)  \(path)")
      case .refused(let reason): lines.append("  \(paint.bad("✗")) \(item.call)  \(reason)")
      }
      if !item.varying.isEmpty {
        lines.append(
          "      \(paint.bad("changes at every call")): \(item.varying.joined(separator: ", "))")
        lines.append("      if it may: match: [\(item.matchers.joined(separator: ", "))]")
      }
      if !item.secrets.isEmpty {
        let places = item.secrets.prefix(5).joined(separator: ", ")
        lines.append(
          "      \(paint.bad("holds a secret that was sent")): \(places): let a matcher ignore it, or the "
            + "file is not one to share")
      }
    }
    let unchanged = outcome.items.count { $0.result == .unchanged }
    lines.append(
      "\(Numbers.counted(outcome.writtenCount, "new body")) to review, \(unchanged) unchanged"
        .replacing("bodys", with: "bodies"))
    return (lines + remarks(outcome.remarks)).joined(separator: "\n")
  }
}
