import SeedbedCore
import SeedbedFormats

extension VerifyRound {
  /// Asks every call that changes nothing, several at once; those that use what others capture come later.
  mutating func ask(_ client: ServiceClient, in state: VerifyState, times: Int) async throws {
    try await watchWrites { try await $0.askWaves(client, in: state, times: times) }
  }

  private mutating func askWaves(
    _ client: ServiceClient, in state: VerifyState, times: Int
  ) async throws {
    let waves = order.waves.map { $0.filter { withheld[$0] == nil } }
    let count = waves.reduce(0) { $0 + $1.count }
    if count > 0 { verification.settings.progress?(.asking(state, operations: count)) }
    for wave in waves {
      // So many that waiting for the last of them costs nothing, and their answers have room in memory.
      let size = (endsRun == nil ? 64 : 1) * verification.settings.concurrency
      for start in stride(from: 0, to: wave.count, by: size) {
        guard !isCutShort, !Task.isCancelled else { return }
        let places = Array(wave[start..<min(start + size, wave.count)])
        try await ask(
          places, client, in: state, times: times, atOnce: verification.settings.concurrency)
        if let endsRun, state == .first {
          isCutShort = try places.contains {
            endsRun(endpoints[$0], try evidence.evidence(of: $0), labels)
          }
        }
      }
    }
  }

  /// Asks every call that changes data, one by one, each followed by the calls that come after it.
  ///
  /// Where the rows can be restored they are, after each, and in state A each is called as often as any other call.
  mutating func askEffects(_ client: ServiceClient, in state: VerifyState) async throws {
    let times = database != nil && state == .first ? verification.settings.repeats : 1
    let chains = order.chains.map { $0.filter { withheld[$0] == nil } }.filter { !$0.isEmpty }
    for chain in chains where !isCutShort {
      for time in 0..<times {
        try Task.checkCancellation()
        otherWrites.before = nil
        for place in chain {
          let isMeasured = state == .first && endpoints[place].changes != nil
          let before = isMeasured ? try database?.data() : nil
          try await ask([place], client, in: state, times: 1, atOnce: 1, isFurther: time > 0)
          if let before, let after = try database?.data(within: .grown) {
            try note(DataChange.changes(from: before, to: after), of: place)
          }
        }
        switch state {
        case .first, .returned: try database?.restore()
        case .restarted, .oneMore, .others, .other, .changed, .changedAgain, .changedMore,
          .changedMost, .empty, .large:
          break
        }
      }
    }
  }

  private func note(_ changes: [DataChange], of place: Int) throws {
    guard let expected = endpoints[place].changes else { return }
    evidence.keep(
      changeProblems: try DataChange.problems(changes, expected: expected, inputs), of: place)
  }

  private mutating func ask(
    _ places: [Int], _ client: ServiceClient, in state: VerifyState, times: Int, atOnce width: Int,
    isFurther: Bool = false
  ) async throws {
    let questions = places.map { question($0, in: state, times: times, isFurther: isFurther) }
    for question in questions { hide(inputs.secrets(of: question.endpoint.request)) }
    let isShown = state == .first && !isFurther
    let shown = isShown ? Dictionary(places.map { ($0, self.shown(endpoints[$0])) }) { $1 } : [:]
    let (evidence, variables) = (evidence, inputs.variables)
    var failed: [Question.Reply] = []
    var captured: [Int: [(name: String, value: JSONValue)]] = [:]
    var secrets: [String] = []
    try await Question.ask(
      questions, client, atOnce: width, renewal
    ) { question, reply in
      if reply.exchanges.contains(where: { $0.answer == nil }) {
        failed.append(reply)
      } else {
        try evidence.keep(reply.exchanges, of: reply.place, in: state, isFurther: isFurther)
      }
      if let refused = reply.withoutCredentials {
        try evidence.keep(withoutCredentials: refused, of: reply.place)
      }
      if let request = shown[reply.place] ?? nil {
        let curl = CurlCommand.text(of: request, base: client.baseURL, values: variables)
        evidence.keep(.init(line: SecretMark.line(request.line), curl: curl), of: reply.place)
      }
      secrets += reply.secretCookies
      captured[reply.place] = question.captured(from: reply)
      verification.settings.progress?(.asked(question.endpoint.call, state))
    }
    hide(secrets)
    // A request that failed may have ended the service; the system takes a moment to say so.
    let ending = failed.isEmpty ? nil : await service.ending(within: .milliseconds(200))
    for reply in failed {
      try evidence.keep(
        reply.exchanges.map { $0.explained(by: ending) }, of: reply.place, in: state,
        isFurther: isFurther)
    }
    for place in places {
      for capture in captured[place] ?? [] { inputs.capture(capture.value, as: capture.name) }
    }
  }

  private func question(
    _ place: Int, in state: VerifyState, times: Int, isFurther: Bool
  ) -> Question {
    let endpoint = endpoints[place]
    let isRefused = state == .first && endpoint.role != nil && !isFurther
    return Question(
      place: place, endpoint: endpoint,
      request: request(endpoint),
      times: times,
      withoutCredentials: isRefused ? try? request(endpoint, credentials: []).get() : nil)
  }

  private func request(_ endpoint: Endpoint) -> Result<Request, ExchangeFailure> {
    do {
      return request(endpoint, credentials: try credentials?.headers(for: endpoint) ?? [])
    } catch {
      return .failure(error)
    }
  }

  private func request(
    _ endpoint: Endpoint, credentials: [Request.Header]
  ) -> Result<Request, ExchangeFailure> {
    do {
      var request = try Request(
        endpoint.call, endpoint.request, credentials: credentials, inputs: inputs,
        folder: verification.document.folder, isJSON: endpoint.expectation.isJSON)
      request.watched = endpoint.expectation.headers.map { $0.name.lowercased() }
      return .success(request)
    } catch {
      let message = (error as? Diagnostic)?.message ?? String(describing: error)
      return .failure(
        ExchangeFailure(message: "it cannot be asked: \(message)", isUnmeasured: true))
    }
  }

  /// The request with marks in the place of its secrets; nil where it cannot be made.
  private func shown(_ endpoint: Endpoint) -> Request? {
    let headers = try? credentials?.headers(for: endpoint, isShown: true)
    return try? Request(
      endpoint.call, endpoint.request, credentials: headers ?? [], inputs: inputs.shown,
      folder: verification.document.folder, isJSON: endpoint.expectation.isJSON)
  }
}

extension Question {
  /// What later calls take from the answer.
  fileprivate func captured(from reply: Reply) -> [(name: String, value: JSONValue)] {
    guard !endpoint.captures.isEmpty, let value = reply.exchanges.first?.answer?.value else {
      return []
    }
    return endpoint.captures.compactMap { capture in
      capture.path.nodes(in: value).first.map { (capture.name, $0.value) }
    }
  }
}

extension Question.Reply {
  /// Cookies whose names say that they are secret are what a service gives only to whom it knows.
  fileprivate var secretCookies: [String] {
    exchanges.flatMap { $0.answer?.cookies ?? [] }.compactMap { cookie in
      let parts = cookie.split(separator: "=", maxSplits: 1).map(String.init)
      return parts.count == 2 && SecretName.isSecret(field: parts[0]) ? parts[1] : nil
    }
  }
}
