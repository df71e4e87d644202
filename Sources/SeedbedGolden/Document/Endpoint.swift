package import SeedbedCore
package import SeedbedFormats

/// One operation of the API in one case, and what it is expected to answer.
package struct Endpoint: Sendable {
  package let call: Call
  /// What tells it from other cases of the same operation; nil when there is only one.
  package let caseName: String?
  package let kind: Kind
  /// The role that asks, or nil for an operation that is open to everyone.
  package let role: String?
  package let request: RequestDefinition
  /// What later requests take from the answer.
  package let captures: [Capture]
  /// The call that is made right before, as it is written.
  package let after: String?
  /// What asking changes in the database; nil when that is not looked at.
  package let changes: [ExpectedChange]?
  /// Why rows of other tenants may be seen; nil when they may not.
  package let shared: String?
  package let expectation: Expectation
  package let matchers: [Matcher]
  /// SQL that gives the value at a path.
  package let oracles: [Oracle]
  /// The collections the answer comes from.
  package let reads: [String]
  package let location: Location

  /// The call, and the case where there are several: `POST /orders (with a coupon)`.
  package var title: String { caseName.map { "\(call) (\($0))" } ?? call.description }

  /// What asking does, and what the answer depends on.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The answer comes from the database.
    case data
    /// Asking changes the database.
    case effect
    /// The answer does not depend on the database.
    case `static`
  }

  /// A method and a path: what makes an operation the same as another.
  package struct Call: Sendable, Hashable, CustomStringConvertible {
    package let method: String
    package let path: String

    /// Reads `GET /path`; nil if the method is not one of HTTP's or the path does not start with `/`.
    package init?(_ text: String) {
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

    package var description: String { "\(method) \(path)" }
  }

  /// A name for a value of the answer.
  package struct Capture: Sendable {
    package let name: String
    package let path: JSONPath
    package let location: Location
  }

  /// What a right answer looks like.
  package struct Expectation: Sendable, Hashable {
    package let status: Int
    /// The golden body, relative to the golden folder.
    package let body: String?
    /// The SHA-256 of the body, in place of a golden.
    package let checksum: String?
    /// The media type without parameters; nil when any will do.
    package let type: String?
    /// The longest time the middle one of the repeated answers may take.
    package let maxTime: Duration?
    /// Headers of the answer, by name; nil where any value will do.
    package let headers: [Header]
    /// The share of leaves that matchers may leave open, in percent.
    package let maxMasked: Int

    /// A header, and its value unless any will do.
    package struct Header: Sendable, Hashable {
      package let name: String
      package let value: String?
    }

    /// Whether the answer has to be JSON.
    package var isJSON: Bool { type.map(MediaType.isJSON) ?? false }
  }

  /// A query whose one value belongs at a path of the answer.
  package struct Oracle: Sendable {
    package let path: JSONPath
    package let sql: String
    package let location: Location
  }
}

extension Endpoint {
  /// Every value it sends or expects of the database.
  var inputs: [InputValue] {
    request.inputs + expected
  }

  /// As `inputs`, without those that say who asks.
  var question: [InputValue] { request.question + expected }

  private var expected: [InputValue] { (changes ?? []).flatMap { $0.holds.map(\.value) } }

  /// Whether it says that asking changes data.
  var changesData: Bool {
    switch kind {
    case .data, .static: false
    case .effect: true
    }
  }
}
