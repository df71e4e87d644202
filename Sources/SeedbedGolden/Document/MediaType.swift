/// Media types as `Content-Type` writes them (RFC 9110, section 8.3.1).
enum MediaType {
  /// What files of bodies are called, by the type they are served as.
  private static let endings = [
    ("json", "application/json"), ("html", "text/html"), ("txt", "text/plain"),
    ("xml", "application/xml"), ("csv", "text/csv"), ("svg", "image/svg+xml"),
    ("png", "image/png"), ("jpg", "image/jpeg"), ("webp", "image/webp"),
    ("bin", "application/octet-stream"),
  ]

  /// The type without parameters, in lower case: `application/json` of `Application/JSON; charset=utf-8`.
  static func essence(of header: String) -> String {
    let type = header.split(separator: ";", maxSplits: 1).first ?? ""
    return String(type.filter { $0 != " " && $0 != "\t" }).lowercased()
  }

  /// `application/json`, and every type that ends in `+json` (RFC 6839).
  static func isJSON(_ type: String) -> Bool {
    type == "application/json" || type.hasSuffix("+json")
  }

  /// What a golden body of this name is expected to be served as.
  static func expected(forFile path: String) -> String? {
    endings.first { path.hasSuffix(".\($0.0)") }?.1
  }

  /// What the file of a body of this type is called; nil for a type without a usual ending.
  static func ending(of type: String) -> String? {
    isJSON(type) ? "json" : endings.first { $0.1 == type }?.0
  }
}
