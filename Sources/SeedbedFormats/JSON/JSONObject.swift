/// The members of an object in the order they were written; equality ignores the order.
package struct JSONObject: Sendable {
  /// Every member, in order; no name twice.
  package let members: [(name: String, value: JSONValue)]
  /// Where each name is; only kept for objects too large to search.
  private let places: [ExactText: Int]?

  /// Members in order; of members with one name the last value stands, in the place of the first.
  package init(_ members: [(String, JSONValue)] = []) {
    var places: [ExactText: Int] = [:]
    var unique: [(name: String, value: JSONValue)] = []
    for (name, value) in members {
      if let place = places[ExactText(name)] {
        unique[place].value = value
      } else {
        places[ExactText(name)] = unique.count
        unique.append((name, value))
      }
    }
    self.members = unique
    self.places = unique.count > Self.searchable ? places : nil
  }

  /// Takes members that a reader has checked for doubles.
  init(unique members: [(name: String, value: JSONValue)]) {
    self.members = members
    guard members.count > Self.searchable else {
      places = nil
      return
    }
    var places: [ExactText: Int] = [:]
    for (place, member) in members.enumerated() { places[ExactText(member.name)] = place }
    self.places = places
  }

  package var count: Int { members.count }

  package var isEmpty: Bool { members.isEmpty }

  /// The value of the member called `name`; O(1) for large objects, a short search in small ones.
  package subscript(name: String) -> JSONValue? {
    let wanted = ExactText(name)
    if let places { return places[wanted].map { members[$0].value } }
    return members.indices.first { ExactText(members[$0].name) == wanted }
      .map { members[$0].value }
  }

  /// As `subscript(_:)`, looking at `place` first: O(1) where objects have their members in one order.
  package subscript(name: String, near place: Int) -> JSONValue? {
    guard members.indices.contains(place), ExactText(members[place].name) == ExactText(name) else {
      return self[name]
    }
    return members[place].value
  }

  /// Members by name in the order of their UTF-8 bytes, the order in which they are written.
  package var sortedMembers: [(name: String, value: JSONValue)] {
    members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private static let searchable = 16
}

extension JSONObject: Hashable {
  package static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.count == right.count && left.members.allSatisfy { right[$0.name] == $0.value }
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    for member in sortedMembers {
      hasher.combine(ExactText(member.name))
      hasher.combine(member.value)
    }
  }
}
