/// An address in parts.
struct WebAddress {
  /// `https://api.example.com`; empty when the address is only a path.
  let origin: String
  let path: String
  /// What stands behind the question mark.
  let query: String

  init(_ text: String) {
    var rest = text.prefix { $0 != "#" }
    if let start = rest.firstRange(of: "://") {
      let end = rest[start.upperBound...].firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
      let host = rest[start.upperBound..<end].split(separator: "@").last ?? ""
      origin = "\(rest[..<start.lowerBound])://\(host)"
      rest = rest[end...]
    } else {
      origin = ""
    }
    let parts = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = parts[0].isEmpty ? "/" : String(parts[0])
    query = parts.count > 1 ? String(parts[1]) : ""
  }

  /// Whether a text is a whole address, and not a path or the name of a file.
  static func isWhole(_ text: String) -> Bool {
    text.hasPrefix("http://") || text.hasPrefix("https://")
  }
}
