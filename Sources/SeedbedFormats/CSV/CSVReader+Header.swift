package import SeedbedCore

extension Diagnostic.Code {
  /// The header of the file cannot be used.
  package static let csvHeader = Self("csv.header", .invalidFile)
  /// Two fields have one name.
  package static let csvDuplicateHeader = Self("csv.duplicate-header", .invalidFile)
}

extension CSVReader {
  /// Sets the names of the fields, from the first row or as the dialect gives them.
  mutating func readHeader() throws {
    switch dialect.header {
    case .names(let names): fieldNames = names
    case .firstRow: fieldNames = try firstRow()
    }
    columnNames = fieldNames
    switch dialect.duplicates {
    case .refused: try refuseDuplicates()
    case .list: joinDuplicates()
    }
  }

  private mutating func joinDuplicates() {
    var places: [ExactText: Int] = [:]
    groups = []
    fieldNames = []
    for (column, name) in columnNames.enumerated() {
      if let place = places[ExactText(name)] {
        groups[place].append(column)
      } else {
        places[ExactText(name)] = groups.count
        groups.append([column])
        fieldNames.append(name)
      }
    }
    if groups.count == columnNames.count { groups = [] }
  }

  private func refuseDuplicates() throws {
    var seen: Set<ExactText> = []
    for name in fieldNames where !seen.insert(ExactText(name)).inserted {
      let places = fieldNames.indices.filter { ExactText(fieldNames[$0]) == ExactText(name) }
      throw Diagnostic(
        .csvDuplicateHeader,
        "two fields are called '\(name)': field \(places[0] + 1) and field \(places[1] + 1)",
        help: "Rename one of them, name the fields in the source's header, or make a list of such "
          + "fields with 'duplicates: list'.",
        at: Location(file: self.name, line: max(1, checkpoint.line), column: 1))
    }
  }

  private mutating func firstRow() throws -> [String] {
    while true {
      switch scan() {
      case .record(let length):
        if length == 0 { throw headerProblem("the file is empty and has no header") }
        let names = names(length)
        window.consume(length)
        checkpoint.offset += length
        checkpoint.line += scanner.innerLines + 1
        if names == [""] { continue }
        return try checked(names)
      case .incomplete:
        if window.unread.count > recordLimit {
          throw headerProblem("the header " + RecordLimit.message(recordLimit))
        }
        _ = try window.refill()
      case .bad(let fault):
        throw headerProblem("the header: " + fault.problem(at: checkpoint.offset).message)
      }
    }
  }

  /// The names in the record last found, nil for one that is not UTF-8.
  private func names(_ length: Int) -> [String?] {
    let start = window.unread.lowerBound
    var fields = FieldBuffer()
    fields.hold(window.buffer.span.bytes.extracting(start..<start + length))
    fields.add(scanner.fields, quote: dialect.quote)
    return (0..<fields.count).map {
      let name = fields.bytes[fields.range(of: $0)]
      guard dialect.encoding.firstInvalid(in: fields.bytes.span.bytes, fields.range(of: $0)) == nil
      else { return nil }
      return String(validating: dialect.encoding.utf8(of: name), as: UTF8.self)
    }
  }

  private func checked(_ names: [String?]) throws -> [String] {
    try names.enumerated().map { place, name in
      guard let name else {
        throw headerProblem("the name of field \(place + 1) is not \(dialect.encoding.title)")
      }
      return name
    }
  }

  private func headerProblem(_ message: String) -> Diagnostic {
    Diagnostic(
      .csvHeader, message, at: Location(file: name, line: checkpoint.line + 1, column: 1))
  }
}
