import Foundation
package import SeedbedCore
import Synchronization

/// The rules of one IANA time zone, which turn local times into instants.
///
/// The rules are those of the Swift toolchain's own time zone data, so they do not depend on the machine.
package final class ZoneRules: Sendable {
  /// The instants a local time may mean.
  package enum Reading: Sendable, Hashable {
    case instant(Timestamp)
    /// The clock went forward over it: the instants by the offsets on either side.
    case missing(earlier: Timestamp, later: Timestamp)
    /// The clock went back, and it came twice.
    case doubled(earlier: Timestamp, later: Timestamp)
  }

  /// The name as the IANA database has it.
  package let name: String
  private let zone: TimeZone
  /// The offset of days on which it does not change, by their number since 1970.
  private let steadyDays = Mutex<[Int64: Int64]>([:])

  private static let day: Int64 = 86_400

  /// The zone called `name`, such as `Europe/Berlin` or `UTC`; nil when there is none, also for abbreviations
  /// like `EST`, which mean different offsets in different places.
  package init?(_ name: String) {
    guard name.contains("/") || name == "UTC", let zone = TimeZone(identifier: name) else {
      return nil
    }
    self.name = name
    self.zone = zone
  }

  /// The names that there are, for suggestions.
  package static var names: [String] { TimeZone.knownTimeZoneIdentifiers }

  /// What a date and time of day in the zone mean.
  ///
  /// `local`: the date and time as if they were of UTC.
  package func reading(ofLocal local: Timestamp) -> Reading {
    let (before, after) = offsets(around: local.seconds)
    let first = local.adding(seconds: -before)
    if before == after { return .instant(first) }
    let second = local.adding(seconds: -after)
    let (earlier, later) = first < second ? (first, second) : (second, first)
    switch (offset(at: first.seconds) == before, offset(at: second.seconds) == after) {
    case (true, true): return .doubled(earlier: earlier, later: later)
    case (true, false): return .instant(first)
    case (false, true): return .instant(second)
    case (false, false): return .missing(earlier: earlier, later: later)
    }
  }

  /// The offsets well before and well after a local time; equal on nearly every day.
  private func offsets(around local: Int64) -> (before: Int64, after: Int64) {
    let day = (local >= 0 ? local : local - Self.day + 1) / Self.day
    if let steady = steadyDays.withLock({ $0[day] }) { return (steady, steady) }
    // No zone is a whole day away from UTC, so these lie on either side of the local day.
    let before = offset(at: (day - 1) * Self.day)
    let after = offset(at: (day + 2) * Self.day)
    if before == after { steadyDays.withLock { $0[day] = before } }
    return (before, after)
  }

  private func offset(at instant: Int64) -> Int64 {
    Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(instant))))
  }
}
