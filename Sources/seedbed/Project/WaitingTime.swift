import ArgumentParser

/// A length of time as a person writes it: `90`, `90s`, `5min`, `500ms`, `1h`.
struct WaitingTime: ExpressibleByArgument {
  let duration: Duration

  init?(argument: String) {
    guard let match = argument.wholeMatch(of: /(\d{1,9})(ms|s|min|h)?/),
      let number = Int64(match.output.1)
    else { return nil }
    duration =
      switch match.output.2 {
      case "ms": .milliseconds(number)
      case "min": .seconds(number * 60)
      case "h": .seconds(number * 3600)
      default: .seconds(number)
      }
  }

  static var defaultCompletionKind: CompletionKind { .list(["60s", "5min"]) }
}
