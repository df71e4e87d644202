import ArgumentParser
import SeedbedFormats

/// How long a command waits, as a person writes it: `90s`, `5min`, `1h30m`; seconds where no unit is said.
struct WaitingTime: Sendable {
  let duration: Duration

  /// - Throws: `ValidationError` that says what may be written.
  init(_ argument: String) throws {
    let written = Int64(argument).map { "\($0)s" } ?? argument
    guard let duration = Duration(written: written), duration >= .zero else {
      throw ValidationError("write \(Duration.writtenForm)")
    }
    self.duration = duration
  }
}
