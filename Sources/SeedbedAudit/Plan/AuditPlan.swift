/// Which files an audit reads, and what each counts as.
public struct AuditPlan: Sendable, Hashable {
  /// A file to read.
  public struct File: Sendable, Hashable {
    public let path: String
    public let language: SourceLanguage
    public let isServed: Bool
    public let isTest: Bool
  }

  /// In the order of the paths.
  public let files: [File]
  /// Included files in a language without a lexer, in the order of the paths.
  public let unsupported: [String]

  /// Chooses among the paths of a project, relative to its root, with `/` between their parts.
  public init(_ configuration: AuditConfiguration, paths: [String]) {
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
