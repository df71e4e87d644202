import CPostgreSQL
import SeedbedCore

/// Values as the server writes and reads them, in its text form.
enum PostgresText {
  /// Makes a value of the bytes of one field.
  typealias Reader = @Sendable (UnsafeRawBufferPointer) -> Value

  /// A parameter as text; null as nil.
  static func parameter(_ value: Value) -> String? {
    switch value {
    case .null: nil
    case .bool(let flag): flag ? "1" : "0"
    case .bytes(let bytes): "\\x" + Hexadecimal.text(of: bytes)
    case .int, .float, .decimal, .text, .timestamp, .json: value.description
    }
  }

  /// How fields of a type are read, so that they come as `StoreRow` says, on every engine alike.
  ///
  /// Object identifiers are those of the server's `pg_type.dat`, which do not change.
  static func reader(ofType type: Oid, modifier: Int32) -> Reader {
    switch type {
    case 16: { .int($0.first == UInt8(ascii: "t") ? 1 : 0) }
    case 20, 21, 23, 26: { bytes in integer(bytes) ?? .text(text(bytes)) }
    case 700, 701: { bytes in Double(text(bytes)).map(Value.float) ?? .text(text(bytes)) }
    // A sum of whole numbers is numeric too, without the precision a column has.
    case 1700 where modifier < 0: { bytes in integer(bytes) ?? .text(text(bytes)) }
    case 17: { bytes in Hexadecimal.bytes(of: bytes.dropFirst(2)).map(Value.bytes) ?? .null }
    case 1184: { .text(timestamp(text($0))) }
    case 114, 3802: { .text(CanonicalJSON.text(of: Array($0))) }
    default: { .text(text($0)) }
    }
  }

  private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  private static func integer(_ bytes: UnsafeRawBufferPointer) -> Value? {
    Int64(text(bytes)).map(Value.int)
  }

  /// `2026-01-15 12:00:00.5+00` as `Timestamp` writes it; what has no such form stays as it is.
  static func timestamp(_ text: String) -> String {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].hasSuffix("+00") else { return text }
    let time = parts[1].dropLast(3).split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = time.first, time.count <= 2 else { return text }
    let fraction = time.count == 2 ? String(time[1]) : ""
    let padding = String(repeating: "0", count: max(0, 6 - fraction.count))
    return "\(parts[0])T\(whole).\(fraction)\(padding)Z"
  }
}
