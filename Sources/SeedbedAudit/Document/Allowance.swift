package import SeedbedCore

/// An exception a person made, with a reason, for findings of one rule in one place.
package struct Allowance: Sendable, Hashable {
  package let rule: Rule
  /// The files it covers.
  package let path: Glob
  /// The definition it covers, with everything in it; nil for the whole file.
  package let symbol: String?
  package let reason: String
  /// The last day on which it holds; nil when it has no end.
  package let until: CalendarDate?
  /// Where it was written.
  package let location: Location?

  package init(
    rule: Rule, path: Glob, symbol: String? = nil, reason: String, until: CalendarDate? = nil,
    location: Location? = nil
  ) {
    self.rule = rule
    self.path = path
    self.symbol = symbol
    self.reason = reason
    self.until = until
    self.location = location
  }

  /// Whether it is over on this day.
  package func isExpired(on today: CalendarDate) -> Bool {
    until.map { $0 < today } ?? false
  }
}

extension Allowance: CustomStringConvertible {
  /// `random in app/backoff.py, jitter (retry jitter, until 2027-06-01)`.
  package var description: String {
    let place = symbol.map { "\(path), \($0)" } ?? path.pattern
    let end = until.map { ", until \($0)" } ?? ""
    return "\(rule.rawValue) in \(place) (\(reason)\(end))"
  }
}
