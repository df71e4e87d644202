/// What is wrong in a record, and at which of its bytes.
struct CSVFault {
  enum Kind {
    case strayQuote
    case textAfterQuote
    case unclosedQuote
    case bareCarriageReturn
  }

  let kind: Kind
  let offset: Int

  init(_ kind: Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
  }

  /// The problem as the record carries it; `start` is where the record starts in the source.
  func problem(at start: Int) -> RecordProblem {
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
    case .bareCarriageReturn:
      RecordProblem(
        code: "csv.bare-carriage-return",
        message: "a carriage return \(place) stands alone; lines end with LF or CRLF")
    }
  }
}
