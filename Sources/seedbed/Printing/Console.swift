import SeedbedCore
import SeedbedFormats
import SeedbedReport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where words go: results to standard output, problems and progress to standard error, secrets nowhere.
struct Console: Sendable {
  let quiet: Bool
  let json: Bool
  let report: TextReport
  /// What is printed, and written into reports, goes through it.
  private(set) var redaction: Redaction
  private let place: GivenPlace
  private let outputPaint: Bool
  private let errorPaint: Bool
  private let showsProgress: Bool

  /// `arguments`: the command line, whose addresses hold secrets and whose place printed commands share.
  /// `commands`: the command whose subcommands those are.
  init(
    quiet: Bool, json: Bool, environment: [String: String], arguments: [String],
    commands: GivenPlace.Commands
  ) {
    self.quiet = quiet
    self.json = json
    place = GivenPlace(arguments: arguments, of: commands)
    let colors = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    outputPaint = colors && isatty(STDOUT_FILENO) == 1
    report = TextReport(Paint(isColored: outputPaint), width: Self.width)
    errorPaint = colors && isatty(STDERR_FILENO) == 1
    showsProgress = !quiet && isatty(STDERR_FILENO) == 1
    redaction = Redaction(environment: environment)
    // As a word or behind a sign: `--database=postgres://…`.
    for word in arguments.flatMap({ [$0, String($0.drop { $0 != "=" }.dropFirst())] }) {
      redaction.add(secretsOfAddress: word)
    }
  }

  /// The same, which hides the passwords of an address too.
  func hiding(secretsOfAddress address: String) -> Console {
    var console = self
    console.redaction.add(secretsOfAddress: address)
    return console
  }

  /// Prints what came of a command as text, or as JSON where that was asked for.
  func show(_ outcome: some Shown) {
    if json {
      write(JSONWriter.text(place(outcome.json), pretty: true), to: .output)
    } else if !quiet {
      write(place(outcome.text(by: report)) + "\n", to: .output)
    }
  }

  /// Prints words that are no result: headings, paths. Nothing where JSON was asked for.
  func say(_ text: String) {
    if !quiet, !json { write(place(text) + "\n", to: .output) }
  }

  /// Prints what came of a part of a command.
  func say(_ outcome: some Shown) { say(outcome.text(by: report)) }

  /// Prints what a server remarks on.
  func remark(_ text: String) {
    if !quiet { write("note: \(place(text))\n", to: .errors) }
  }

  /// Prints a line even where quiet was asked for: the one line a run is about.
  func sayAlways(_ text: String) {
    if !json { write(text + "\n", to: .output) }
  }

  /// Prints problems to standard error, and as JSON where that was asked for.
  func report(_ diagnostics: Diagnostics) {
    let word = errorPaint ? "\u{1B}[31merror\u{1B}[0m" : "error"
    for item in diagnostics.shortened.items {
      write("\(word): \(place(item))\n", to: .errors)
    }
    if diagnostics.items.count > 1 {
      write("\(diagnostics.items.count) problems\n", to: .errors)
    }
    reportAsJSON(diagnostics)
  }

  /// Prints problems as JSON if that was asked for.
  func reportAsJSON(_ diagnostics: Diagnostics) {
    guard json else { return }
    let shown = Diagnostics(diagnostics.shortened.items.map { place($0) })
    write(JSONWriter.text(shown.json, pretty: true), to: .output)
  }

  /// A progress line that shows once a task takes long, and only on a terminal.
  func progress() -> ProgressLine {
    ProgressLine(isShown: showsProgress)
  }

  /// The columns of the terminal results go to; nil where they go elsewhere.
  private static var width: Int? {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 else {
      return nil
    }
    return size.ws_col >= 40 ? Int(size.ws_col) : nil
  }

  /// Everything printed goes through here, so no byte of others reaches the terminal as it is.
  func write(_ text: String, to stream: PrintedStream) {
    let isColored = stream === PrintedStream.output ? outputPaint : errorPaint
    stream.write(ShownText.lines(redaction(text), keepingColors: isColored))
  }
}
