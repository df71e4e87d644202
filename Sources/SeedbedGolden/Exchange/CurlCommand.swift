import SeedbedCore

/// A `curl` command that makes a request again, with secrets as variables of the shell.
enum CurlCommand {
  /// `request`: with marks in place of its secrets.
  /// `values`: what the variables hold that are known.
  static func text(of request: Request, base: String, values: [String: String]) -> String {
    var words = ["curl"]
    if request.method == "HEAD" {
      words.append("-I")
    } else if request.method != "GET" || request.body != nil {
      words += ["-X", request.method]
    }
    if request.redirects > 0 { words.append("-L") }
    for header in request.headers where header.name != "user-agent" {
      if header.name == "accept", header.value == "*/*" { continue }
      words += ["-H", quoted("\(header.name): \(header.value)", values) { _ in true }]
    }
    if let body = request.body {
      let text = String(validating: body, as: UTF8.self)
      words +=
        text.map { ["--data-raw", quoted($0, values, isSame: isSameInJSON)] }
        ?? ["--data-binary", "@FILE"]
    }
    words.append(quoted(base + request.target, values, isSame: isSameInJSON))
    return words.joined(separator: " ")
  }

  /// The text in single quotes; each secret outside of them, as a variable in double quotes. A variable that the
  /// place would have to encode is only hidden.
  private static func quoted(
    _ text: String, _ values: [String: String], isSame: (String) -> Bool
  ) -> String {
    var words: [(text: String, isQuoted: Bool)] = []
    for piece in SecretMark.pieces(of: text) {
      let plain = piece.name == nil ? String(piece.text) : Redaction.mark
      let name = piece.name.map(String.init)
      let value = name.flatMap { values[$0] } ?? ""
      let isUsable = piece.isEncoded ? value.percentEscaped == value : isSame(value)
      if let name, !name.isEmpty, isUsable {
        words.append(("\"$\(name)\"", true))
      } else if let last = words.last, !last.isQuoted {
        words[words.count - 1].text = last.text + plain
      } else {
        words.append((plain, false))
      }
    }
    return words.map { word in
      word.isQuoted ? word.text : "'\(word.text.replacing("'", with: "'\\''"))'"
    }.joined()
  }

  private static func isSameInJSON(_ value: String) -> Bool {
    value.unicodeScalars.allSatisfy { $0 >= " " && $0 != "\"" && $0 != "\\" }
  }
}
