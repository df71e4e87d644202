package import SeedbedCore

extension Diagnostic.Code {
  /// A script that does not begin with a name and an equals sign.
  package static let jsAssignment = Self("js-assigned.name", .invalidFile)
}

extension JSONStream {
  /// How long the name may be to which the value is assigned.
  private static let mostOfName = 1024

  /// Moves behind the equals sign of `window.YTD.tweets.part0 = …`; JSON must follow.
  mutating func enterAssignment() throws {
    var length = 0
    while let byte = try peekPastSpace(), Self.isInName(byte) {
      length += 1
      guard length <= Self.mostOfName else { break }
      advance()
    }
    guard length > 0, length <= Self.mostOfName, try takePastSpace(UInt8(ascii: "=")) else {
      throw Diagnostic(
        .jsAssignment,
        "\(name): expected a name and '=' on line \(lines + 1), at byte \(offset)",
        help: "such as 'window.YTD.tweets.part0 = […]'; for JSON alone write 'format: json'")
    }
  }

  /// Whether a byte may stand in what is assigned to: names, their parts, and indexes in brackets.
  private static func isInName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"),
      UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\""),
      UInt8(ascii: "'"), UInt8(ascii: "-"):
      true
    default: byte >= 0x80
    }
  }
}
