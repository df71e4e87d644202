import ArgumentParser
import SeedbedCore
import SeedbedFormats

/// Where a command line says that the command works: its `--project` and its `--database`.
///
/// A command that is printed for a person to run next gets the same ones, so that it works there too. Messages write
/// such a command as `'seedbed db restore'`, in single quotes.
struct GivenPlace: Sendable {
  /// The command that holds all others.
  typealias Commands = any (ParsableCommand & SendableMetatype).Type

  private static let names = ["--project", "--database"]
  private let commands: Commands
  /// Words for a shell, without passwords.
  private let words: [String: String]

  /// `arguments`: the program's name first.
  init(arguments: [String], of commands: Commands) {
    self.commands = commands
    var given: [String: String] = [:]
    var rest = arguments.dropFirst()
    while let word = rest.popFirst(), word != "--" {
      for name in Self.names {
        if word == name {
          given[name] = rest.popFirst()
        } else if word.hasPrefix("\(name)=") {
          given[name] = String(word.dropFirst(name.count + 1))
        }
      }
    }
    words = given.mapValues { ShellWord.quoted(Redaction().address($0)) }
  }

  /// The text, whose commands work where this one does.
  func callAsFunction(_ text: String) -> String {
    if words.isEmpty { return text }
    // What another run is called, `'seedbed seed load' (process 7 on build-3)`, is no command to run.
    return text.replacing(/'seedbed(?:\s+[a-z]+)+(?![^']*' \(process )/) { match in
      completed(text[match.range])
    }
  }

  /// The problem, whose commands work where this one does.
  func callAsFunction(_ problem: Diagnostic) -> Diagnostic {
    var shown = problem
    shown.message = self(problem.message)
    shown.help = problem.help.map { self($0) }
    shown.cause = problem.cause.map { self($0) }
    return shown
  }

  /// The same for JSON, in the members called `help`, in which problems say what to do: all else may be data.
  func callAsFunction(_ value: JSONValue) -> JSONValue {
    if words.isEmpty { return value }
    switch value {
    case .null, .bool, .number, .string: return value
    case .array(let elements): return .array(elements.map { self($0) })
    case .object(let object):
      return .object(
        JSONObject(
          object.members.map { member in
            if member.name == "help", let text = member.value.string {
              return (member.name, .string(self(text)))
            }
            return (member.name, self(member.value))
          }))
    }
  }

  /// A command with the options behind its name, as far as it takes them.
  private func completed(_ command: Substring) -> String {
    var type: any ParsableCommand.Type = commands
    var end = command.startIndex
    for word in command.matches(of: /[a-z]+/).dropFirst() {
      let name = word.output
      guard
        let next = type.configuration.subcommands.first(where: {
          $0.configuration.commandName.map { $0 == name } ?? false
        })
      else { break }
      type = next
      end = word.range.upperBound
    }
    let help = commands.helpMessage(for: type.configuration.defaultSubcommand ?? type)
    let options = Self.names.compactMap { name in
      help.contains("\(name) <") ? words[name].map { " \(name) \($0)" } : nil
    }
    return command[..<end] + options.joined() + command[end...]
  }
}
