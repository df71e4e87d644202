import SeedbedFormats

/// The answers of one operation in every state, taken apart into values of fixed place and lists.
struct AnswerShape {
  /// Leaves whose path has no index, in the order seen.
  private(set) var scalars: [ScalarLeaf] = []
  private(set) var lists: [AnswerList] = []
  /// Leaves that matchers leave open wherever they are.
  private(set) var open: [String] = []

  private var scalarPlaces: [String: Int] = [:]
  private var listPlaces: [String: Int] = [:]
  private let stateCount: Int
  private let isOpen: ([JSONPathComponent]) -> Bool

  /// - Parameters:
  ///   - answers: one for each state; nil where there was no answer.
  ///   - isOpen: whether a matcher leaves the value of a node open.
  init(_ answers: [JSONValue?], isOpen: @escaping ([JSONPathComponent]) -> Bool) {
    stateCount = answers.count
    self.isOpen = isOpen
    for (state, answer) in answers.enumerated() {
      if let answer { visit(answer, at: [], pattern: "$", in: state, element: nil) }
    }
    let seen = Set(scalars.map(\.leaf)).union(lists.flatMap(\.leaves))
    open.removeAll { seen.contains($0) }
  }

  /// Where a scalar inside a list belongs.
  private struct Element {
    let list: Int
    let place: Int
    let prefix: Int
  }

  private mutating func visit(
    _ value: JSONValue, at path: [JSONPathComponent], pattern: String, in state: Int,
    element: Element?
  ) {
    if isOpen(path) {
      if !open.contains(pattern) { open.append(pattern) }
      return
    }
    switch value {
    case .array(let elements):
      let list = self.list(at: pattern)
      for (index, part) in elements.enumerated() {
        let place = lists[list].addElement(in: state)
        let next = pattern + "[*]"
        visit(
          part, at: path + [.index(index)], pattern: next, in: state,
          element: Element(list: list, place: place, prefix: next.utf8.count))
      }
    case .object(let object) where !object.isEmpty:
      for member in object.members {
        let component = JSONPathComponent.name(member.name)
        visit(
          member.value, at: path + [component], pattern: pattern + component.description,
          in: state, element: element)
      }
    case .null, .bool, .number, .string, .object:
      let atom = Atom(value) ?? .text("{}")
      if let element {
        let field = String(pattern.utf8.dropFirst(element.prefix)) ?? ""
        lists[element.list].set(field, of: element.place, in: state, to: atom)
      } else {
        scalar(at: pattern, in: state, is: atom)
      }
    }
  }

  private mutating func scalar(at leaf: String, in state: Int, is atom: Atom) {
    let place = scalarPlaces[leaf] ?? scalars.count
    if place == scalars.count {
      scalarPlaces[leaf] = place
      scalars.append(ScalarLeaf(leaf: leaf, atoms: Array(repeating: nil, count: stateCount)))
    }
    scalars[place].atoms[state] = atom
  }

  private mutating func list(at path: String) -> Int {
    if let place = listPlaces[path] { return place }
    listPlaces[path] = lists.count
    lists.append(AnswerList(path: path, stateCount: stateCount))
    return lists.count - 1
  }
}

/// A value of fixed place, state by state.
struct ScalarLeaf: Sendable, Hashable {
  let leaf: String
  /// nil where the answer has none.
  var atoms: [Atom?]

  /// The last name of the path.
  var name: String {
    String(leaf.split(separator: ".").last ?? "")
  }

  /// The object that holds it, as a path.
  var parent: String {
    String(leaf.dropLast(name.count + 1))
  }

  var differentAtoms: Set<Atom> { Set(atoms.compactMap(\.self)) }
}

/// A list, state by state; the fields of an element are the scalars in it, lists inside apart.
struct AnswerList: Sendable {
  let path: String
  /// `.name` for a member of an element, nothing for an element that is a scalar itself.
  private(set) var fields: [String] = []
  /// By state, element and field; a field an element lacks is nil.
  private(set) var elements: [[[Atom?]]]

  init(path: String, stateCount: Int) {
    self.path = path
    elements = Array(repeating: [], count: stateCount)
  }

  /// One element in each state where `scalars` are there: an object taken for a list of one.
  init(object path: String, of scalars: [ScalarLeaf]) {
    self.path = path
    fields = scalars.map { String($0.leaf.dropFirst(path.count)) }
    let count = scalars.first?.atoms.count ?? 0
    elements = (0..<count).map { state in
      let element = scalars.map { $0.atoms[state] }
      return element.allSatisfy { $0 == nil || $0 == .null } ? [] : [element]
    }
  }

  var isEmpty: Bool { elements.allSatisfy(\.isEmpty) }

  /// The paths of the fields; the list itself when it has none.
  var leaves: [String] { fields.isEmpty ? [path] : fields.map { "\(path)[*]\($0)" } }

  /// How many elements there are in each state; nil in states without any list.
  var lengths: [Int] { elements.map(\.count) }

  /// The list as if the state had not been visited.
  func leavingOut(_ state: Int) -> AnswerList {
    var copy = self
    copy.elements[state] = []
    return copy
  }

  fileprivate mutating func addElement(in state: Int) -> Int {
    elements[state].append(Array(repeating: nil, count: fields.count))
    return elements[state].count - 1
  }

  fileprivate mutating func set(_ field: String, of place: Int, in state: Int, to atom: Atom) {
    if let known = fields.firstIndex(of: field) {
      elements[state][place][known] = atom
      return
    }
    fields.append(field)
    for other in elements.indices {
      for element in elements[other].indices { elements[other][element].append(nil) }
    }
    elements[state][place][fields.count - 1] = atom
  }
}
