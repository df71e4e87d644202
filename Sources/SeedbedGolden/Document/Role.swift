package import SeedbedCore
package import SeedbedFormats

/// Who asks: the credentials of a request, and the statuses that count as a denial without them.
package struct Role: Sendable {
  package let name: String
  package let access: Access
  /// 401 unless said otherwise.
  package let deny: [Int]
  /// Whose rows the role may see; nil when it may see all.
  package let tenant: Tenant?
  package let location: Location

  /// What is sent with every request of the role.
  package enum Access: Sendable {
    /// `Authorization: Bearer TOKEN`.
    case bearer(InputValue)
    /// A header of this name.
    case header(String, InputValue)
    /// A name and a password (RFC 7617).
    case basic(user: InputValue, password: InputValue)
    /// What a first request answers, once in each life of the service.
    case login(Login)
  }

  /// A request whose answer holds a token or sets a cookie.
  package struct Login: Sendable {
    package let call: Endpoint.Call
    package let request: RequestDefinition
    /// Where the token is in the answer; nil when the cookies it sets are sent back.
    package let take: JSONPath?
    package let location: Location
  }

  /// The column that says whose a row is, and the value of the rows that are the role's own.
  package struct Tenant: Sendable {
    package let column: String
    package let own: InputValue
  }
}

extension Role {
  /// Every value it needs.
  var inputs: [InputValue] { access.inputs + (tenant.map { [$0.own] } ?? []) }
}

extension Role.Access {
  /// Every value it needs.
  var inputs: [InputValue] {
    switch self {
    case .bearer(let value), .header(_, let value): [value]
    case .basic(let user, let password): [user, password]
    case .login(let login): login.request.inputs
    }
  }
}
