import SeedbedCore
import SeedbedGolden

/// JUnit's XML, as CI servers read it: a suite for the run, a case an operation.
enum JUnitReport {
  static func text(of outcome: VerifyOutcome) -> String {
    let skipped = outcome.operations.count { !$0.wasTested }
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      #"<testsuites><testsuite name="seedbed verify" tests="\#(outcome.operations.count)" "#
        + #"failures="\#(outcome.failing.count)" skipped="\#(skipped)">"#,
    ]
    lines += outcome.operations.map(testCase)
    if !outcome.remarks.isEmpty {
      let text = outcome.remarks.joined(separator: "\n")
      lines.append("  <system-out>\(XMLText.escaped(text))</system-out>")
    }
    lines.append("</testsuite></testsuites>")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func testCase(_ operation: OperationOutcome) -> String {
    let seconds = Double(operation.milliseconds ?? 0) / 1000
    let start =
      #"  <testcase classname="\#(XMLText.escaped(operation.location.file))" "#
      + #"name="\#(XMLText.escaped(operation.title))" time="\#(seconds)""#
    if operation.reasons == [.notTested] { return start + "><skipped/></testcase>" }
    if !operation.wasTested {
      let why = operation.reasons.map(\.description).joined(separator: "\n")
      return start + #"><skipped message="\#(XMLText.escaped(why))"/></testcase>"#
    }
    if operation.isOperational { return start + "/>" }
    let message = operation.reasons.first.map { $0.headline } ?? operation.level.name
    let text = operation.reasons.map(\.description).joined(separator: "\n")
    return start
      + #"><failure message="\#(XMLText.escaped(message))">\#(XMLText.escaped(text))</failure></testcase>"#
  }
}
