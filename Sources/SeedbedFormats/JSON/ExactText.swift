/// Text compared by its bytes, where `String` compares by canonical equivalence.
struct ExactText: Hashable {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  static func == (left: ExactText, right: ExactText) -> Bool {
    guard left.text.utf8.count == right.text.utf8.count else { return false }
    let first = left.text.utf8.span.bytes
    let second = right.text.utf8.span.bytes
    return first.hasSameBytes(as: second)
  }

  func hash(into hasher: inout Hasher) {
    text.utf8.span.bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    hasher.combine(0xFF as UInt8)
  }
}
