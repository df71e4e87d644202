import SeedbedCore
import SeedbedFormats

/// What all records of a source are, field by field.
struct SourceProfile {
  /// Fields beyond these are not looked at.
  private static let mostFields = 500

  private(set) var records = 0
  /// Records that cannot be read: how many of each code, and where the first one is.
  private(set) var problems: [(code: String, count: Int, place: String)] = []
  /// In the order in which they are met.
  private(set) var fields: [FieldProfile] = []
  private(set) var hasTrees = false
  private(set) var hasFieldsBeyond = false
  private var places: [String: Int] = [:]

  /// Reads all of the files.
  ///
  /// - Throws: what their readers throw.
  init(
    of files: [SourceFile], as source: BackfillSpecification.Source, report: (Int) -> Void
  ) throws {
    for file in files {
      var reader = try SourceReading.reader(of: file, as: source)
      let flat = reader.fieldNames.map { place(of: $0) }
      var record = SourceRecord()
      while try reader.next(into: &record) {
        records += 1
        if records % 10_000 == 0 { report(records) }
        if let problem = record.problem {
          add(problem, at: "\(file.name):\(record.line)")
        } else if let tree = record.json {
          hasTrees = true
          add(tree, at: "")
        } else {
          addFields(of: record, at: flat)
        }
      }
    }
  }

  /// The records that can be read.
  var readable: Int { records - problems.reduce(0) { $0 + $1.count } }

  private mutating func addFields(of record: SourceRecord, at flat: [Int?]) {
    for (index, place) in flat.enumerated() where index < record.fields.count {
      guard let place else { continue }
      let range = record.fields.range(of: index)
      fields[place].add(record.fields.bytes.span.bytes.extracting(range))
    }
  }

  private mutating func add(_ value: JSONValue, at path: String) {
    switch value {
    case .object(let object):
      if !path.isEmpty, let place = place(of: path) { fields[place].addTree(isParent: true) }
      for (name, value) in object.members where !name.contains(".") && !name.isEmpty {
        add(value, at: path.isEmpty ? name : "\(path).\(name)")
      }
    case .array: if let place = place(of: path) { fields[place].addTree() }
    case .null: if let place = place(of: path) { fields[place].addEmpty() }
    case .bool(let flag): addText(String(flag), at: path)
    case .number(let number): addText(number.text, at: path)
    case .string(let text): if let place = place(of: path) { fields[place].add(string: text) }
    }
  }

  private mutating func addText(_ text: String, at path: String) {
    guard let place = place(of: path) else { return }
    fields[place].add(text.utf8Span.span.bytes)
  }

  private mutating func add(_ problem: RecordProblem, at place: String) {
    if let known = problems.firstIndex(where: { $0.code == problem.code }) {
      problems[known].count += 1
    } else {
      problems.append((problem.code, 1, "\(place): \(problem.message)"))
    }
  }

  private mutating func place(of name: String) -> Int? {
    if let place = places[name] { return place }
    guard fields.count < Self.mostFields else {
      hasFieldsBeyond = true
      return nil
    }
    places[name] = fields.count
    fields.append(FieldProfile(name: name))
    return fields.count - 1
  }
}
