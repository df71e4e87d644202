extension Shape {
  /// What a message calls this shape: `a list of text`.
  var phrase: String {
    switch self {
    case .any: "any value"
    case .text: "text"
    case .integer: "a whole number"
    case .number: "a number"
    case .boolean: "true or false"
    case .duration: "a duration"
    case .timestamp: "a timestamp"
    case .percentage: "a percentage"
    case .word(let words): words.map { "'\($0)'" }.joinedAsChoice
    case .list(let item): "a list of \(item.plural)"
    case .oneOrList(let item): "\(item.phrase) or a list of \(item.plural)"
    case .dictionary(let value): "a mapping to \(value.plural)"
    case .record(let record): "a mapping (\(record.name))"
    case .choice(let shapes): shapes.map(\.phrase).joinedAsChoice
    case .tagged(let tags, let shape): ([shape.phrase] + tags).joinedAsChoice
    }
  }

  private var plural: String {
    switch self {
    case .any: "any values"
    case .text: "text"
    case .integer: "whole numbers"
    case .number: "numbers"
    case .boolean: "true or false"
    case .duration: "durations"
    case .timestamp: "timestamps"
    case .percentage: "percentages"
    case .word: phrase
    case .list, .oneOrList: "lists"
    case .dictionary: "mappings"
    case .record(let record): "mappings (\(record.name))"
    case .choice(let shapes): shapes.map(\.plural).joinedAsChoice
    case .tagged(_, let shape): shape.plural
    }
  }

  /// How to write what was expected, where it is not plain from its name.
  var help: String? {
    switch self {
    case .duration: Duration.writtenForm
    case .timestamp: "a date and time with its zone, such as 2026-01-15T12:00:00Z"
    case .percentage: "a number with a percent sign, such as 0.1%"
    case .integer, .number, .boolean: "write it plain, without quotes"
    case .any, .text, .word, .list, .oneOrList, .dictionary, .record, .choice, .tagged: nil
    }
  }

  /// Whether a node's kind is one this shape accepts, whatever is inside it.
  func fitsKind(of node: YAMLNode) -> Bool {
    if let tag = node.tag { return tags.contains(tag) }
    return switch self {
    case .any: true
    case .text, .integer, .number, .boolean, .duration, .timestamp, .percentage, .word:
      node.text != nil
    case .list: node.items != nil
    case .oneOrList(let item): node.items != nil || item.fitsKind(of: node)
    case .dictionary, .record: node.entries != nil
    case .choice(let shapes): shapes.contains { $0.fitsKind(of: node) }
    case .tagged(_, let shape): shape.fitsKind(of: node)
    }
  }
}

extension [String] {
  /// `a, b or c`.
  fileprivate var joinedAsChoice: String {
    guard let last, count > 1 else { return first ?? "nothing" }
    return dropLast().joined(separator: ", ") + " or " + last
  }
}
