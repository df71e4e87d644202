/// A text of our own words and of what was found, in which secrets may stand.
struct FoundText: Sendable, Hashable, ExpressibleByStringInterpolation {
  private var parts: [Part]

  fileprivate enum Part: Sendable, Hashable {
    case own(String)
    case found(String)
  }

  init(stringLiteral text: String) { parts = [.own(text)] }

  init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

  /// The same with other texts in the place of what was found.
  func mapped(_ text: (String) -> String) -> FoundText {
    var mapped = self
    mapped.parts = parts.map { part in
      switch part {
      case .own: part
      case .found(let found): .found(text(found))
      }
    }
    return mapped
  }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var parts: [Part] = []

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) { parts.append(.own(literal)) }

    mutating func appendInterpolation(_ own: some CustomStringConvertible) {
      parts.append(.own(own.description))
    }

    mutating func appendInterpolation(found: String) { parts.append(.found(found)) }

    mutating func appendInterpolation(found: String?, or own: String) {
      parts.append(found.map { .found($0) } ?? .own(own))
    }

    mutating func appendInterpolation(found: some Sequence<String>, separator: String = "; ") {
      for (place, text) in found.enumerated() {
        if place > 0 { parts.append(.own(separator)) }
        parts.append(.found(text))
      }
    }

    /// Adds the names of leaves or matchers, the first five where they are many.
    mutating func appendInterpolation(list paths: [String]) {
      if paths == ["$"] { return appendLiteral("the whole answer") }
      appendInterpolation(found: paths.prefix(5), separator: ", ")
      if paths.count > 5 { appendLiteral(" and \(paths.count - 5) more") }
    }
  }
}

extension FoundText: CustomStringConvertible {
  var description: String {
    parts.map { part in
      switch part {
      case .own(let text), .found(let text): text
      }
    }.joined()
  }
}
