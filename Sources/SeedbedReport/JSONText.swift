import SeedbedFormats

/// JSON values in little room.
enum JSONText {
  /// The value on one line, cut after 80 characters.
  static func short(_ value: JSONValue) -> String {
    let text = JSONWriter.text(value, pretty: false)
    return text.count > 80 ? "\(text.prefix(79))…" : text
  }
}
