import SeedbedCore

/// The operations of the documents and of the golden files, joined by method and path.
struct Inventory: Sendable {
  /// By the place of each endpoint: the operation it asks; nil where no document describes it.
  let documented: [APIDocument.Operation?]
  /// The document each endpoint's operation is in.
  let documents: [APIDocument?]
  /// Described, asked by no golden file and not excluded, in the order of the documents.
  let untested: [APIDocument.Operation]
  /// By the place of each endpoint, whether an exclusion covers it.
  let isExcluded: [Bool]
  /// Whether there is any document: without one nothing is undocumented.
  let hasDocuments: Bool

  /// - Throws: `Diagnostics` with every exclusion of an operation that is neither described nor asked.
  init(
    _ endpoints: [Endpoint], documents: [APIDocument], exclusions: [Exclusion]
  ) throws {
    let described = documents.enumerated().flatMap { place, document in
      document.operations.map { (operation: $0, document: place) }
    }
    let search = TemplateSearch(described.map(\.operation.call))
    let found = endpoints.map { search.place(of: $0.call) }
    let asked = Set(found.compactMap { $0 })
    self.documented = found.map { place in place.map { described[$0].operation } }
    self.documents = found.map { place in place.map { documents[described[$0].document] } }
    self.hasDocuments = !documents.isEmpty
    let calls = zip(endpoints, documented).map { endpoint, operation in
      [endpoint.call] + (operation.map { [$0.call] } ?? [])
    }
    self.isExcluded = calls.map { calls in
      exclusions.contains { exclusion in calls.contains(where: exclusion.covers) }
    }
    var seen: Set<Endpoint.Call> = []
    self.untested = described.enumerated().filter { place, item in
      !asked.contains(place) && !exclusions.contains { $0.covers(item.operation.call) }
        && seen.insert(item.operation.call).inserted
    }.map(\.element.operation)
    let all = described.map(\.operation.call) + endpoints.map(\.call)
    try Diagnostics(
      exclusions.filter { exclusion in !all.contains(where: exclusion.covers) }.map { exclusion in
        Diagnostic(
          .exclusionIdle,
          "\(exclusion.call) is excluded, and there is no such operation",
          help: "take the exclusion out", at: exclusion.location)
      }
    ).throwIfAny()
  }
}

extension Inventory {
  /// What the documents say about an endpoint.
  func documentation(of place: Int) -> Documentation {
    if let operation = documented[place] { return .documented(as: operation.call) }
    return hasDocuments ? .undocumented : .noDocument
  }

  /// The schemas its answers have to fit; nil where no document describes it.
  func schema(of place: Int) -> ResponseSchema? {
    guard let operation = documented[place], let document = documents[place] else { return nil }
    return ResponseSchema(operation, document)
  }
}

/// Whether an operation that is asked is described anywhere.
package enum Documentation: Sendable, Hashable {
  /// No document was given.
  case noDocument
  case documented(as: Endpoint.Call)
  /// It is in no document.
  case undocumented
}

/// Finds the template a path belongs to among many: the one with most fixed parts.
private struct TemplateSearch {
  private struct Key: Hashable {
    let method: String
    let count: Int
  }

  private let candidates: [Key: [(template: PathTemplate, place: Int)]]
  private let exact: [Endpoint.Call: Int]

  init(_ calls: [Endpoint.Call]) {
    var candidates: [Key: [(template: PathTemplate, place: Int)]] = [:]
    var exact: [Endpoint.Call: Int] = [:]
    for (place, call) in calls.enumerated() {
      if exact[call] == nil { exact[call] = place }
      candidates[Self.key(of: call), default: []].append((PathTemplate(call.path), place))
    }
    self.candidates = candidates
    self.exact = exact
  }

  func place(of call: Endpoint.Call) -> Int? {
    if let place = exact[call] { return place }
    let path = PathTemplate(call.path)
    return candidates[Self.key(of: call)]?.filter { $0.template.matches(path) }
      .max { ($0.template.fixedCount, -$0.place) < ($1.template.fixedCount, -$1.place) }?.place
  }

  private static func key(of call: Endpoint.Call) -> Key {
    let path = call.path.prefix { $0 != "?" }
    return Key(method: call.method, count: path.split(separator: "/").count)
  }
}
