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
    /// How many values are times of the format.
    var count = 0
    /// Of them, those that do not say their zone though the format has one.
    var withoutZone = 0
    /// A value that is none.
    var other: String?
  }

  private static let names = [
    "iso8601", "iso8601_local", "clf", "rfc2822", "epoch_s", "epoch_ms", "epoch_us", "epoch_ns",
    "%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M:%S %z", "%d.%m.%Y", "%d.%m.%Y %H:%M",
    "%d.%m.%Y %H:%M:%S", "%d/%m/%Y", "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%m/%d/%Y",
    "%m/%d/%Y %H:%M", "%m/%d/%Y %H:%M:%S", "%m/%d/%y %H:%M", "%b %d, %Y %I:%M %p",
    "%m/%d/%Y %I:%M %p", "%d/%m/%Y %I:%M %p", "%m/%d/%Y %I:%M:%S %p", "%d-%b-%Y", "%d-%b-%y",
    "%d-%b-%Y %H:%M:%S", "%d/%b/%Y", "%d/%b/%y %I:%M %p", "%d %b %Y", "%b %d, %Y", "%Y%m%d",
    "%Y%m%d%H%M%S", "%a %b %d %H:%M:%S %Y", "%a %b %d %H:%M:%S %z %Y",
  ]

  /// Numbers outside of these are no times: 1990 to 2100.
  private static let plausible = Timestamp(seconds: 631_152_000)...Timestamp(seconds: 4_102_444_800)

  /// Of the values so far, how many must fit at least; of a few, all but none.
  private static let share = 0.9

  private var open: [Candidate] = Self.names.compactMap { name in
    TimestampFormat(named: name).map { Candidate(name: name, format: $0) }
  }
  private(set) var seen = 0

  /// Whether more values could tell more.
  var isOpen: Bool { !open.isEmpty }

  /// Those that fit nearly every value, first the ones that fit most, and of these the likeliest.
  var candidates: [Candidate] {
    let fitting = open.filter { $0.count > 0 && Double($0.count) >= Self.share * Double(seen) }
    guard let most = fitting.map(\.count).max() else { return [] }
    return fitting.filter { $0.count == most && $0.withoutZone == 0 }
      + fitting.filter { $0.count == most && $0.withoutZone > 0 }
      + fitting.filter { $0.count < most }
  }

  mutating func add(_ text: RawSpan) {
    seen += 1
    for place in open.indices { open[place].add(text) }
    open.removeAll { seen - $0.count > 3 + seen / 10 }
  }

  fileprivate static func isPlausible(_ instant: Timestamp) -> Bool { plausible.contains(instant) }
}

extension TimeProfile.Candidate {
  fileprivate mutating func add(_ text: RawSpan) {
    var isWithoutZone = false
    var found = format.parse(text, assumingUTC: !format.holdsZone)
    if found == nil, format == .iso8601, text.byteCount > 10 {
      found = TimestampFormat.iso8601Local.parse(text)
      isWithoutZone = found != nil
    }
    guard let instant = found, !isEpoch || TimeProfile.isPlausible(instant) else {
      if other == nil, text.byteCount <= 40 {
        other = text.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
      }
      return
    }
    count += 1
    if isWithoutZone { withoutZone += 1 }
    first = min(first ?? instant, instant)
    last = max(last ?? instant, instant)
    if !instant.isWholeMicroseconds { isFinerThanMicroseconds = true }
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
