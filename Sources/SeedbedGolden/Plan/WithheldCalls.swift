import SeedbedCore
import SeedbedStore

/// The calls that are not made because they may change data, and why.
struct WithheldCalls: Sendable {
  /// By the place of the endpoint.
  private let reasons: [Int: String]

  /// `refusal`: why calls that may change data are not made; nil when all are made.
  init(_ endpoints: [Endpoint], _ order: ExchangeOrder, roles: [Role], refusal: String?) {
    guard let refusal else {
      reasons = [:]
      return
    }
    let logins = Dictionary(
      roles.compactMap { role in role.access.loginCall.map { (role.name, $0) } }
    ) { $1 }
    var reasons: [Int: String] = [:]
    var search = CallGraph.Search(order.graph)
    for place in order.inOrder {
      let endpoint = endpoints[place]
      let first = search.first(before: place) { reasons[$0] != nil }
      if endpoint.mayChangeData {
        reasons[place] = "it may change data, and \(refusal)"
      } else if let login = endpoint.role.flatMap({ logins[$0] }), login.mayChangeData {
        reasons[place] = "its login \(login) may change data, and \(refusal)"
      } else if let first {
        reasons[place] = "it comes after \(endpoints[first].title), which is not called"
      }
    }
    self.reasons = reasons
  }

  /// Why a call is not made; nil when it is.
  subscript(place: Int) -> String? { reasons[place] }
}

extension Endpoint {
  /// Whether asking may change data: it says so, or its method is not one of those that only read.
  package var mayChangeData: Bool { changesData || call.mayChangeData }
}

extension Endpoint.Call {
  private static let readingMethods: Set<String> = ["GET", "HEAD", "OPTIONS"]

  /// Whether the method is one that may change data (RFC 9110, section 9.2.1, without TRACE).
  var mayChangeData: Bool { !Self.readingMethods.contains(method) }
}

extension Role {
  /// Whether its login may change data.
  var mayChangeData: Bool { access.loginCall?.mayChangeData ?? false }
}

extension Role.Access {
  fileprivate var loginCall: Endpoint.Call? {
    if case .login(let login) = self { login.call } else { nil }
  }
}
