import SeedbedCore
import SeedbedFormats

extension RecordMapper {
  /// Appends the sum of fields, exactly.
  ///
  /// A field that is missing or empty adds nothing; where all are, there is no value.
  func append(
    sumOf fields: [Origin], in record: SourceRecord, as column: Column, to batch: inout RowBatch
  ) throws(TypingProblem) {
    var sum: ExactDecimal?
    for field in fields {
      let text = text(of: field, in: record)
      if text.isEmpty { continue }
      let plain = try column.rules?.marks?.plain(text.utf8.span.bytes) ?? Array(text.utf8)
      guard let term = ExactDecimal(ascii: plain),
        let next = (sum ?? ExactDecimal(unscaled: 0, scale: 0)).adding(term)
      else { throw .not("a number that can be added up", text.utf8.span.bytes, code: "sum.term") }
      sum = next
    }
    guard let sum else { return try appendNothing(as: column, to: &batch) }
    let text = Array(sum.description.utf8)
    try column.type.append(text.span.bytes, to: &batch)
  }
}
