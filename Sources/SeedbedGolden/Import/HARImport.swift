import SeedbedCore
import SeedbedFormats

/// Drafts of the requests a browser recorded in an HTTP archive (HAR 1.2).
enum HARImport {
  static func drafts(of archive: JSONValue, named name: String) throws -> [DraftEndpoint] {
    guard let entries = archive["log"]?["entries"]?.elements else {
      throw Diagnostic(.importFormat, "'\(name)' is no HTTP archive: it has no log with entries")
    }
    return entries.compactMap(draft)
  }

  /// The origin most entries share.
  static func origin(of archive: JSONValue) -> String? {
    let entries = archive["log"]?["entries"]?.elements ?? []
    let origins = entries.compactMap { $0["request"]?["url"]?.string }
      .map { WebAddress($0).origin }
    let counts = Dictionary(origins.map { ($0, 1) }, uniquingKeysWith: +)
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  private static func draft(of entry: JSONValue) -> DraftEndpoint? {
    guard let request = entry["request"], let url = request["url"]?.string else { return nil }
    let address = WebAddress(url)
    let response = entry["response"]
    let type = response?["content"]?["mimeType"]?.string.map(MediaType.essence)
    // Pictures, styles and scripts of pages are no operations.
    let others = ["image/", "font/", "text/css", "text/javascript", "application/javascript"]
    if let type, others.contains(where: type.hasPrefix) { return nil }
    guard var draft = DraftEndpoint.made(request["method"]?.string ?? "GET", address.path) else {
      return nil
    }
    draft.query = DraftEndpoint.pairs(of: address.query)
    draft.take(
      headers: (request["headers"]?.elements ?? []).map {
        .init(name: $0["name"]?.string ?? "", value: $0["value"]?.string ?? "")
      })
    if let text = request["postData"]?["text"]?.string {
      draft.take(body: text, type: request["postData"]?["mimeType"]?.string)
    }
    draft.status = response?["status"].flatMap(DraftEndpoint.status) ?? 200
    draft.type = type
    return draft
  }
}
