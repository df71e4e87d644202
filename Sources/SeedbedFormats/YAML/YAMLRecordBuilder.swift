import SeedbedCore

/// Builds the JSON tree of one record from its events.
struct YAMLRecordBuilder {
  /// The first thing wrong with the record.
  private(set) var problem: RecordProblem?
  private let limits: YAMLLimits
  private var anchors: [String: (value: JSONValue, size: Int)] = [:]
  private var nodes = 0
  /// Where the record begins, in characters.
  private let start: Int
  private var aliasedNodes = 0

  init(limits: YAMLLimits, start: Int) {
    self.limits = limits
    self.start = start
  }

  /// Keeps the first problem; `mark` is where it is.
  mutating func note(_ code: String, _ message: String, _ mark: YAMLMark?) {
    guard problem == nil else { return }
    let place = mark.map { "line \($0.line), column \($0.scalarsBefore + 1): " } ?? ""
    problem = RecordProblem(code: code, message: place + message)
  }

  /// The node that `event` begins, read to its end.
  mutating func value(
    _ event: YAMLEvent, from events: YAMLEventReader, depth: Int
  ) throws(Diagnostic) -> JSONValue {
    if event == .alias { return repeated(events) }
    guard events.position - start <= RecordLimit.standard else {
      throw Diagnostic(
        .recordTooLong,
        "\(events.name): the record around line \(events.start.line) "
          + RecordLimit.message(RecordLimit.standard))
    }
    let anchor = events.anchor
    let before = nodes
    nodes += 1
    guard nodes <= RecordLimit.values else {
      note("yaml.too-many-values", "holds more than \(RecordLimit.values) values", events.start)
      try events.skipNode(event)
      return .null
    }
    let value: JSONValue
    switch event {
    case .mappingStart: value = try mapping(events, depth: depth)
    case .sequenceStart: value = try sequence(events, depth: depth)
    case .scalar, .alias, .documentStart, .documentEnd, .sequenceEnd, .mappingEnd, .streamEnd:
      value = scalar(events)
    }
    if let anchor { anchors[anchor] = (value, nodes - before) }
    return value
  }

  private mutating func sequence(
    _ events: YAMLEventReader, depth: Int
  ) throws(Diagnostic) -> JSONValue {
    guard try canEnter(events, depth: depth) else { return .null }
    var items: [JSONValue] = []
    while true {
      let event = try events.next()
      if event == .sequenceEnd { return .array(items) }
      let item = try value(event, from: events, depth: depth + 1)
      if problem == nil { items.append(item) }
    }
  }

  private mutating func mapping(
    _ events: YAMLEventReader, depth: Int
  ) throws(Diagnostic) -> JSONValue {
    guard try canEnter(events, depth: depth) else { return .null }
    var members: [(name: String, value: JSONValue)] = []
    var names: Set<ExactText> = []
    while true {
      let event = try events.next()
      if event == .mappingEnd { return .object(JSONObject(unique: members)) }
      let name = try key(event, from: events, depth: depth)
      if let name, Self.contains(name, members, &names) {
        note("yaml.duplicate-key", "duplicate key '\(name)'", events.start)
      }
      let value = try value(try events.next(), from: events, depth: depth + 1)
      if let name, problem == nil { members.append((name, value)) }
    }
  }

  /// Few names are searched, many are looked up.
  private static func contains(
    _ name: String, _ members: [(name: String, value: JSONValue)], _ names: inout Set<ExactText>
  ) -> Bool {
    let name = ExactText(name)
    if members.count < 16 { return members.contains { ExactText($0.name) == name } }
    if names.isEmpty { names = Set(members.map { ExactText($0.name) }) }
    return !names.insert(name).inserted
  }

  private mutating func key(
    _ event: YAMLEvent, from events: YAMLEventReader, depth: Int
  ) throws(Diagnostic) -> String? {
    let start = events.start
    if event == .scalar, events.anchor == nil {
      let text = events.text
      if text == "<<", events.style == .plain {
        note("yaml.merge-key", "the merge key '<<' is not supported", start)
        return nil
      }
      return text
    }
    let key = try value(event, from: events, depth: depth + 1)
    if case .string(let text) = key { return text }
    note("yaml.key", "a key must be text, not \(key.kind)", start)
    return nil
  }

  /// Whether a list or mapping is within the depth limit; passes over it when not.
  private mutating func canEnter(
    _ events: YAMLEventReader, depth: Int
  ) throws(Diagnostic) -> Bool {
    if let tag = events.tag, tag != "!!map", tag != "!!seq" {
      note("yaml.tag", "the tag \(tag) has no meaning in data", events.start)
    }
    if depth < limits.depth { return true }
    note("yaml.depth", "lists and mappings nest deeper than \(limits.depth) levels", events.start)
    try events.skipCollection()
    return false
  }

  private mutating func repeated(_ events: YAMLEventReader) -> JSONValue {
    let name = events.anchor ?? ""
    guard let anchor = anchors[name] else {
      note(
        "yaml.anchor", "the alias '*\(name)' has no anchor before it in its record", events.start)
      return .null
    }
    aliasedNodes += anchor.size
    nodes += anchor.size
    guard aliasedNodes <= limits.aliasedNodes else {
      note("yaml.aliases", "aliases repeat more than \(limits.aliasedNodes) nodes", events.start)
      return .null
    }
    return anchor.value
  }

  private mutating func scalar(_ events: YAMLEventReader) -> JSONValue {
    switch events.tag {
    case nil: return events.style == .plain ? Self.plainValue(events) : .string(events.text)
    case "!!str", "!": return .string(events.text)
    case "!!int", "!!float", "!!bool", "!!null": return Self.plainValue(events)
    case let tag?:
      note("yaml.tag", "the tag \(tag) has no meaning in data", events.start)
      return .null
    }
  }

  private static func plainValue(_ events: YAMLEventReader) -> JSONValue {
    events.withText { bytes in
      guard let first = bytes.first else { return .null }
      let text = String(decoding: bytes, as: UTF8.self)
      switch first {
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        var scanner = JSONScanner()
        let isNumber = (try? scanner.skipNumber(in: bytes.bytes)) != nil
        return isNumber && scanner.position == bytes.count
          ? .number(JSONNumber(checked: text)) : .string(text)
      case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"):
        return PlainScalar.isNull(text) ? .null : .string(text)
      case UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"):
        return PlainScalar.boolean(text).map { .bool($0) } ?? .string(text)
      default: return .string(text)
      }
    }
  }
}
