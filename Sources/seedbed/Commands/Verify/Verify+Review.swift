import ArgumentParser
import SeedbedCore
import SeedbedGolden
import SeedbedReport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Verify {
  /// `seedbed verify review`
  struct Review: ProjectCommand {
    var purpose: Purpose { .changing("seedbed verify review") }

    static let configuration = CommandConfiguration(
      commandName: "review",
      abstract: "Look at recorded bodies one by one: accept, reject or skip.",
      discussion: "EXAMPLE\n  seedbed verify record && seedbed verify review")

    @OptionGroup var options: GlobalOptions

    func outcome(in workspace: Workspace) throws -> ReviewedBodies {
      try workspace.refuseInCI()
      guard isatty(STDIN_FILENO) == 1 else {
        throw Diagnostic(
          .reviewTerminal, "review asks a person, and standard input is not a terminal",
          help: "list with 'seedbed verify pending', then 'seedbed verify accept' or 'reject'")
      }
      let folder = try workspace.project.golden
      let pending = try PendingBody.all(
        of: GoldenDocument.read(folder: folder), environment: workspace.project.environment)
      var reviewed = ReviewedBodies(of: pending.count)
      for body in pending {
        workspace.console.say(workspace.console.report.review(of: body))
        switch Self.answer(on: workspace.console) {
        case .accept:
          reviewed.accepted += try GoldenFiles.accept(in: folder, bodies: [body.body]).count
        case .reject:
          reviewed.rejected += try GoldenFiles.reject(in: folder, bodies: [body.body]).count
        case .skip: continue
        case .quit: return reviewed
        }
      }
      return reviewed
    }

    /// Asks until the answer is one of those offered; no more input ends the review.
    private static func answer(on console: Console) -> Verdict {
      while true {
        console.say("accept, reject, skip or quit? [a/r/s/q]")
        guard let line = readLine() else { return .quit }
        if let verdict = Verdict(written: line) { return verdict }
        console.say("'\(line)' is none of these")
      }
    }
  }

  /// What a person says about one body.
  private enum Verdict: String, CaseIterable {
    case accept, reject, skip, quit

    /// A word, or its first letter.
    init?(written text: String) {
      let word = text.lowercased().filter { !$0.isWhitespace }
      guard
        let verdict = Self.allCases.first(where: {
          word == $0.rawValue || word == $0.rawValue.prefix(1)
        })
      else { return nil }
      self = verdict
    }
  }
}

extension Diagnostic.Code {
  /// A review without a person.
  static let reviewTerminal = Self("verify.review", .usage)
}
