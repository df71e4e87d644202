import SeedbedCore

/// Finds a list by its pointer (RFC 6901) while the events pass.
enum YAMLPointer {
  /// What encloses the list, from the outside in.
  enum Level {
    case mapping(key: String)
    case sequence
  }

  /// Goes on to the start of the list.
  static func enter(_ pointer: String, in events: YAMLEventReader) throws -> [Level] {
    guard try events.next() == .documentStart else {
      throw Diagnostic(
        .yamlEmpty, "the file has nothing in it",
        at: Location(file: events.name, line: 1, column: 1))
    }
    var levels: [Level] = []
    var event = try events.next()
    var path = ""
    for component in try JSONPointer(pointer).tokens {
      switch event {
      case .mappingStart:
        event = try find(key: component, under: path, in: events)
        levels.append(.mapping(key: component))
      case .sequenceStart:
        event = try find(index: component, under: path, in: events)
        levels.append(.sequence)
      case .scalar, .alias, .documentStart, .documentEnd, .sequenceEnd, .mappingEnd, .streamEnd:
        throw events.diagnostic(.yamlRecords, "there is nothing under '\(path)' but text")
      }
      path += "/\(component)"
    }
    guard event == .sequenceStart else {
      let place = pointer.isEmpty ? "the document" : "'\(pointer)'"
      throw events.diagnostic(
        .yamlRecords, "\(place) is not a list of records",
        help: "name the list with a pointer such as /items")
    }
    return levels
  }

  /// After the end of the list: reads on to the end, so that nothing in the rest is overlooked.
  static func leave(_ levels: [Level], in events: YAMLEventReader) throws {
    for level in levels.reversed() {
      while true {
        let event = try events.next()
        if event == .mappingEnd || event == .sequenceEnd { break }
        try events.skipNode(event)
        guard case .mapping(let key) = level else { continue }
        if event == .scalar, events.text == key {
          throw events.diagnostic(
            .yamlDuplicateKey, "duplicate key '\(key)'; the records were read from the first")
        }
        try events.skipNode(try events.next())
      }
    }
    _ = try events.next()
    if try events.next() == .documentStart {
      throw events.diagnostic(
        .yamlDocuments, "a second document starts here; only the first was read",
        help: "put each document in its own file")
    }
  }

  private static func find(
    key: String, under path: String, in events: YAMLEventReader
  ) throws -> YAMLEvent {
    var names: [String] = []
    while true {
      let event = try events.next()
      if event == .mappingEnd {
        throw events.diagnostic(
          .yamlRecords,
          "there is no '\(path)/\(key)'" + Suggestion.phrase(for: key, among: names))
      }
      let name = events.text
      try events.skipNode(event)
      if event == .scalar {
        if ExactText(name) == ExactText(key) { return try events.next() }
        if names.count < 1000 { names.append(name) }
      }
      try events.skipNode(try events.next())
    }
  }

  private static func find(
    index: String, under path: String, in events: YAMLEventReader
  ) throws -> YAMLEvent {
    guard let wanted = Int(index), wanted >= 0 else {
      throw events.diagnostic(
        .yamlRecords, "'\(path)' is a list, and '\(index)' is not the number of an item")
    }
    for item in 0... {
      let event = try events.next()
      if event == .sequenceEnd { break }
      if item == wanted { return event }
      try events.skipNode(event)
    }
    throw events.diagnostic(.yamlRecords, "the list '\(path)' has no item \(index)")
  }
}
