import SeedbedCore

/// Drafts of `curl` commands, as a browser copies them or a document shows them.
enum CurlImport {
  static func drafts(of text: String) throws -> [DraftEndpoint] {
    try CurlWords.commands(in: text).map(draft)
  }

  /// The origin of the first command.
  static func origin(of text: String) -> String? {
    CurlWords.commands(in: text).first?.lazy.map { WebAddress($0).origin }.first { !$0.isEmpty }
  }

  private static func draft(of words: [String]) throws -> DraftEndpoint {
    var line = Line()
    var rest = CurlWords(words.dropFirst())
    while let word = rest.next() {
      try line.take(word, &rest)
    }
    return try line.draft()
  }

  /// What the options of one command say.
  private struct Line {
    var method: String?
    var address: String?
    var headers: [DraftEndpoint.Pair] = []
    var data: [String] = []
    var isJSON = false
    var putsDataIntoQuery = false
    var hasCredentials = false
    var redirects = 0
    var timeout: Int?

    private static let flags: Set<String> = [
      "--compressed", "--silent", "--show-error", "--insecure", "--include", "--verbose", "--fail",
      "--globoff", "--http1.1", "--http2", "--no-buffer",
    ]
    private static let ignored: Set<String> = [
      "-o", "--output", "-A", "--user-agent", "-e", "--referer", "-w", "--write-out", "--cacert",
      "--connect-timeout", "--retry",
    ]

    mutating func take(_ word: String, _ rest: inout CurlWords) throws {
      switch word {
      case "-X", "--request": method = rest.next()
      case "-H", "--header": add(header: rest.next() ?? "")
      case "-d", "--data", "--data-raw", "--data-binary", "--data-ascii":
        data.append(rest.next() ?? "")
      case "--data-urlencode": data.append(rest.next() ?? "")
      case "--json":
        data.append(rest.next() ?? "")
        isJSON = true
      case "-G", "--get": putsDataIntoQuery = true
      case "-I", "--head": method = "HEAD"
      case "-L", "--location": redirects = 10
      case "-m", "--max-time":
        let seconds = rest.next().flatMap { Double($0) } ?? 0
        timeout = (1...86_400).contains(seconds) ? Int(seconds) : nil
      case "--url": address = rest.next()
      case "-u", "--user", "-b", "--cookie", "--oauth2-bearer":
        _ = rest.next()
        hasCredentials = true
      case let word where Self.ignored.contains(word): _ = rest.next()
      case let word where Self.flags.contains(word): break
      case let word where word.hasPrefix("-") && !word.hasPrefix("--") && word.count > 2:
        try takeShort(word, &rest)
      case let word where ["-s", "-S", "-k", "-i", "-v", "-f", "-g"].contains(word): break
      case let word where word.hasPrefix("-"):
        throw Diagnostic(
          .importFormat, "the option '\(word)' of curl cannot be drafted",
          help: "take it out, and write the rest by hand")
      default: address = word
      }
    }

    /// `-XPOST` and `-sSL`.
    private mutating func takeShort(_ word: String, _ rest: inout CurlWords) throws {
      let first = String(word.prefix(2))
      if ["-X", "-H", "-d", "-m", "-u", "-b"].contains(first) {
        rest.putBack(String(word.dropFirst(2)))
        return try take(first, &rest)
      }
      for letter in word.dropFirst() { try take("-\(letter)", &rest) }
    }

    private mutating func add(header: String) {
      let parts = header.split(separator: ":", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { return }
      headers.append(
        .init(name: parts[0], value: String(parts[1].drop { $0 == " " })))
    }

    func draft() throws -> DraftEndpoint {
      guard let address else {
        throw Diagnostic(.importFormat, "a curl command names no address")
      }
      let place = WebAddress(address.contains("://") ? address : "http://\(address)")
      let sendsData = !data.isEmpty && !putsDataIntoQuery
      guard
        var draft = DraftEndpoint.made(method ?? (sendsData ? "POST" : "GET"), place.path)
      else {
        throw Diagnostic(
          .importFormat, "'\(method ?? "") \(place.path)' is not a method and a path")
      }
      draft.query =
        DraftEndpoint.pairs(of: place.query)
        + (putsDataIntoQuery ? DraftEndpoint.pairs(of: data.joined(separator: "&")) : [])
      draft.take(headers: headers)
      draft.hasCredentials = draft.hasCredentials || hasCredentials
      if sendsData {
        let type = headers.first { $0.name.lowercased() == "content-type" }?.value
        draft.take(
          body: data.joined(separator: "&"), type: isJSON ? "application/json" : type)
      }
      draft.redirects = redirects
      draft.timeout = timeout
      return draft
    }
  }
}
