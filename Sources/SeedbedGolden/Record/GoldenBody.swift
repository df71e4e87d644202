import SeedbedFormats

/// The bytes a golden body is kept as.
enum GoldenBody {
  /// JSON with sorted names on lines of their own, labels for the keys made from them, and markers where
  /// matchers leave the value open; other bodies as they came.
  ///
  /// `isJSON`: whether JSON is expected, so that an empty body is none.
  static func bytes(
    of answer: Answer, matchers: [Matcher], labels: RowLabels = .none, reads: [String] = [],
    isJSON: Bool = true
  ) -> [UInt8]? {
    if let value = answer.json {
      let labelled = labels.marked(value, reads: reads)
      return Array(JSONWriter.text(marked(labelled, matchers), pretty: true).utf8)
    }
    return answer.bytes.flatMap { $0.isEmpty && isJSON ? nil : $0 }
  }

  private static func marked(_ value: JSONValue, _ matchers: [Matcher]) -> JSONValue {
    let open = matchers.filter { $0.rule.marker != nil }
    return open.isEmpty ? value : marked(value, open, at: [])
  }

  private static func marked(
    _ value: JSONValue, _ matchers: [Matcher], at path: [JSONPathComponent]
  ) -> JSONValue {
    if let marker = matchers.first(where: { $0.path.matches(path) })?.rule.marker {
      return .string(marker)
    }
    switch value {
    case .array(let elements):
      return .array(
        elements.enumerated().map { marked($1, matchers, at: path + [.index($0)]) })
    case .object(let object):
      return .object(
        JSONObject(
          object.members.map { ($0.name, marked($0.value, matchers, at: path + [.name($0.name)])) })
      )
    case .null, .bool, .number, .string: return value
    }
  }
}

extension Matcher.Rule {
  /// What stands in a golden where the value is left open.
  var marker: String? {
    switch self {
    case .iso8601: "<iso8601>"
    case .uuid: "<uuid>"
    case .ignore: "<ignored>"
    case .unordered, .tolerance, .fixed: nil
    }
  }
}
