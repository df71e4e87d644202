public import SeedbedCore
public import SeedbedFormats

/// One operation of the API in one case, and what it is expected to answer.
public struct Endpoint: Sendable {
  public let call: Call
  /// What tells it from other cases of the same operation; nil when there is only one.
  public let caseName: String?
  public let kind: Kind
  /// The role that asks, or nil for an operation that is open to everyone.
  public let role: String?
  public let request: RequestDefinition
  /// What later requests take from the answer.
  public let captures: [Capture]
  /// The call that is made right before, as it is written.
  public let after: String?
  /// What asking changes in the database; nil when that is not looked at.
  public let changes: [ExpectedChange]?
  /// Why rows of other tenants may be seen; nil when they may not.
  public let shared: String?
  public let expectation: Expectation
  public let matchers: [Matcher]
  /// SQL that gives the value at a path.
  public let oracles: [Oracle]
  /// The collections the answer comes from.
  public let reads: [String]
  public let location: Location

  /// The call, and the case where there are several: `POST /orders (with a coupon)`.
  public var title: String { caseName.map { "\(call) (\($0))" } ?? call.description }

  /// What asking does, and what the answer depends on.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The answer comes from the database.
    case data
    /// Asking changes the database.
    case effect
    /// The answer does not depend on the database.
    case `static`
  }

  /// A method and a path: what makes an operation the same as another.
  public struct Call: Sendable, Hashable, CustomStringConvertible {
    public let method: String
    public let path: String

    /// Reads `GET /path`; nil if the method is not one of HTTP's or the path does not start with `/`.
    public init?(_ text: String) {
      let parts = text.split(separator: " ")
      guard parts.count == 2, parts[1].hasPrefix("/") else { return nil }
      let method = parts[0].uppercased()
      guard Self.methods.contains(method) else { return nil }
      self.method = method
      self.path = String(parts[1])
    }

    static let methods = [
      "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE",
    ]

    public var description: String { "\(method) \(path)" }
  }

  /// A name for a value of the answer.
  public struct Capture: Sendable {
    public let name: String
    public let path: JSONPath
    public let location: Location
  }

  /// What a right answer looks like.
  public struct Expectation: Sendable, Hashable {
    public let status: Int
    /// The golden body, relative to the golden folder.
    public let body: String?
    /// The SHA-256 of the body, in place of a golden.
    public let checksum: String?
    /// The media type without parameters; nil when any will do.
    public let type: String?
    /// The longest time the middle one of the repeated answers may take.
    public let maxTime: Duration?
    /// Headers of the answer, by name; nil where any value will do.
    public let headers: [Header]
    /// The share of leaves that matchers may leave open, in percent.
    public let maxMasked: Int

    /// A header, and its value unless any will do.
    public struct Header: Sendable, Hashable {
      public let name: String
      public let value: String?
    }

    /// Whether the answer has to be JSON.
    public var isJSON: Bool { type.map(MediaType.isJSON) ?? false }
  }

  /// A query whose one value belongs at a path of the answer.
  public struct Oracle: Sendable {
    public let path: JSONPath
    public let sql: String
    public let location: Location
  }
}
