import SeedbedCore
import SeedbedFormats

/// Makes a record of each element of the lists inside the records of another reader.
///
/// An element has its own members, and under `outer` what is around it, without the list it comes from. Its place is
/// that of the record it is in, so reading goes on at a checkpoint by passing over the elements before it. Records
/// that cannot be read are passed on as they are, so that they are counted; one without the list has no elements.
struct ElementReader: RecordReader {
  /// Under which name an element has what is around it.
  static let outer = "outer"

  let fieldNames: [String] = []
  private(set) var checkpoint = SourceCheckpoint.start
  var passedOver: [String: Int] {
    var counts = containers.passedOver
    if withoutElements > 0 { counts["record without elements"] = withoutElements }
    return counts
  }
  private var withoutElements = 0
  /// The names of the lists, from the outside in.
  private let lists: [String]
  private var containers: any RecordReader
  private var container = SourceRecord()
  /// Elements of the container, or what is wrong in their stead; the next one last.
  private var elements: [Result<JSONValue, Problem>] = []

  private struct Problem: Error {
    let problem: RecordProblem
  }

  /// `containers`: at the start of its source.
  /// `checkpoint`: how many elements were read before.
  init(
    of containers: any RecordReader, lists: [String], at checkpoint: SourceCheckpoint
  ) throws {
    self.containers = containers
    self.lists = lists
    var record = SourceRecord()
    while self.checkpoint.number < checkpoint.number, try next(into: &record) {}
    withoutElements = 0
  }

  mutating func next(into record: inout SourceRecord) throws -> Bool {
    while elements.isEmpty {
      guard try containers.next(into: &container) else { return false }
      checkpoint.offset = containers.checkpoint.offset
      checkpoint.line = containers.checkpoint.line
      expand()
      if elements.isEmpty { withoutElements += 1 }
    }
    let element = elements.removeLast()
    record = container
    checkpoint.number += 1
    record.number = checkpoint.number
    switch element {
    case .success(let value): record.json = value
    case .failure(let failure):
      record.json = nil
      record.problem = failure.problem
    }
    return true
  }

  private mutating func expand() {
    if let problem = container.problem {
      elements = [.failure(Problem(problem: problem))]
    } else if let tree = container.json {
      container.json = nil
      elements = lists.reduce([.success(tree)]) { found, list in
        found.flatMap { Self.elements(of: $0, in: list) }
      }.reversed()
    }
  }

  private static func elements(
    of container: Result<JSONValue, Problem>, in list: String
  ) -> [Result<JSONValue, Problem>] {
    guard case .success(let value) = container else { return [container] }
    switch value[list] {
    case nil, .null?: return []
    case .array(let elements)?:
      let rest = (value.object?.members ?? []).filter { $0.name != list }
      let outer = JSONValue.object(JSONObject(rest.map { ($0.name, $0.value) }))
      return elements.map { element(in: list, $0, outer) }
    case .some(let other):
      return [failure("each.list", "'\(list)' is \(other.kind), not a list")]
    }
  }

  private static func element(
    in list: String, _ value: JSONValue, _ outer: JSONValue
  ) -> Result<JSONValue, Problem> {
    guard let object = value.object else {
      return failure("each.kind", "an element of '\(list)' is \(value.kind), not an object")
    }
    guard object[Self.outer] == nil else {
      return failure("each.name", "an element of '\(list)' has a member called '\(Self.outer)'")
    }
    let members = object.members.map { ($0.name, $0.value) } + [(Self.outer, outer)]
    return .success(.object(JSONObject(members)))
  }

  private static func failure(_ code: String, _ message: String) -> Result<JSONValue, Problem> {
    .failure(Problem(problem: RecordProblem(code: code, message: message)))
  }
}
