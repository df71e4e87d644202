package import SeedbedCore
import SeedbedFormats

extension Verification {
  /// Asks every endpoint that names a body, and writes `BODY.new` where the golden is missing or
  /// differs; the golden itself changes only by `GoldenFiles.accept`.
  ///
  /// `isCI`: whether this is a run in CI, where no golden is ever written.
  ///
  /// - Throws: as `run`, and `Diagnostic` in CI.
  package func record(isCI: Bool) async throws -> RecordOutcome {
    if isCI {
      throw Diagnostic(
        .recordInCI, "goldens are not recorded in CI",
        help: "record where a person can review them, and commit what was accepted")
    }
    // Calls without a body are asked too, since others may use what they capture.
    let endpoints = try selected()
    var round = try VerifyRound(self, endpoints)
    round.readsData = true
    do {
      try await round.run(states: .first)
    } catch {
      throw round.redaction(error)
    }
    let items = try endpoints.enumerated().filter { $1.expectation.body != nil }
      .map { place, endpoint in
        if let why = round.withheld[place] { return Self.notCalled(endpoint, because: why) }
        return try recorded(
          endpoint, round.evidence.evidence(of: place), round.labels, round.redaction)
      }
    try note(items, round.data)
    return RecordOutcome(
      items: items, problem: round.notRestored.map { round.redaction($0) },
      remarks: round.allRemarks.map { round.redaction($0) })
  }

  private static func notCalled(
    _ endpoint: Endpoint, because why: String
  ) -> RecordOutcome.Item {
    RecordOutcome.Item(
      call: endpoint.call, body: endpoint.expectation.body ?? "", result: .refused(.notCalled(why)),
      varying: [], matchers: [])
  }

  /// Keeps what was in the database beside the bodies that wait, and where secrets stand in these.
  private func note(_ items: [RecordOutcome.Item], _ data: RecordedData?) throws {
    var file = try RecordedFile(in: document.folder)
    for item in items {
      guard case .written(let path) = item.result else { continue }
      file.note(secretPlaces: item.secretPlaces, in: item.body)
      guard var data else { continue }
      data.body = RecordedData.checksum(of: try FileBytes.read(path))
      file.wait(item.body, data)
    }
    try file.write()
  }

  private func recorded(
    _ endpoint: Endpoint, _ evidence: Evidence, _ labels: RowLabels, _ redaction: Redaction
  ) throws -> RecordOutcome.Item {
    let body = endpoint.expectation.body ?? ""
    let golden = (try? Golden.read(for: endpoint, in: document.folder)) ?? .missing(body)
    let judgement = Judgement(
      of: JudgedOperation(
        endpoint: endpoint, role: endpoint.role.flatMap(document.role), golden: golden,
        evidence: evidence, labels: labels))
    let varying = judgement.reasons.first { $0.kind == .variation }?.paths ?? []
    let bytes = evidence.first.first?.answer.flatMap {
      GoldenBody.bytes(
        of: $0, matchers: endpoint.matchers, labels: labels, reads: endpoint.reads,
        isJSON: endpoint.expectation.isJSON)
    }
    let result = try result(body, judgement: judgement, bytes: bytes)
    let isWritten = if case .written = result { true } else { false }
    let secrets = isWritten ? bytes.map { Self.secrets(in: $0, redaction) } ?? [] : []
    return redaction(
      RecordOutcome.Item(
        call: endpoint.call, body: body, result: result, varying: varying,
        matchers: varying.map { Self.matcher(for: $0, in: evidence.first.first?.answer?.value) },
        secrets: secrets.map(\.pathText),
        secretPlaces: secrets.map { path in
          Array(path.prefix { redaction($0.description) == $0.description }).pathText
        }))
  }

  /// The paths of the leaves of a body that hold a secret; of one that is not JSON the whole.
  private static func secrets(
    in body: [UInt8], _ redaction: Redaction
  ) -> [[JSONPathComponent]] {
    guard let value = try? JSONReader.read(bytes: body, named: "a body") else {
      let text = String(decoding: body, as: UTF8.self)
      return redaction(text) == text ? [] : [[]]
    }
    return JSONLeaf.leaves(of: value).filter {
      redaction($0.value) != $0.value || redaction($0.path.pathText) != $0.path.pathText
    }
    .map(\.path)
  }

  /// The matcher that lets a leaf vary: of the form its value has, if that has one.
  private static func matcher(for leaf: String, in answer: JSONValue?) -> String {
    let value = (try? JSONPath(leaf)).flatMap { path in answer.flatMap { path.nodes(in: $0).first }
    }
    let rule =
      switch value?.value {
      case let value? where Form.isTime(value): "is: iso8601"
      case let value? where Form.isUUID(value): "is: uuid"
      case .some, nil: "ignore: WHY"
      }
    return "{path: \(YAMLText.quoted(leaf)), \(rule)}"
  }

  private func result(
    _ body: String, judgement: Judgement, bytes: [UInt8]?
  ) throws -> RecordOutcome.Result {
    if let reason = judgement.reasons.first(where: { $0.kind == .noAnswer }) {
      return .refused(reason)
    }
    guard let bytes else { return .refused(.notJSON("it is empty")) }
    guard judgement.reasons.contains(where: { [.goldenMissing, .difference].contains($0.kind) })
    else {
      GoldenFiles.removePending(for: body, in: document.folder)
      return .unchanged
    }
    return .written(try GoldenFiles.write(bytes, for: body, in: document.folder))
  }
}

extension Diagnostic.Code {
  /// Recording where no person reviews it.
  package static let recordInCI = Self("golden.record-in-ci", .usage)
}
