package import SeedbedCore
import SeedbedFormats

/// An operation that counts nowhere until a day has passed, and why.
package struct Exclusion: Sendable, Hashable {
  package let call: Endpoint.Call
  package let reason: String
  /// The last day on which it holds.
  package let until: CalendarDate
  package let location: Location

  /// Whether its last day has passed.
  func isExpired(on today: CalendarDate) -> Bool { until < today }

  /// Whether it is of this call; `{names}` may be called otherwise.
  func covers(_ other: Endpoint.Call) -> Bool {
    call.method == other.method
      && (call.path == other.path || PathTemplate(call.path) == PathTemplate(other.path))
  }
}

extension Exclusion {
  /// Takes one item of `exclude` whose shape was checked.
  init(_ node: YAMLNode) throws {
    let written = node["call"] ?? node
    guard let call = Endpoint.Call(written.scalar ?? "") else {
      throw written.diagnostic(
        .goldenFile, "'\(written.scalar ?? "")' is not a method and a path",
        help: "write GET /path")
    }
    let reason = node["reason"]?.scalar ?? ""
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw (node["reason"] ?? node).diagnostic(
        .goldenFile, "an exclusion says why", help: "reason: \"goes with the old client\"")
    }
    let day = node["until"] ?? node
    guard let until = CalendarDate(day.scalar ?? "") else {
      throw day.diagnostic(
        .goldenFile, "'\(day.scalar ?? "")' is not a date", help: "write a day, as in 2027-06-01")
    }
    self.init(call: call, reason: reason, until: until, location: node.location)
  }
}
