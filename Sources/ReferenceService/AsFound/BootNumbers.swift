import SeedbedCore

/// Numbers drawn once, when the service starts.
struct BootNumbers: Sendable {
  private let numbers = (0..<12).map { _ in Int64.random(in: 10_000...99_999_999) }

  func journeys(_ query: Query) -> Answer {
    [
      "journeys": .list(
        (0..<4).map { position in
          .object([
            "user_id": .text("visitor-\(numbers[position])"),
            "pages": .integer(numbers[position + 4]),
            "seconds": .integer(numbers[position + 8]),
            "started": .text(query.now.adding(seconds: -numbers[position]).description),
          ])
        })
    ]
  }

  func reach(_ query: Query) -> Answer {
    [
      "opens": .integer(numbers[0]),
      "clicks": .integer(numbers[1]),
      "likes": .integer(numbers[2]),
      "shares": .integer(numbers[3]),
    ]
  }
}
