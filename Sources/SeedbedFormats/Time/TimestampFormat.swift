package import SeedbedCore

/// How a source writes instants.
package enum TimestampFormat: Sendable, Hashable {
  /// RFC 3339 and its ISO 8601 relatives, with a zone: `2026-01-15T12:00:00Z`, `2026-01-15 13:00+01`.
  case iso8601
  /// The same without a zone, taken as UTC; a date alone is its midnight.
  case iso8601Local
  /// The web server's `17/May/2015:10:05:03 +0000`, in brackets or not.
  case clf
  /// Seconds since 1970, with a fraction or not.
  case epochSeconds
  case epochMilliseconds
  case epochMicroseconds
  case epochNanoseconds
  /// `Fri, 15 May 2015 10:05:03 +0000`.
  case rfc2822
  /// The directives of `strptime`: `%Y %m %d %e %H %I %p %M %S %f %z %y %b %B %a %A %j %T %D %F %R %s %n %t %%`.
  case pattern(String)

  /// Reads the name a mapping gives: a word of `names`, or a pattern, which holds a `%`.
  ///
  /// - Returns: nil for any other word, and for a pattern with a directive that is not supported.
  package init?(named name: String) {
    switch name {
    case "iso8601": self = .iso8601
    case "iso8601_local": self = .iso8601Local
    case "clf": self = .clf
    case "epoch_s": self = .epochSeconds
    case "epoch_ms": self = .epochMilliseconds
    case "epoch_us": self = .epochMicroseconds
    case "epoch_ns": self = .epochNanoseconds
    case "rfc2822": self = .rfc2822
    default:
      guard name.contains("%"), TimePattern.isSupported(name) else { return nil }
      self = .pattern(name)
    }
  }

  /// The words `init(named:)` takes besides patterns.
  package static let names = [
    "iso8601", "iso8601_local", "clf", "epoch_s", "epoch_ms", "epoch_us", "epoch_ns", "rfc2822",
  ]

  /// Whether texts of this format say their zone themselves, or count from an instant.
  package var holdsZone: Bool {
    switch self {
    case .iso8601, .clf, .rfc2822: true
    case .epochSeconds, .epochMilliseconds, .epochMicroseconds, .epochNanoseconds: true
    case .iso8601Local: false
    case .pattern(let pattern): TimePattern.holdsZone(pattern)
    }
  }

  /// The instant, exact to the nanosecond; nil when the text is of another form or names no real instant.
  ///
  /// `assumingUTC`: take a text without a zone as UTC, where the format leaves that open.
  package func parse(_ text: RawSpan, assumingUTC: Bool = false) -> Timestamp? {
    var cursor = TimeCursor()
    let instant: Timestamp?
    switch self {
    case .iso8601: instant = cursor.iso8601(in: text, zone: assumingUTC ? .optional : .required)
    case .iso8601Local: instant = cursor.iso8601(in: text, zone: .absent)
    case .clf: instant = cursor.clf(in: text)
    case .epochSeconds: return TimeEpoch.instant(text, digits: 0)
    case .epochMilliseconds: return TimeEpoch.instant(text, digits: 3)
    case .epochMicroseconds: return TimeEpoch.instant(text, digits: 6)
    case .epochNanoseconds: return TimeEpoch.instant(text, digits: 9)
    case .rfc2822: instant = cursor.rfc2822(in: text)
    case .pattern(let pattern):
      instant = TimePattern.parse(text, pattern, assumingUTC: assumingUTC, &cursor)
    }
    return cursor.position == text.byteCount ? instant : nil
  }

  /// As `parse(_:assumingUTC:)`, from text.
  package func parse(_ text: String, assumingUTC: Bool = false) -> Timestamp? {
    let bytes = Array(text.utf8)
    return parse(bytes.span.bytes, assumingUTC: assumingUTC)
  }
}
