import SeedbedCore
import SeedbedFormats

/// Compares JSON values exactly, except where a matcher says otherwise.
struct Comparison {
  let matchers: [Matcher]
  let purpose: Purpose

  /// What the two values are.
  enum Purpose {
    /// A golden and an answer: a form that a matcher asks for is checked.
    case golden
    /// Two answers: what a matcher leaves open is not looked at.
    case variation
  }

  /// Every place where `actual` is not what `expected` says, in the order of `expected`.
  func differences(from expected: JSONValue, to actual: JSONValue) -> [Difference] {
    var found: [Difference] = []
    compare(expected, actual, at: [], into: &found)
    return found
  }

  /// Whether matchers leave a leaf of the golden open, also by a tolerance that is too wide for it.
  func leavesOpen(_ leaf: JSONLeaf) -> Bool {
    if case .tolerance(let most)? = rule(at: leaf.path), Tolerance.leavesOpen(most, leaf.value) {
      return true
    }
    return leavesOpen(leaf.path)
  }

  /// Whether a matcher leaves the value of the node at `path`, or of one above it, open.
  func leavesOpen(_ path: [JSONPathComponent]) -> Bool {
    let open = matchers.filter(\.rule.leavesValueOpen)
    guard !open.isEmpty else { return false }
    return (0...path.count).contains { length in
      open.contains { $0.path.matches(Array(path.prefix(length))) }
    }
  }

  private func compare(
    _ expected: JSONValue, _ actual: JSONValue, at path: [JSONPathComponent],
    into found: inout [Difference]
  ) {
    switch rule(at: path) {
    case .ignore: return
    case .iso8601: checkForm(expected, actual, at: path, into: &found, "<iso8601>", Form.isTime)
    case .uuid: checkForm(expected, actual, at: path, into: &found, "<uuid>", Form.isUUID)
    case .tolerance(let most):
      if case .number(let first) = expected, case .number(let second) = actual,
        Tolerance.isWithin(most, first, second)
      {
        return
      }
      compareParts(expected, actual, at: path, isOrdered: true, into: &found)
    case .unordered: compareParts(expected, actual, at: path, isOrdered: false, into: &found)
    case .fixed, nil: compareParts(expected, actual, at: path, isOrdered: true, into: &found)
    }
  }

  /// The rule for a node; of several the one that asks least.
  private func rule(at path: [JSONPathComponent]) -> Matcher.Rule? {
    guard !matchers.isEmpty else { return nil }
    let rules = matchers.filter { $0.path.matches(path) }.map(\.rule)
    return rules.first { if case .ignore = $0 { true } else { false } }
      ?? rules.first { $0.leavesValueOpen } ?? rules.first
  }

  private func checkForm(
    _ expected: JSONValue, _ actual: JSONValue, at path: [JSONPathComponent],
    into found: inout [Difference], _ marker: String, _ isOfForm: (JSONValue) -> Bool
  ) {
    let isExpected = expected == .string(marker) || isOfForm(expected)
    guard purpose == .golden, !isOfForm(actual) || !isExpected else { return }
    found.append(Difference(at: path, expected: expected, actual: actual, kind: .format))
  }

  private func compareParts(
    _ expected: JSONValue, _ actual: JSONValue, at path: [JSONPathComponent], isOrdered: Bool,
    into found: inout [Difference]
  ) {
    switch (expected, actual) {
    case (.object(let first), .object(let second)):
      for member in first.members {
        let place = path + [.name(member.name)]
        if let value = second[member.name] {
          compare(member.value, value, at: place, into: &found)
        } else {
          missing(member.value, at: place, into: &found)
        }
      }
      for member in second.members where first[member.name] == nil {
        unexpected(member.value, at: path + [.name(member.name)], into: &found)
      }
    case (.array(let first), .array(let second)):
      compare(pairs(first, second, isOrdered: isOrdered, at: path), at: path, into: &found)
    case (.number(let first), .number(let second))
    where first == second && first.isWrittenAsInteger && !second.isWrittenAsInteger:
      found.append(Difference(at: path, expected: expected, actual: actual, kind: .type))
    case (.null, .null), (.bool, .bool), (.number, .number), (.string, .string):
      if expected != actual {
        found.append(Difference(at: path, expected: expected, actual: actual, kind: .value))
      }
    case (.null, _), (.bool, _), (.number, _), (.string, _), (.array, _), (.object, _):
      found.append(Difference(at: path, expected: expected, actual: actual, kind: .type))
    }
  }

  private func compare(
    _ pairs: [ListPair], at path: [JSONPathComponent], into found: inout [Difference]
  ) {
    for pair in pairs {
      let place = path + [.index(pair.index)]
      switch (pair.expected, pair.actual) {
      case (let expected?, let actual?): compare(expected, actual, at: place, into: &found)
      case (let expected?, nil): missing(expected, at: place, into: &found)
      case (nil, let actual?): unexpected(actual, at: place, into: &found)
      case (nil, nil): break
      }
    }
  }

  private func missing(
    _ value: JSONValue, at path: [JSONPathComponent], into found: inout [Difference]
  ) {
    if isIgnored(path) { return }
    found.append(Difference(at: path, expected: value, actual: nil, kind: .missing))
  }

  private func unexpected(
    _ value: JSONValue, at path: [JSONPathComponent], into found: inout [Difference]
  ) {
    if isIgnored(path) { return }
    found.append(Difference(at: path, expected: nil, actual: value, kind: .unexpected))
  }

  private func isIgnored(_ path: [JSONPathComponent]) -> Bool {
    switch rule(at: path) {
    case .ignore: true
    case .iso8601, .uuid: purpose == .variation
    case .unordered, .tolerance, .fixed, nil: false
    }
  }

  private func pairs(
    _ expected: [JSONValue], _ actual: [JSONValue], isOrdered: Bool,
    at path: [JSONPathComponent]
  ) -> [ListPair] {
    if isOrdered { return ListPair.ordered(expected, actual) }
    return ListPair.unordered(expected, actual) { first, second, index in
      var found: [Difference] = []
      compare(first, second, at: path + [.index(index)], into: &found)
      return found.isEmpty
    }
  }
}
