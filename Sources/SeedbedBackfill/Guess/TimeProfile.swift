import SeedbedCore
import SeedbedFormats

/// The formats in which all values of a field are times.
struct TimeProfile: Sendable {
  struct Candidate: Sendable {
    /// As a mapping names it.
    let name: String
    let format: TimestampFormat
    var first: Timestamp?
    var last: Timestamp?
    var isFinerThanMicroseconds = false
  }

  private static let names = [
    "iso8601", "iso8601_local", "clf", "rfc2822", "epoch_s", "epoch_ms", "epoch_us", "epoch_ns",
    "%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M:%S %z", "%d.%m.%Y", "%d.%m.%Y %H:%M",
    "%d.%m.%Y %H:%M:%S", "%d/%m/%Y", "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%m/%d/%Y",
    "%m/%d/%Y %H:%M", "%m/%d/%Y %H:%M:%S", "%m/%d/%y %H:%M", "%b %d, %Y %I:%M %p", "%Y%m%d",
    "%Y%m%d%H%M%S", "%a %b %d %H:%M:%S %Y", "%a %b %d %H:%M:%S %z %Y",
  ]

  /// Numbers outside of these are no times: 1990 to 2100.
  private static let plausible = Timestamp(seconds: 631_152_000)...Timestamp(seconds: 4_102_444_800)

  /// Those that fit every value so far, the likeliest first.
  private(set) var candidates: [Candidate] = Self.names.compactMap { name in
    TimestampFormat(named: name).map { Candidate(name: name, format: $0) }
  }

  var isAlive: Bool { !candidates.isEmpty }

  mutating func add(_ text: RawSpan) {
    candidates = candidates.compactMap { candidate in
      guard
        let instant = candidate.format.parse(text, assumingUTC: !candidate.format.holdsZone),
        !candidate.isEpoch || Self.plausible.contains(instant)
      else { return nil }
      var next = candidate
      next.first = min(candidate.first ?? instant, instant)
      next.last = max(candidate.last ?? instant, instant)
      if !instant.isWholeMicroseconds { next.isFinerThanMicroseconds = true }
      return next
    }
  }
}

extension TimeProfile.Candidate {
  /// Whether any number of some size would be a time.
  var isEpoch: Bool {
    switch format {
    case .epochSeconds, .epochMilliseconds, .epochMicroseconds, .epochNanoseconds: true
    case .pattern: !name.contains(" ") && !name.contains(".") && !name.contains("/")
    case .iso8601, .iso8601Local, .clf, .rfc2822: false
    }
  }
}
