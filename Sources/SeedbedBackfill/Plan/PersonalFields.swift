import SeedbedCore
import SeedbedFormats

/// The fields of a source that say who somebody is: by their names, or by the values at the head of its files.
///
/// The head is the same for the same files, so a specification is refused or taken for good.
struct PersonalFields {
  /// Why a field looks personal.
  struct Evidence {
    let field: String
    let kind: PersonalKind
    var isNamed = false
    /// Values that look so, of all that were read.
    var matches = 0
    var values = 0
    /// Where the first one is.
    var place = ""

    /// `'host' looks personal: 998 of its first 1000 values are IP addresses, the first in access.log:1`
    var phrase: String {
      var reasons: [String] = []
      if isNamed { reasons.append("its name is one of \(kind.plural)") }
      if matches > 0 {
        reasons.append(
          matches == 1 && values == 1
            ? "its only value looks like one of \(kind.plural), in \(place)"
            : "\(matches) of its first \(values) values look like \(kind.plural), the first in \(place)"
        )
      }
      return "'\(field)' looks personal: \(reasons.joined(separator: ", and "))"
    }
  }

  /// How many records of a file are looked at.
  private static let head = 1000
  /// How many files are.
  private static let mostFiles = 100
  /// Longer values are prose, in which nobody looks for a whole address.
  private static let longest = 8192

  private struct Tally {
    var values = 0
    var matches: [PersonalKind: (count: Int, place: String)] = [:]
  }

  private var tallies: [String: Tally] = [:]
  /// In the order they were met.
  private(set) var fields: [String] = []
  /// For each field and each path in front of one, the fields there, in the order they were met.
  private var below: [String: [String]] = [:]

  init() {}

  /// Reads the heads of `files`; what cannot be read is left to the run, which says so.
  init(of files: [SourceFile], as source: BackfillSpecification.Source) {
    var visits = source
    visits.sessions = nil
    for file in files.prefix(Self.mostFiles) {
      guard var reader = try? SourceReading.reader(of: file, as: visits) else { continue }
      for name in reader.fieldNames { meet(name) }
      var record = SourceRecord()
      for _ in 0..<Self.head {
        guard (try? reader.next(into: &record)) ?? false else { break }
        look(at: record, names: reader.fieldNames, of: file)
      }
    }
  }

  private mutating func look(at record: SourceRecord, names: [String], of file: SourceFile) {
    guard record.problem == nil else { return }
    let place = "\(file.name):\(record.line)"
    if let tree = record.json {
      look(at: tree, "", place)
      return
    }
    for (index, name) in names.enumerated() where index < record.fields.count {
      let text = record.fields.bytes.span.bytes.extracting(record.fields.range(of: index))
      look(at: text, name, place)
    }
  }

  private mutating func look(at value: JSONValue, _ path: String, _ place: String) {
    switch value {
    case .null, .bool: return
    case .number(let number): look(at: number.text.utf8Span.span.bytes, path, place)
    case .string(let text): look(at: text.utf8Span.span.bytes, path, place)
    case .array(let values): for value in values { look(at: value, path, place) }
    case .object(let object):
      for (name, value) in object.members {
        look(at: value, path.isEmpty ? name : "\(path).\(name)", place)
      }
    }
  }

  private mutating func look(at text: RawSpan, _ field: String, _ place: String) {
    guard (1...Self.longest).contains(text.byteCount) else { return }
    meet(field)
    tallies[field]?.values += 1
    guard let kind = PersonalValue.kind(of: text) else { return }
    tallies[field]?.matches[kind, default: (0, place)].count += 1
  }

  private mutating func meet(_ field: String) {
    guard tallies[field] == nil else { return }
    tallies[field] = Tally()
    fields.append(field)
    below[field, default: []].append(field)
    var path = field[...]
    while let dot = path.lastIndex(of: ".") {
      path = path[..<dot]
      below[String(path), default: []].append(field)
    }
  }

  /// Why the field looks personal, or one below it in a tree; nil when none does.
  func evidence(for field: String, named: Bool = true) -> Evidence? {
    for field in below[field] ?? [field] {
      if let found = evidence(forOne: field, named: named) { return found }
    }
    return nil
  }

  private func evidence(forOne field: String, named: Bool) -> Evidence? {
    let tally = tallies[field] ?? Tally()
    let byName = named ? PersonalKind(fieldName: field) : nil
    let byValue = PersonalKind.allCases.filter { kind in
      let count = tally.matches[kind]?.count ?? 0
      // One number in ten has the right last digit of a card.
      return kind == .card ? count * 2 > tally.values : count > 0
    }
    let most = byValue.max {
      (tally.matches[$0]?.count ?? 0) < (tally.matches[$1]?.count ?? 0)
    }
    guard let kind = most ?? byName else { return nil }
    var evidence = Evidence(field: field, kind: kind)
    evidence.isNamed = byName == kind
    evidence.values = tally.values
    evidence.matches = most == kind ? tally.matches[kind]?.count ?? 0 : 0
    evidence.place = tally.matches[kind]?.place ?? ""
    return evidence
  }
}
