import SeedbedCore

/// Reads the items of one list of a YAML document as records, each a JSON tree.
///
/// Plain scalars become null, booleans and numbers as in YAML 1.2's core schema, numbers only where they
/// are numbers of JSON; all else is text as written, so `NO` and `02134` stay. Aliases are followed
/// within a record. A record with a doubled key, an alias from elsewhere and the like carries a problem;
/// text that is not YAML ends the reading. Copies share their place in the source.
///
/// YAML cannot be entered in the middle: to resume, the records before the checkpoint are passed over.
package struct YAMLRecordReader: RecordReader {
  /// Empty: records carry a tree.
  package var fieldNames: [String] { [] }
  /// Where the last record ends; its lines are those that ended before.
  package private(set) var checkpoint: SourceCheckpoint
  private let events: YAMLEventReader
  private let levels: [YAMLPointer.Level]
  private let limits: YAMLLimits
  private var isFinished = false

  /// Opens the list at `pointer` (RFC 6901; empty for a document that is the list) of a source; `name` is what
  /// messages call it.
  ///
  /// - Throws: `Diagnostic` when the source has no list there, or fewer records than the checkpoint says.
  package init(
    _ source: SourceBytes, named name: String, pointer: String = "",
    limits: YAMLLimits = .standard, at checkpoint: SourceCheckpoint = .start
  ) throws {
    events = try YAMLEventReader(source, named: name)
    levels = try YAMLPointer.enter(pointer, in: events)
    self.limits = limits
    self.checkpoint = checkpoint
    for passed in 0..<checkpoint.number {
      let event = try events.next()
      if event == .sequenceEnd {
        throw events.diagnostic(
          .yamlRecords,
          "the list ends after \(passed) records; \(checkpoint.number) were read from it before",
          help: "the file has changed since; start a new run")
      }
      try events.skipNode(event)
    }
  }

  /// Reads the next record; after the last one, the rest of the file is checked too.
  ///
  /// - Throws: `Diagnostic` where the text is not YAML, and for a second document or list.
  package mutating func next(into record: inout SourceRecord) throws -> Bool {
    guard !isFinished else { return false }
    let event = try events.next()
    if event == .sequenceEnd {
      isFinished = true
      try YAMLPointer.leave(levels, in: events)
      return false
    }
    record.fields.removeAll()
    record.number = checkpoint.number + 1
    record.line = events.start.line
    record.offset = events.startOffset

    var builder = YAMLRecordBuilder(limits: limits, start: events.position)
    let value = try builder.value(event, from: events, depth: 0)
    if value.object == nil {
      builder.note("yaml.record-kind", "a record is a mapping, and this is \(value.kind)", nil)
    }
    record.problem = builder.problem
    record.json = builder.problem == nil ? .some(value) : .none

    let end = events.endOffset
    record.length = end - record.offset
    checkpoint = SourceCheckpoint(offset: end, number: record.number, line: events.end.line - 1)
    return true
  }
}
