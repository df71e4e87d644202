/// One operation to be asked in one state.
struct Question: Sendable {
  let place: Int
  let endpoint: Endpoint
  /// What is sent; a failure when a value of it is not there.
  let request: Result<Request, ExchangeFailure>
  let times: Int
  /// The same without credentials, where a denial is expected.
  let withoutCredentials: Request?

  /// What one question brought.
  struct Reply: Sendable {
    let place: Int
    let exchanges: [Exchange]
    let withoutCredentials: Exchange?
  }

  /// Asks all of `questions`, `width` at once; each reply is taken as it comes, so that no more than `width` of
  /// them are in memory.
  ///
  /// - Throws: what `take` throws, and `Diagnostic` when the lock of the run was taken over.
  static func ask(
    _ questions: [Question], _ client: ServiceClient, atOnce width: Int,
    _ renewal: LockRenewal?, taking take: (Question, Reply) throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: (Int, Reply).self) { group in
      var next = min(width, questions.count)
      for number in 0..<next {
        group.addTask { (number, try await questions[number].ask(client, renewal)) }
      }
      while let (number, reply) = try await group.next() {
        try take(questions[number], reply)
        guard next < questions.count else { continue }
        let following = next
        group.addTask { (following, try await questions[following].ask(client, renewal)) }
        next += 1
      }
    }
  }

  private func ask(_ client: ServiceClient, _ renewal: LockRenewal?) async throws -> Reply {
    let made: Request
    switch request {
    case .success(let request): made = request
    case .failure(let failure):
      return Reply(place: place, exchanges: [.failure(failure)], withoutCredentials: nil)
    }
    // First, since what the call removes is not there to be denied afterwards.
    var refused: Exchange?
    if let withoutCredentials { refused = await client.ask(withoutCredentials) }
    var exchanges: [Exchange] = []
    for _ in 0..<times {
      let exchange = await client.ask(made)
      exchanges.append(exchange.map { $0.sharing(exchanges.first?.answer) })
      try renewal?.renewIfDue()
      if case .failure(let failure) = exchange, failure.isTimeout { break }
    }
    return Reply(place: place, exchanges: exchanges, withoutCredentials: refused)
  }
}
