import SeedbedCore
import SeedbedFormats

/// Gathers the parts of golden files whose shape is right, and every problem beyond the shape.
struct GoldenDecoder {
  var problems: Diagnostics
  private(set) var service: ServiceDefinition?
  private(set) var roles: [Role] = []
  private(set) var proof: ProofSets?
  private(set) var inventory: InventoryDefinition?
  private(set) var endpoints: [Endpoint] = []
  private var firstByTitle: [String: Location] = [:]
  /// Where the role of an endpoint was named.
  private var usedRoles: [YAMLNode] = []

  init(problems: Diagnostics) {
    self.problems = problems
  }

  mutating func add(_ file: YAMLNode) {
    if let node = file["service"] {
      if let service {
        problems.add(twice("service", node, first: service.location))
      } else {
        service = problems.collect { try ServiceDefinition(node) }
      }
    }
    for entry in file["auth"]?.entries ?? [] {
      if let first = roles.first(where: { $0.name == entry.name }) {
        problems.add(twice("role '\(entry.name)'", entry.key, first: first.location))
      } else if let role = problems.collect({ try Role(entry) }) {
        roles.append(role)
      }
    }
    if let node = file["proof"] {
      if let proof {
        problems.add(twice("proof", node, first: proof.location))
      } else {
        proof = problems.collect { try ProofSets(node) }
      }
    }
    if let node = file["inventory"] {
      if let inventory {
        problems.add(twice("inventory", node, first: inventory.location))
      } else {
        inventory = problems.collect { try InventoryDefinition(node) }
      }
    }
    for node in file["endpoints"]?.items ?? [] {
      guard let endpoint = problems.collect({ try Endpoint(node) }) else { continue }
      if let first = firstByTitle[endpoint.title] {
        problems.add(twice(endpoint.title, node["call"] ?? node, first: first))
      } else {
        firstByTitle[endpoint.title] = endpoint.location
        endpoints.append(endpoint)
      }
      if let role = node["as"] { usedRoles.append(role) }
    }
  }

  /// Every role that is named has to be there; they may be in any file.
  mutating func checkRoles() {
    let names = roles.map(\.name)
    for node in usedRoles {
      guard let name = node.scalar, !names.contains(name) else { continue }
      problems.add(
        node.diagnostic(
          .goldenFile,
          "'\(name)' is not a role under 'auth'\(Suggestion.phrase(for: name, among: names))"))
    }
  }

  /// Calls that come after others have to find them, and not wait for themselves.
  mutating func checkOrder() {
    problems.collect { try CallGraph.check(endpoints) }
  }

  private func twice(_ what: String, _ node: YAMLNode, first: Location) -> Diagnostic {
    node.diagnostic(.goldenDuplicate, "\(what) is here a second time; it is at \(first) already")
  }
}
