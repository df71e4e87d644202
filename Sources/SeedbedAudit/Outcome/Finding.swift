package import SeedbedCore

/// A place where a rule was broken.
package struct Finding: Sendable, Hashable {
  package let rule: Rule
  package let location: Location
  /// Bytes from the start of the file.
  package let offset: Int
  /// The path of the definitions around it, joined by dots; `<module>` at the top level of a file.
  package let symbol: String
  /// The full name of what is called, such as `random.randint`; for an unparsed file what is wrong.
  package let name: String
  /// The line it stands on.
  package let excerpt: String
  /// The allowance that covered it until its last day passed.
  package internal(set) var expired: Allowance?

  /// The symbol of what stands in no definition.
  package static let topLevel = "<module>"

  /// Whether an allowance speaks of it, expired or not.
  func isCovered(by allowance: Allowance) -> Bool {
    guard rule == allowance.rule, allowance.path.matches(location.file) else { return false }
    guard let outer = allowance.symbol else { return true }
    return symbol == outer || symbol.hasPrefix(outer + ".")
  }
}
