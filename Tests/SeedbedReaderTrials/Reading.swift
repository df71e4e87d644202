package import SeedbedFormats

/// What became of a source: its records, where they lie, what was passed over, and what ended the reading.
package struct Reading: Equatable {
  /// A record, and what its reader said just after it.
  package struct Item: Equatable {
    package let number: Int
    package let line: Int
    package let offset: Int
    package let length: Int
    package let fields: [[UInt8]]
    package let json: JSONValue?
    package let problem: RecordProblem?
    package let checkpoint: SourceCheckpoint
    package fileprivate(set) var passedOver: [String: Int]

    fileprivate init(_ record: SourceRecord, _ reader: any RecordReader) {
      (number, line, offset, length) = (record.number, record.line, record.offset, record.length)
      fields = (0..<record.fields.count).map {
        Array(record.fields.bytes[record.fields.range(of: $0)])
      }
      (json, problem) = (record.json, record.problem)
      (checkpoint, passedOver) = (reader.checkpoint, reader.passedOver)
    }
  }

  package private(set) var fieldNames: [String] = []
  package private(set) var items: [Item] = []
  package private(set) var passedOver: [String: Int] = [:]
  /// The error that ended the reading; empty at the end of the source.
  package private(set) var end = ""

  /// Reads to the end, or until there are more records than any source of the trials has.
  package init(_ open: () throws -> any RecordReader) {
    do {
      var reader = try open()
      fieldNames = reader.fieldNames
      var record = SourceRecord()
      while try reader.next(into: &record) {
        items.append(Item(record, reader))
        if items.count > 10_000 {
          end = "there is no end to the records"
          return
        }
      }
      passedOver = reader.passedOver
    } catch {
      end = "\(error)"
    }
  }

  /// What a reader gives that goes on behind the record at `place`.
  package func rest(behind place: Int) -> Reading {
    let before = items[place].passedOver
    func since(_ all: [String: Int]) -> [String: Int] {
      all.merging(before, uniquingKeysWith: -).filter { $0.value != 0 }
    }
    var rest = self
    rest.items.removeFirst(place + 1)
    for index in rest.items.indices {
      rest.items[index].passedOver = since(rest.items[index].passedOver)
    }
    rest.passedOver = end.isEmpty ? since(passedOver) : [:]
    return rest
  }
}
