/// What the lines of a Postman script say that a golden file can say too.
struct PostmanScript {
  private(set) var status: Int?
  private(set) var captures: [DraftEndpoint.Pair] = []
  /// The first line that is not read; empty when all are.
  private(set) var unread = ""

  init(_ lines: [String]) {
    for line in lines {
      let code = line.trimming { $0.isWhitespace }
      if code.isEmpty || code.hasPrefix("//") || Self.isFrame(code) { continue }
      if let match = code.firstMatch(of: /to\.have\.status\((\d{3})\)/) {
        status = Int(match.output.1)
      } else if let match = code.firstMatch(
        of: /\.set\(\s*['"](\w+)['"]\s*,\s*pm\.response\.json\(\)((?:\.\w+|\[\d+\])+)\s*\)/)
      {
        captures.append(.init(name: String(match.output.1), value: "$\(match.output.2)"))
      } else if unread.isEmpty {
        unread = "`\(code.prefix(60))`"
      }
    }
  }

  /// The beginning and the end of a test, which say nothing by themselves.
  private static func isFrame(_ code: String) -> Bool {
    code.hasPrefix("pm.test(") && code.hasSuffix("{") || ["});", "})", "}"].contains(code)
  }
}

extension String {
  fileprivate func trimming(_ isSpace: (Character) -> Bool) -> String {
    let start = drop(while: isSpace)
    return String(start.reversed().drop(while: isSpace).reversed())
  }
}
