import SeedbedCore
package import SeedbedFormats
package import SeedbedGolden

/// The calls that were drafted from a document, a collection, an archive or commands.
package struct ImportedCalls: Shown {
  private let draft: GoldenDraft
  private let path: String

  /// `path`: the golden file, which is written if there is any call.
  package init(_ draft: GoldenDraft, in path: String) {
    self.draft = draft
    self.path = path
  }

  package func text(by report: TextReport) -> String {
    let known = draft.known > 0 ? ", \(draft.known) are asked already" : ""
    let summary =
      draft.calls.isEmpty
      ? "nothing to draft\(known)" : "\(draft.calls.count) drafted in \(path)\(known)"
    let remarks = draft.remarks.isEmpty ? [] : ["not drafted, or to be looked at:"]
    return
      (draft.calls.map { "  + \(ShownText.line($0.description))" } + [summary] + remarks
      + draft.remarks.map { "  - \(ShownText.line($0))" }).joined(separator: "\n")
  }

  package var json: JSONValue {
    [
      "version": 1, "file": draft.calls.isEmpty ? .null : .string(path),
      "calls": .strings(draft.calls.map(\.description)), "remarks": .strings(draft.remarks),
      "known": .integer(draft.known),
    ]
  }
}
