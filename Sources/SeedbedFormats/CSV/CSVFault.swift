/// What is wrong in a record, and at which of its bytes.
struct CSVFault {
  enum Kind {
    case strayQuote
    case textAfterQuote
    case unclosedQuote
    /// A quote that is still open where the record may not go on.
    case endlessQuote(limit: Int)
    /// Well-formed, over more lines than one; the place is its end.
    case fieldCount(expected: Int, found: Int)
    case bareCarriageReturn
    /// More fields than any record may have; the place is behind the last that may be there.
    case tooManyFields(limit: Int)
  }

  let kind: Kind
  let offset: Int

  init(_ kind: Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
  }

  /// The problem as the record carries it; `start` is where the record starts in the source.
  ///
  /// `lines`: how many are lost with it.
  func problem(at start: Int, lines: Int = 1) -> RecordProblem {
    let problem = problem(at: start)
    guard lines > 1 else { return problem }
    return RecordProblem(
      code: problem.code, message: "\(problem.message); the reject takes \(lines) lines")
  }

  private func problem(at start: Int) -> RecordProblem {
    let place = "at byte \(start + offset)"
    return switch kind {
    case .strayQuote:
      RecordProblem(
        code: "csv.stray-quote",
        message: "a quote \(place) stands inside a field that does not start with one")
    case .textAfterQuote:
      RecordProblem(
        code: "csv.text-after-quote",
        message: "the quoted field is closed before byte \(start + offset), and text follows it")
    case .unclosedQuote:
      RecordProblem(
        code: "csv.unclosed-quote",
        message: "the quote \(place) is not closed before the end of the source")
    case .endlessQuote(let limit):
      RecordProblem(
        code: "csv.unclosed-quote",
        message: "the quote \(place) is not closed within \(limit) bytes, the limit of one record")
    case .fieldCount(let expected, let found):
      RecordProblem(
        code: "csv.field-count", message: "expected \(expected) fields, found \(found)")
    case .tooManyFields(let limit):
      RecordProblem(
        code: "csv.too-many-fields",
        message: "the record has more than \(limit) fields, the limit of one record")
    case .bareCarriageReturn:
      RecordProblem(
        code: "csv.bare-carriage-return",
        message: "a carriage return \(place) stands alone; lines end with LF or CRLF")
    }
  }
}
