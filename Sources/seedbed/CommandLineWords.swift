import ArgumentParser
import SeedbedCore

/// The words of the command line, and the command they name.
struct CommandLineWords: Sendable {
  /// Without the program's name.
  private let words: [String]

  /// - Throws: `Diagnostic` when not even the program's name is there: the system did not tell.
  init(_ arguments: [String]) throws {
    guard !arguments.isEmpty else {
      throw Diagnostic(
        .commandLine, "the command line cannot be read",
        help: "on Linux it is read from /proc, and threads need that too; mount /proc here")
    }
    words = Array(arguments.dropFirst())
  }

  /// - Throws: `Diagnostic` for a command that is not there, `CommandLineFailure` otherwise.
  func command() throws -> any ParsableCommand {
    let command: any ParsableCommand
    do {
      command = try Seedbed.parseAsRoot(words)
    } catch {
      throw unknownCommand ?? CommandLineFailure.refused(error)
    }
    let type = type(of: command)
    if !type.configuration.subcommands.isEmpty { throw CommandLineFailure.noCommand(type) }
    return command
  }

  /// The first word that stands where a command's name does and is none.
  private var unknownCommand: Diagnostic? {
    var type: any ParsableCommand.Type = Seedbed.self
    var path = ["seedbed"]
    for word in words {
      let commands = type.configuration.subcommands
      if commands.isEmpty || word.hasPrefix("-") || word == "help" && path.count == 1 { return nil }
      if let next = commands.first(where: { $0.configuration.commandName == word }) {
        type = next
        path.append(word)
        continue
      }
      let names = commands.compactMap { $0.configuration.commandName }
      let phrase = Suggestion.phrase(for: word, among: names)
      // It may be an argument of the command that is meant when none is named.
      if type.configuration.defaultSubcommand != nil, phrase.isEmpty { return nil }
      return Diagnostic(
        .commandLine,
        path.count == 1
          ? "there is no command '\(word)'\(phrase)"
          : "'\(path.joined(separator: " "))' has no command '\(word)'\(phrase)",
        help: "it has \(names.joined(separator: ", ")); see '\(path.joined(separator: " ")) --help'"
      )
    }
    return nil
  }
}

/// Why no command was run.
enum CommandLineFailure: Error {
  /// What the parser says; a question for help is one, too.
  case refused(any Error)
  /// A command that only holds others, without one of them.
  case noCommand(any ParsableCommand.Type)
}

extension Diagnostic.Code {
  /// A command line that names no command, or is not that command's.
  static let commandLine = Self("command-line", .usage)
}
