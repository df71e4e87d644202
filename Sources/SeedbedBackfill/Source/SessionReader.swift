import SeedbedCore
import SeedbedFormats

/// Joins visits into sessions: same visitor, and no silence longer than the gap.
///
/// Reads all visits at the first record asked for, and keeps one entry a session; records that cannot be
/// read are passed on as they are, so that they are counted.
struct SessionReader: RecordReader {
  let fieldNames: [String]
  /// A session ends where its last visit may still come: the place never lies inside the source.
  private(set) var checkpoint = SourceCheckpoint.start
  private let rule: BackfillSpecification.Sessions
  /// Where in a visit the fields lie that tell visitors apart.
  private let visitor: [Int]
  private let time: Int
  private var visits: any RecordReader
  private var records: [SourceRecord]?
  private var next = 0

  init(
    joining visits: any RecordReader, by rule: BackfillSpecification.Sessions
  ) throws {
    let names = visits.fieldNames
    visitor = rule.by.compactMap { names.firstIndex(of: $0) }
    guard let time = names.firstIndex(of: rule.time), visitor.count == rule.by.count else {
      let missing = (rule.by + [rule.time]).filter { !names.contains($0) }
      let near = missing.first.map { Suggestion.phrase(for: $0, among: names) } ?? ""
      throw Diagnostic(
        .backfillSource,
        "the source has no field '\(missing.joined(separator: "', '"))' to join sessions by\(near)",
        help: names.isEmpty
          ? "sessions are made of csv, tsv and combined_log"
          : "fields: \(names.joined(separator: ", "))")
    }
    self.time = time
    self.rule = rule
    self.visits = visits
    fieldNames = rule.by + ["first", "last", "count"]
  }

  mutating func next(into record: inout SourceRecord) throws -> Bool {
    let records = try records ?? joined()
    self.records = records
    guard next < records.count else { return false }
    record = records[next]
    next += 1
    if next == records.count {
      checkpoint = SourceCheckpoint(
        offset: visits.checkpoint.offset, number: next, line: record.line)
    }
    return true
  }

  /// Every session in the place of its first visit, and every record that is no visit.
  private mutating func joined() throws -> [SourceRecord] {
    var records: [SourceRecord] = []
    var sessions: [Session] = []
    var open: [[String]: Int] = [:]
    var visit = SourceRecord()
    while try visits.next(into: &visit) {
      guard let instant = instant(of: &visit) else {
        records.append(visit)
        continue
      }
      let identity = visitor.map { visit.fields.text(of: $0) }
      if let place = open[identity], sessions[place].reaches(instant, within: rule.gap) {
        sessions[place].add(instant)
      } else {
        open[identity] = sessions.count
        sessions.append(Session(visit: visit, identity: identity, first: instant, last: instant))
      }
    }
    records += sessions.map(\.record)
    records.sort { $0.offset < $1.offset }
    for place in records.indices { records[place].number = place + 1 }
    return records
  }

  /// The time of a visit; nil, and a problem in it, when it cannot be read.
  private func instant(of visit: inout SourceRecord) -> Timestamp? {
    guard visit.problem == nil else { return nil }
    let range = visit.fields.range(of: time)
    let instant = rule.timeFormat.parse(
      visit.fields.bytes.span.bytes.extracting(range), assumingUTC: !rule.timeFormat.holdsZone)
    if instant == nil {
      visit.problem = RecordProblem(code: "session.time", message: "the time cannot be read")
    }
    return instant
  }

  private struct Session {
    let visit: SourceRecord
    let identity: [String]
    var first: Timestamp
    var last: Timestamp
    var count = 1

    /// Whether a visit belongs to the session; logs may be a little out of order.
    func reaches(_ instant: Timestamp, within gap: Int64) -> Bool {
      instant <= last.adding(seconds: gap) && first <= instant.adding(seconds: gap)
    }

    mutating func add(_ instant: Timestamp) {
      first = min(first, instant)
      last = max(last, instant)
      count += 1
    }

    var record: SourceRecord {
      var record = visit
      record.fields.removeAll()
      for text in identity + [first.description, last.description, String(count)] {
        record.fields.extend(text.utf8)
        record.fields.endField()
      }
      return record
    }
  }
}
