import Foundation
import SeedbedCore
import SeedbedFormats

/// A body that waits for review, beside its golden.
package struct PendingBody: Sendable, Hashable {
  /// The golden, relative to the golden folder.
  package let body: String
  /// The calls, and their cases, whose golden it is.
  package let titles: [String]
  /// Whether there is no golden yet.
  package let isNew: Bool
  /// Where it differs from the golden, as matchers see it.
  package let differences: [Difference]
  /// The new body beside the golden, line by line: `- ` was recorded, `+ ` was answered; without secrets.
  package let lines: [String]

  /// Everything that waits, in alphabetical order.
  ///
  /// `environment`: whose secrets are not shown.
  ///
  /// - Throws: `Diagnostic` when a body cannot be read.
  package static func all(
    of document: GoldenDocument, environment: [String: String] = [:]
  ) throws -> [PendingBody] {
    let redaction = document.redaction(in: environment)
    let noted = try RecordedFile(in: document.folder).secretPlaces
    return try GoldenFiles.pending(in: document.folder).map { body in
      let endpoints = document.endpoints.filter { $0.expectation.body == body }
      let path = "\(document.folder)/\(body)"
      let isNew = !FileManager.default.fileExists(atPath: path)
      let secrets = RecordedSecrets(
        at: noted[body] ?? [], in: (isNew ? [] : [path]) + [path + GoldenFiles.pendingSuffix],
        beside: redaction)
      return PendingBody(
        body: body, titles: endpoints.map(\.title), isNew: isNew,
        differences: isNew
          ? []
          : try differences(from: path, matchers: endpoints.first?.matchers ?? [])
            .map { secrets.hidden(in: $0) },
        lines: try lines(of: path, isNew: isNew, secrets))
    }
  }

  private static func lines(
    of path: String, isNew: Bool, _ secrets: RecordedSecrets
  ) throws -> [String] {
    let new = try secrets.text(ofBodyIn: path + GoldenFiles.pendingSuffix, isJSON: isJSON(path))
    if isNew { return BodyLines.lines(of: new) }
    return BodyLines.lines(
      from: try secrets.text(ofBodyIn: path, isJSON: isJSON(path)), to: new)
  }

  private static func isJSON(_ path: String) -> Bool { path.hasSuffix(".json") }

  private static func differences(
    from path: String, matchers: [Matcher]
  ) throws -> [Difference] {
    let new = "\(path)\(GoldenFiles.pendingSuffix)"
    guard isJSON(path) else {
      let bytes = try FileBytes.read(new)
      let answer = Answer(status: 200, type: nil, body: .bytes(bytes), duration: .zero)
      return ByteDifference.differences(from: try FileBytes.read(path), to: answer).located(
        in: path)
    }
    return Comparison(matchers: matchers, purpose: .variation)
      .differences(from: try JSONReader.read(file: path), to: try JSONReader.read(file: new))
      .located(in: path)
  }
}
