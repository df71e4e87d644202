/// Why no answer came.
struct ExchangeFailure: Error, Hashable {
  let message: String
  /// Whether asking again cannot help: the answer would come from somebody who is not trusted.
  var isLasting = false
  /// Whether nothing was asked, through no fault of the operation: its login failed, or a value is not there.
  var isUnmeasured = false
  /// Whether the time ran out, so that asking again at once only costs as much time again.
  var isTimeout = false
}

/// A request and what came of it.
typealias Exchange = Result<Answer, ExchangeFailure>

extension Exchange {
  /// The answer, or nil when none came.
  var answer: Answer? { try? get() }

  /// The same exchange; when it failed and the service has ended, the failure says so.
  func explained(by ending: String?) -> Exchange {
    guard let ending else { return self }
    return mapError { failure in
      if failure.isUnmeasured { return failure }
      return ExchangeFailure(message: "\(failure.message); the service \(ending)")
    }
  }

  /// Why no answer came, or nil.
  var failure: String? {
    switch self {
    case .success: nil
    case .failure(let failure): failure.message
    }
  }
}
