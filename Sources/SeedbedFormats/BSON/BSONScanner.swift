import SeedbedCore

/// What is wrong in a BSON document, and at which of its bytes.
struct BSONFault: Error {
  let code: String
  let message: String
  let offset: Int

  init(_ code: String, _ message: String, at offset: Int) {
    self.code = code
    self.message = message
    self.offset = offset
  }
}

/// Takes one BSON document (bsonspec.org, 1.1) apart; what it means is as in `ExtendedJSON`.
struct BSONScanner {
  private var position = 0
  private let depthLimit: Int
  private let valueLimit: Int
  /// How many values the document has so far.
  private var values = 0

  init(limits: JSONLimits = .record) {
    depthLimit = limits.depth
    valueLimit = limits.values
  }

  /// The document that `bytes` are, from its length to the zero at its end.
  mutating func document(in bytes: RawSpan) throws(BSONFault) -> JSONValue {
    position = 0
    values = 0
    return .object(JSONObject(unique: try members(in: bytes, until: bytes.byteCount, depth: 1)))
  }

  /// The elements of the document that begins here and must end at or before `limit`.
  private mutating func members(
    in bytes: RawSpan, until limit: Int, depth: Int, isArray: Bool = false
  ) throws(BSONFault) -> [(name: String, value: JSONValue)] {
    let start = position
    guard depth <= depthLimit else {
      throw BSONFault("bson.too-deep", "nested deeper than \(depthLimit) levels", at: start)
    }
    let length = Int(try int32(in: bytes, until: limit))
    guard length >= 5, start + length <= limit else {
      throw BSONFault("bson.length", "a document of \(length) bytes does not fit here", at: start)
    }
    let end = start + length - 1
    guard bytes[end] == 0 else {
      throw BSONFault("bson.torn", "a document does not end with a zero byte", at: end)
    }
    var members: [(name: String, value: JSONValue)] = []
    var names: Set<ExactText> = []
    while position < end {
      let place = position
      let type = bytes[position]
      position += 1
      values += 1
      guard values < valueLimit else {
        throw BSONFault("bson.too-many-values", "holds more than \(valueLimit) values", at: place)
      }
      let name = try cString(in: bytes, until: end)
      if isArray {
        guard name == String(members.count) else {
          throw BSONFault(
            "bson.array-index", "expected element \(members.count) of an array, found '\(name)'",
            at: place)
        }
      } else if !names.insert(ExactText(name)).inserted {
        throw BSONFault(
          "bson.duplicate-key", "the name '\(name)' is already in this document", at: place)
      }
      members.append((name, try value(type, in: bytes, until: end, depth: depth, at: place)))
    }
    guard position == end else {
      throw BSONFault("bson.length", "a value reaches over the end of its document", at: end)
    }
    position = end + 1
    return members
  }

  private mutating func value(
    _ type: UInt8, in bytes: RawSpan, until end: Int, depth: Int, at place: Int
  ) throws(BSONFault) -> JSONValue {
    switch type {
    case 0x01: return Self.number(Double(bitPattern: try word(in: bytes, until: end)))
    case 0x02, 0x0D, 0x0E: return .string(try string(in: bytes, until: end))
    case 0x03:
      let members = try members(in: bytes, until: end, depth: depth + 1)
      return .object(JSONObject(unique: members))
    case 0x04:
      let members = try members(in: bytes, until: end, depth: depth + 1, isArray: true)
      return .array(members.map(\.value))
    case 0x05: return try binary(in: bytes, until: end)
    case 0x06, 0x0A: return .null
    case 0x07: return .string(BytesText.hexadecimal(try take(12, in: bytes, until: end)))
    case 0x08:
      let flag = try take(1, in: bytes, until: end)[0]
      guard flag < 2 else {
        throw BSONFault("bson.value", "a boolean is 0 or 1, not \(flag)", at: position - 1)
      }
      return .bool(flag == 1)
    case 0x09:
      let bits = try word(in: bytes, until: end)
      return ExtendedJSON.date(milliseconds: Int64(bitPattern: bits))
    case 0x0B:
      let pattern = try cString(in: bytes, until: end)
      let options = try cString(in: bytes, until: end)
      return [
        "$regularExpression": ["pattern": .string(pattern), "options": .string(options)]
      ]
    case 0x0C:
      let name = try string(in: bytes, until: end)
      let identifier = BytesText.hexadecimal(try take(12, in: bytes, until: end))
      return ["$dbPointer": ["$ref": .string(name), "$id": ["$oid": .string(identifier)]]]
    case 0x0F: return try scopedCode(in: bytes, until: end, depth: depth)
    case 0x10: return .number(JSONNumber(Int64(try int32(in: bytes, until: end))))
    case 0x11:
      let bits = try word(in: bytes, until: end)
      return [
        "$timestamp": [
          "t": .number(JSONNumber(Int64(bits >> 32))),
          "i": .number(JSONNumber(Int64(bits & 0xFFFF_FFFF))),
        ]
      ]
    case 0x12: return .number(JSONNumber(Int64(bitPattern: try word(in: bytes, until: end))))
    case 0x13:
      let low = try word(in: bytes, until: end)
      let text = Decimal128.text(low: low, high: try word(in: bytes, until: end))
      return JSONNumber(text).map { .number($0) } ?? .string(text)
    case 0xFF: return ["$minKey": 1]
    case 0x7F: return ["$maxKey": 1]
    default:
      let shown = String(type, radix: 16, uppercase: true)
      throw BSONFault("bson.type", "there is no type 0x\(shown)", at: place)
    }
  }

  private mutating func scopedCode(
    in bytes: RawSpan, until end: Int, depth: Int
  ) throws(BSONFault) -> JSONValue {
    let start = position
    let length = Int(try int32(in: bytes, until: end))
    let code = try string(in: bytes, until: end)
    let scope = try members(in: bytes, until: end, depth: depth + 1)
    guard position == start + length else {
      throw BSONFault("bson.length", "code with a scope has another length than it says", at: start)
    }
    return ["$code": .string(code), "$scope": .object(JSONObject(unique: scope))]
  }

  private mutating func binary(
    in bytes: RawSpan, until end: Int
  ) throws(BSONFault) -> JSONValue {
    let start = position
    let length = Int(try int32(in: bytes, until: end))
    let type = try take(1, in: bytes, until: end)[0]
    guard length >= 0, length <= end - position else {
      throw BSONFault("bson.length", "\(length) bytes of data do not fit here", at: start)
    }
    let content = try take(length, in: bytes, until: end)
    if type == 4, content.count == 16 { return .string(BytesText.uuid(content)) }
    // The old subtype 2 has its length once more in front.
    return .string(BytesText.base64(type == 2 ? Array(content.dropFirst(4)) : content))
  }

  private static func number(_ number: Double) -> JSONValue {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
    return .number(JSONNumber(checked: number.description))
  }
}

extension BSONScanner {
  private mutating func take(
    _ count: Int, in bytes: RawSpan, until end: Int
  ) throws(BSONFault) -> [UInt8] {
    guard end - position >= count else { throw overrun() }
    defer { position += count }
    return bytes.array(position..<position + count)
  }

  private mutating func int32(in bytes: RawSpan, until end: Int) throws(BSONFault) -> Int32 {
    guard end - position >= 4 else { throw overrun() }
    defer { position += 4 }
    return bytes.int32(at: position)
  }

  private mutating func word(in bytes: RawSpan, until end: Int) throws(BSONFault) -> UInt64 {
    guard end - position >= 8 else { throw overrun() }
    defer { position += 8 }
    return bytes.word(at: position)
  }

  /// A string with its length in front and a zero behind.
  private mutating func string(in bytes: RawSpan, until end: Int) throws(BSONFault) -> String {
    let start = position
    let length = Int(try int32(in: bytes, until: end))
    guard length >= 1, length <= end - position, bytes[position + length - 1] == 0 else {
      throw BSONFault("bson.length", "a string of \(length) bytes does not fit here", at: start)
    }
    defer { position += length }
    return try text(position..<position + length - 1, in: bytes)
  }

  /// A string that ends at its first zero.
  private mutating func cString(in bytes: RawSpan, until end: Int) throws(BSONFault) -> String {
    guard let zero = bytes.firstPosition(of: 0, in: position..<end) else { throw overrun() }
    defer { position = zero + 1 }
    return try text(position..<zero, in: bytes)
  }

  private func text(_ range: Range<Int>, in bytes: RawSpan) throws(BSONFault) -> String {
    if let bad = UTF8Check.firstInvalid(in: bytes, range) {
      throw BSONFault("bson.encoding", "the bytes here are not UTF-8", at: bad)
    }
    return bytes.text(range)
  }

  private func overrun() -> BSONFault {
    BSONFault("bson.length", "a value reaches over the end of its document", at: position)
  }
}

extension RawSpan {
  /// The four bytes from `position` on as a signed integer, the lowest first.
  func int32(at position: Int) -> Int32 {
    Int32(littleEndian: unsafeLoadUnaligned(fromByteOffset: position, as: Int32.self))
  }
}
