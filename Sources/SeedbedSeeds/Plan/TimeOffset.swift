import SeedbedFormats

/// A signed length of time such as `-1d` or `+1h30m`, in whole seconds.
struct TimeOffset: Sendable, Hashable {
  let seconds: Int64

  /// Nothing at all is zero.
  init?(_ text: String) {
    var rest = text.trimmingPrefix { $0 == " " }
    while rest.last == " " { rest = rest.dropLast() }
    if rest.isEmpty {
      seconds = 0
      return
    }
    guard let duration = Duration(written: String(rest)), duration.components.attoseconds == 0
    else { return nil }
    seconds = duration.components.seconds
  }
}
