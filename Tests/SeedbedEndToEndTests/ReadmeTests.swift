import Foundation
import SeedbedTestSupport
import Testing

/// The README tells the truth about the command.
@Suite(.blocking)
struct ReadmeTests {
  private static let text =
    (try? String(contentsOf: Installation.root.appending(path: "README.md"), encoding: .utf8)) ?? ""

  /// The names under SUBCOMMANDS in a help text.
  private static func subcommands(of arguments: [String]) throws -> [String] {
    let help = try Invocation.seedbed(arguments + ["--help"], in: Installation.root).output
    guard let start = help.firstRange(of: "SUBCOMMANDS:") else { return [] }
    return help[start.upperBound...].matches(of: /(?m)^  ([a-z]+)(?: |$)/)
      .map { String($0.output.1) }
  }

  @Test
  func `it names every command`() throws {
    let commands = try Self.subcommands(of: [])
    #expect(commands.count == 10)
    for command in commands {
      let deeper = try Self.subcommands(of: [command])
      for name in deeper.isEmpty ? [command] : deeper.map({ "\(command) \($0)" }) {
        #expect(Self.text.contains("seedbed \(name)"), "the README does not name 'seedbed \(name)'")
      }
    }
  }

  @Test
  func `every command's help has an example`() throws {
    for command in try Self.subcommands(of: []) {
      let deeper = try Self.subcommands(of: [command])
      for arguments in deeper.isEmpty ? [[command]] : deeper.map({ [command, $0] }) {
        let help = try Invocation.seedbed(arguments + ["--help"], in: Installation.root).output
        #expect(help.contains("EXAMPLE"), "\(arguments.joined(separator: " ")) has no example")
      }
    }
  }

  @Test
  func `its two commands are in the Makefile`() throws {
    let makefile = try String(
      contentsOf: Installation.root.appending(path: "Makefile"), encoding: .utf8)
    for target in ["demo", "test"] {
      #expect(Self.text.contains("make \(target)"))
      #expect(makefile.contains("\n\(target):"))
    }
  }
}
