/// Makes BSON documents for tests.
enum BSON {
  static func document(_ elements: [UInt8]...) -> [UInt8] {
    let content = elements.joined()
    return int32(content.count + 5) + content + [0]
  }

  static func string(_ name: String, _ text: String) -> [UInt8] {
    [0x02] + Array(name.utf8) + [0] + int32(text.utf8.count + 1) + Array(text.utf8) + [0]
  }

  static func int(_ name: String, _ number: Int) -> [UInt8] {
    [0x10] + Array(name.utf8) + [0] + int32(number)
  }

  static func int64(_ name: String, _ number: Int64) -> [UInt8] {
    element(0x12, name, littleEndian(UInt64(bitPattern: number)))
  }

  static func bool(_ name: String, _ flag: Bool) -> [UInt8] { element(0x08, name, [flag ? 1 : 0]) }

  static func element(_ type: UInt8, _ name: String, _ value: [UInt8]) -> [UInt8] {
    [type] + Array(name.utf8) + [0] + value
  }

  static func int32(_ number: Int) -> [UInt8] {
    Array(littleEndian(UInt64(bitPattern: Int64(number))).prefix(4))
  }

  static func littleEndian(_ number: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
