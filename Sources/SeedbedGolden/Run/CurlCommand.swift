/// A `curl` command that makes a request again, with secrets as variables of the shell.
enum CurlCommand {
  /// - Parameter secrets: what must not be in the text, and the variable that stands for it.
  static func text(of request: Request, base: String, secrets: [String: String]) -> String {
    var words = ["curl"]
    if request.method == "HEAD" {
      words.append("-I")
    } else if request.method != "GET" || request.body != nil {
      words += ["-X", request.method]
    }
    if request.redirects > 0 { words.append("-L") }
    for header in request.headers where header.name != "user-agent" {
      if header.name == "accept", header.value == "*/*" { continue }
      words += ["-H", quoted("\(header.name): \(header.value)", secrets)]
    }
    if let body = request.body {
      let text = String(validating: body, as: UTF8.self)
      words += text.map { ["--data-raw", quoted($0, secrets)] } ?? ["--data-binary", "@FILE"]
    }
    words.append(quoted(base + request.target, secrets))
    return words.joined(separator: " ")
  }

  /// The text in single quotes; each secret outside of them, as a variable in double quotes.
  private static func quoted(_ text: String, _ secrets: [String: String]) -> String {
    var parts = [(text: text, isSecret: false)]
    for (secret, name) in secrets.sorted(by: { ($0.key.count, $0.key) > ($1.key.count, $1.key) }) {
      parts = parts.flatMap { part -> [(text: String, isSecret: Bool)] in
        if part.isSecret || !part.text.contains(secret) { return [part] }
        let pieces = part.text.split(separator: secret, omittingEmptySubsequences: false)
        return pieces.enumerated().flatMap { place, piece in
          (place == 0 ? [] : [("\"$\(name)\"", true)]) + [(String(piece), false)]
        }
      }
    }
    return parts.filter { $0.isSecret || !$0.text.isEmpty }.map { part in
      part.isSecret ? part.text : "'\(part.text.replacing("'", with: "'\\''"))'"
    }.joined()
  }
}
