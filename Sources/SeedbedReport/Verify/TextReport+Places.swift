import SeedbedCore
import SeedbedGolden

extension TextReport {
  /// What the printed requests need to be made again.
  func needs(_ needs: [String]) -> [String] {
    needs.flatMap { wrapping.lines(of: "to make the requests again: \($0)", first: "  ", rest: 4) }
  }

  /// The golden's line of the first difference, marked, and the request that shows it again.
  func places(of operation: OperationOutcome) -> [String] {
    var lines = operation.differences.prefix(1).flatMap { place(of: $0, indent: 8) }
    if let cause = operation.cause {
      lines += wrapping.lines(of: cause.description, first: "        ", rest: 8)
    }
    if let request = operation.request {
      lines += wrapping.lines(of: request.curl, first: "        ", rest: 10)
    }
    return lines
  }

  /// `golden/a.json:3:13`, and the line with a caret.
  func place(of difference: Difference, indent: Int) -> [String] {
    guard let location = difference.location else { return [] }
    let space = String(repeating: " ", count: indent)
    guard let excerpt = difference.excerpt else { return ["\(space)\(location)"] }
    let number = String(location.line)
    let margin = String(repeating: " ", count: number.count)
    return [
      "\(space)\(location)", "\(space)  \(paint.faint("\(number) |")) \(excerpt.shownLine)",
      "\(space)  \(paint.faint("\(margin) |")) \(paint.bad(excerpt.marks))",
    ]
  }
}

extension Reason {
  /// The reason in two or three words.
  var headline: String { code.replacing("-", with: " ") }
}
