import Foundation
import SeedbedCore
import SeedbedFormats

/// What the `curl` lines of a run need, in words: the service, and variables that nobody has set.
enum CurlNeeds {
  static func lines(
    of definition: ServiceDefinition, _ settings: ServiceSettings, extraArguments: [String],
    variables: [String: String], environment: [String: String]
  ) -> [String] {
    guard let start = definition.start, let launch = settings.launch else { return [] }
    let redaction = Redaction(environment: variables)
    let given = ["PORT", "DATABASE_URL"].compactMap { name in
      variables[name].flatMap {
        environment[name] == $0 ? nil : "\(name)=\(ShellWord.quoted(redaction.address($0)))"
      }
    }
    let own = start.environment.map { "\($0.name)=\(quoted($0.value.parts))" }
    // `env` gets its words as they are before it sets any of them: `DATABASE_URL="${DATABASE_URL}"` keeps the value.
    let words =
      (own.isEmpty ? [] : ["env"] + own)
      + [ShellWord.quoted(launch.executable)] + start.command.dropFirst().map { quoted($0.parts) }
      + extraArguments.map(ShellWord.quoted)
    let here = FileManager.default.currentDirectoryPath
    let steps =
      [
        launch.folder.flatMap { $0 == here ? nil : "cd \(ShellWord.quoted($0))" },
        given.isEmpty ? nil : "export \(given.joined(separator: " "))",
        words.joined(separator: " "),
      ].compactMap(\.self)
    let command = steps.joined(separator: "; ")
    return [
      "the service ran only for the verification; start it again with (\(redaction(command)))"
    ]
  }

  /// A line for the set that the answers are made from: the rows are again what they were before the run.
  static func lines(of set: String?) -> [String] {
    guard let set else { return [] }
    return ["its records were those of the set '\(set)': 'seedbed seed load \(set)' loads it"]
  }

  /// A line for the calls that show what others changed, which is restored.
  static func lines(of order: ExchangeOrder, _ endpoints: [Endpoint]) -> [String] {
    order.chains.filter { $0.count > 1 }.map { chain in
      let titles = chain.map { endpoints[$0].title }
      return "what \(titles[0]) changed is restored: make it again before "
        + titles.dropFirst().joined(separator: ", ")
    }
  }

  /// A line for each variable of the credentials that the environment does not have.
  static func lines(
    of roles: [Role], secrets: [String: String], environment: [String: String]
  ) -> [String] {
    let names = Set(secrets.values)
    return roles.compactMap { role in
      let name = Credentials.variable(for: role.name)
      guard names.contains(name), environment[name] == nil else { return nil }
      return "\(name) stands for the credentials of the role '\(role.name)' (\(role.location))"
    }
  }

  /// A word for a shell, in which a variable still stands for its value.
  private static func quoted(_ parts: [Template.Part]) -> String {
    let source = Template.source(of: parts)
    if ShellWord.isPlain(source) { return source }
    let words = parts.map { part in
      switch part {
      case .text(let text): ShellWord.escaped(text)
      case .variable(let name, let otherwise):
        "${\(name)\(otherwise.map { ":-\(ShellWord.escaped($0))" } ?? "")}"
      }
    }
    return "\"\(words.joined())\""
  }
}
