import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// Takes the records of one file in: each becomes a row, is left out, or is a reject.
struct RecordIntake {
  private let file: SourceFile
  private let mapper: RecordMapper
  private let filter: RecordFilter

  init(of file: SourceFile, mapper: RecordMapper, for plan: BackfillPlan) throws {
    self.file = file
    self.mapper = mapper
    filter = try RecordFilter(for: plan)
  }

  func take(_ record: SourceRecord, into batch: inout PendingBatch) {
    batch.counts.read += 1
    if let problem = record.problem {
      reject(record, .read, problem.code, nil, problem.message, into: &batch)
      return
    }
    if mapper.looksInside, let tree = record.json, tree.object == nil {
      reject(
        record, .read, "json.record", nil, "the record is \(tree.kind), not an object", into: &batch
      )
      return
    }
    do throws(RecordMapper.Failure) {
      try mapper.append(record, of: file, to: &batch.rows)
    } catch {
      batch.rows.truncate(toRows: batch.places.count)
      reject(record, .map, error.code, error.column, error.message, into: &batch)
      return
    }
    if !filter.isEmpty, filter.drops(row: batch.places.count, of: batch.rows) != nil {
      batch.rows.truncate(toRows: batch.places.count)
      batch.counts.filtered += 1
      return
    }
    batch.places.append(record.place)
  }

  private func reject(
    _ record: SourceRecord, _ stage: Reject.Stage, _ code: String, _ column: String?,
    _ message: String, into batch: inout PendingBatch
  ) {
    batch.counts.rejected += 1
    batch.rejects.append(
      Reject(
        file: file.name, place: record.place, stage: stage, code: code, column: column,
        message: message))
  }
}

extension SourceRecord {
  var place: RecordPlace {
    RecordPlace(number: number, line: line, offset: offset, length: length)
  }
}
