package import SeedbedCore

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The YAML files of a folder, not of the folders in it, in the order of their names.
package struct YAMLFolder: Sendable {
  /// The paths of the files, as the folder was named.
  package let files: [String]
  /// Files whose names end in a way that is not read, such as `.yml`.
  package let unread: [String]

  /// - Returns: nil when there is no such folder.
  package init?(at path: String) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else { return nil }
    let shown = names.sorted().filter { !$0.hasPrefix(".") }
    files = shown.filter { $0.hasSuffix(".yaml") }.map { "\(path)/\($0)" }
    unread = shown.filter { name in
      !name.hasSuffix(".yaml") && [".yml", ".yaml"].contains { name.lowercased().hasSuffix($0) }
    }.map { "\(path)/\($0)" }
  }

  /// The name of a file without its folder and ending.
  package static func stem(of file: String) -> String {
    let name = file.split(separator: "/").last ?? ""
    return String(name.dropLast(".yaml".count))
  }

  /// A problem for each file that would be passed over without a word.
  package func unreadProblems(_ code: Diagnostic.Code) -> [Diagnostic] {
    unread.map { file in
      let stem = file.lastIndex(of: ".").map { file[..<$0] } ?? file[...]
      return Diagnostic(code, "\(file) is not read", help: "name it \(stem).yaml")
    }
  }

  /// Reads every file as a value with a name of its own.
  ///
  /// `code`: what a name that is there twice, or an unforeseen error, is called.
  /// `read`: reads one file.
  /// `name`: the value's name, and the node that says it.
  ///
  /// - Throws: `Diagnostics` with all problems of all files.
  package func values<Value>(
    _ code: Diagnostic.Code, _ read: (_ node: YAMLNode, _ file: String) throws -> Value,
    named name: (Value) -> (text: String, node: YAMLNode)
  ) throws -> [Value] {
    var problems = Diagnostics(unreadProblems(code))
    var values: [Value] = []
    var owners: [String: String] = [:]
    for file in files {
      do {
        let value = try read(YAMLReader.read(file: file), file)
        let (text, node) = name(value)
        if let owner = owners[text] {
          problems.add(node.diagnostic(code, "the name '\(text)' is already in \(owner)"))
        }
        owners[text] = owners[text] ?? file
        values.append(value)
      } catch {
        problems.add(error, otherwise: code)
      }
    }
    try problems.throwIfAny()
    return values
  }
}
