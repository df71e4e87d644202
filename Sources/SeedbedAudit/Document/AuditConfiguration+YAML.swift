package import SeedbedCore
package import SeedbedFormats

extension AuditConfiguration {
  /// What the `audit:` part of a project's file may hold.
  package static let shape = Shape.record(
    RecordShape(
      "audit", about: "Where generated values are looked for, and which are allowed",
      [
        .init("include", .oneOrList(.text), about: "The files to check, as globs"),
        .init("served", .oneOrList(.text), about: "The files whose values reach a user, as globs"),
        .init("tests", .oneOrList(.text), about: "Files whose findings do not fail, as globs"),
        .init(
          "priority",
          .record(
            RecordShape(
              "priority", about: "From how many calls a file is in a band",
              [
                .init("high", .integer, about: "100 unless said otherwise"),
                .init("medium", .integer, about: "50 unless said otherwise"),
              ])), about: "The bands of the files"),
        .init(
          "also_random", .oneOrList(.text),
          about: "Python functions, classes or modules to count as random too, such as secrets"),
        .init("allow", .list(of: Allowance.shape), about: "Exceptions, each with a reason"),
      ]))

  /// Reads the `audit:` part; a key that is absent keeps its default.
  ///
  /// - Throws: `Diagnostics` with every problem.
  package init(_ node: YAMLNode) throws {
    try Self.shape.check(node)
    var problems = Diagnostics()
    self.init()
    if let globs = node["include"] { include = Self.texts(globs).map(Glob.init) }
    if let globs = node["served"] { served = Self.texts(globs).map(Glob.init) }
    if let globs = node["tests"] { tests = Self.texts(globs).map(Glob.init) }
    if let names = node["also_random"] { alsoRandom = Self.texts(names) }
    if let node = node["priority"] {
      if let bands = problems.collect({ try PriorityBands(node) }) { priority = bands }
    }
    allow = (node["allow"]?.items ?? []).compactMap { item in
      problems.collect { try Allowance(item) }
    }
    try problems.throwIfAny()
  }

  private static func texts(_ node: YAMLNode) -> [String] {
    (node.items ?? [node]).compactMap(\.text)
  }
}

extension PriorityBands {
  fileprivate init(_ node: YAMLNode) throws {
    let standard = PriorityBands()
    let high = node["high"]?.integer.map(Int.init) ?? standard.high
    let medium = node["medium"]?.integer.map(Int.init) ?? min(standard.medium, high)
    guard medium >= 1, high >= medium else {
      throw node.diagnostic(
        .auditPriority, "'high' is \(high) and 'medium' is \(medium) calls",
        help: "'medium' is at least 1, and 'high' at least 'medium'")
    }
    self.init(high: high, medium: medium)
  }
}

extension Allowance {
  fileprivate static let shape = Shape.record(
    RecordShape(
      "allowance", about: "An exception for findings of one rule in one place",
      [
        .init("rule", .word(Rule.allCases.map(\.rawValue)), required: true, about: "Which rule"),
        .init("path", .text, required: true, about: "The files it covers, as a glob"),
        .init("symbol", .text, about: "The definition it covers; the whole file when absent"),
        .init("reason", .text, required: true, about: "Why the finding may stand"),
        .init("until", .text, about: "The last day on which it holds, such as 2027-06-01"),
      ]))

  /// Reads one allowance that fits the shape.
  fileprivate init(_ node: YAMLNode) throws {
    let rule = node["rule"]?.text.flatMap(Rule.init) ?? .random
    let reason = node["reason"]?.text ?? ""
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw (node["reason"] ?? node).diagnostic(
        .auditAllowance, "the reason of this allowance is empty",
        help: "say why the finding may stand")
    }
    var end: CalendarDate?
    if let until = node["until"] {
      end = CalendarDate(until.text ?? "")
      guard end != nil else {
        throw until.diagnostic(
          .auditAllowance, "'\(until.text ?? "")' is not a date",
          help: "write a day that exists as year-month-day, such as 2027-06-01")
      }
    }
    self.init(
      rule: rule, path: Glob(node["path"]?.text ?? ""), symbol: node["symbol"]?.text,
      reason: reason, until: end, location: node.location)
  }
}

extension Diagnostic.Code {
  /// An allowance without a reason, or with an end that is no date.
  package static let auditAllowance = Self("audit.allowance", .invalidFile)
  /// Bands that overlap.
  package static let auditPriority = Self("audit.priority", .invalidFile)
}
