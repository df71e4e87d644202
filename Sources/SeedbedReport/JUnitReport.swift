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
    lines.append("</testsuite></testsuites>")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func testCase(_ operation: OperationOutcome) -> String {
    let seconds = Double(operation.milliseconds ?? 0) / 1000
    let start =
      #"  <testcase classname="\#(escaped(operation.location.file))" "#
      + #"name="\#(escaped(operation.title))" time="\#(seconds)""#
    if !operation.wasTested { return start + "><skipped/></testcase>" }
    if operation.isOperational { return start + "/>" }
    let message = operation.reasons.first.map { $0.headline } ?? operation.level.name
    let text = operation.reasons.map(\.description).joined(separator: "\n")
    return start
      + #"><failure message="\#(escaped(message))">\#(escaped(text))</failure></testcase>"#
  }

  /// Text of XML 1.0, from which characters it cannot hold are left out.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\u{0}"..<"\u{9}", "\u{B}", "\u{C}", "\u{E}"..<" ", "\u{FFFE}", "\u{FFFF}": continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
