package import SeedbedCore

/// Lets a signal end the reading of a source, also where no record ends for long: in blank lines, or a large file
/// that is only looked through.
package enum ReadingInterruption {
  /// Whether the reading should end; nil where a signal ends the process.
  @TaskLocal package static var isAsked: InterruptionCheck?

  /// - Throws: `source.interrupted`.
  static func check() throws(Diagnostic) {
    guard isAsked?() == true else { return }
    throw Diagnostic(
      .sourceInterrupted, "interrupted while the source was read",
      help: "what was committed is kept; run the same command again to go on from there")
  }
}

extension Diagnostic.Code {
  /// A signal ended the reading.
  package static let sourceInterrupted = Self("source.interrupted", .runFailed)
}
