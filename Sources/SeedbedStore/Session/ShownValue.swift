/// What a message shows of a value in the database.
package enum ShownValue {
  /// Short numbers and names of keys are shown; what may be about a person is cut to its first letter.
  package static func text(of value: String) -> String {
    let isKey = value.utf8.count <= 40 && value.utf8.allSatisfy(isPartOfKey)
    // Nine digits or more may be a telephone, an account or a card.
    let digits = value.utf8.count { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let isLongNumber = digits > 8 && digits >= value.utf8.count - 4
    if isKey, !isLongNumber { return value }
    return "\(value.prefix(1))… (\(value.count) characters)"
  }

  private static func isPartOfKey(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "/"):
      true
    default: false
    }
  }
}
