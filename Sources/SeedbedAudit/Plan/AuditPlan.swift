/// Which files an audit reads, and what each counts as.
package struct AuditPlan: Sendable, Hashable {
  /// A file to read.
  package struct File: Sendable, Hashable {
    package let path: String
    package let language: SourceLanguage
    package let isServed: Bool
    package let isTest: Bool
  }

  /// In the order of the paths.
  package let files: [File]
  /// Included files in a language without a lexer, in the order of the paths.
  package let unsupported: [String]

  /// Chooses among the paths of a project, relative to its root, with `/` between their parts.
  package init(_ configuration: AuditConfiguration, paths: [String]) {
    var files: [File] = []
    var unsupported: [String] = []
    func fits(_ globs: [Glob], _ path: String) -> Bool { globs.contains { $0.matches(path) } }
    for path in paths.sorted() where fits(configuration.include, path) {
      guard let language = SourceLanguage(path: path) else {
        unsupported.append(path)
        continue
      }
      files.append(
        File(
          path: path, language: language, isServed: fits(configuration.served, path),
          isTest: fits(configuration.tests, path)))
    }
    self.files = files
    self.unsupported = unsupported
  }
}
