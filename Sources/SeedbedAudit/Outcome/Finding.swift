public import SeedbedCore

/// A place where a rule was broken.
public struct Finding: Sendable, Hashable {
  public let rule: Rule
  public let location: Location
  /// Bytes from the start of the file.
  public let offset: Int
  /// The path of the definitions around it, joined by dots; `<module>` at the top level of a file.
  public let symbol: String
  /// The full name of what is called, such as `random.randint`; for an unparsed file what is wrong.
  public let name: String
  /// The line it stands on.
  public let excerpt: String
  /// The allowance that covered it until its last day passed.
  public internal(set) var expired: Allowance?

  /// The symbol of what stands in no definition.
  public static let topLevel = "<module>"

  public init(
    rule: Rule, location: Location, offset: Int, symbol: String, name: String, excerpt: String,
    expired: Allowance? = nil
  ) {
    self.rule = rule
    self.location = location
    self.offset = offset
    self.symbol = symbol.isEmpty ? Self.topLevel : symbol
    self.name = name
    self.excerpt = excerpt
    self.expired = expired
  }
}
