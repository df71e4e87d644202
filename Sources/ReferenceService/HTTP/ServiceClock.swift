import ArgumentParser
import SeedbedCore

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What "now" means: the real time, or one instant for good.
enum ServiceClock: Sendable {
  case system
  case fixed(Timestamp)

  func now() -> Timestamp {
    switch self {
    case .system: .wallClock
    case .fixed(let instant): instant
    }
  }
}

extension Timestamp {
  /// The real time, to the second.
  static var wallClock: Timestamp {
    Timestamp(seconds: Int64(Date().timeIntervalSince1970))
  }
}

extension ServiceClock: ExpressibleByArgument {
  /// Reads an RFC 3339 instant in UTC without a fraction: `2026-01-15T12:00:00Z`.
  init?(argument: String) {
    let pattern = /(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})Z/
    guard let match = argument.wholeMatch(of: pattern),
      let year = Int(match.1), let month = Int(match.2), let day = Int(match.3),
      let hour = Int(match.4), let minute = Int(match.5), let second = Int(match.6),
      let instant = Timestamp(
        year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    else { return nil }
    self = .fixed(instant)
  }

  var defaultValueDescription: String {
    switch self {
    case .system: "the real time"
    case .fixed(let instant): instant.description
    }
  }
}
