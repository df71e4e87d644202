import SeedbedCore

/// One `STMTTRN`, built from its tokens.
struct OFXTransaction {
  /// Elements that hold others; in SGML every other one may lack its end.
  private static let aggregates: Set<String> = [
    "PAYEE", "EXTDPAYEE", "BANKACCTTO", "CCACCTTO", "CURRENCY", "ORIGCURRENCY", "IMAGEDATA",
  ]

  /// How many parts an element may have; the standard knows fewer than fifty.
  private static let mostMembers = 1000

  /// An element that holds others and is not closed yet.
  private struct Level {
    let name: String
    var members: [(name: String, value: JSONValue)] = []
  }

  private(set) var problem: RecordProblem?
  private(set) var isClosed = false
  private let encoding: TextEncoding
  private let recordLimit: Int
  private var levels = [Level(name: "STMTTRN")]
  /// How many bytes of text there were.
  private var held = 0
  /// An element of which only the start was seen.
  private var open: String?

  init(encoding: TextEncoding, recordLimit: Int) {
    self.encoding = encoding
    self.recordLimit = recordLimit
  }

  /// Takes the next token of the transaction.
  ///
  /// - Returns: false when it belongs to what follows, since the transaction was never closed.
  mutating func take(_ token: OFXToken, at offset: Int) -> Bool {
    switch token {
    case .open("STMTTRN"), .close("OFX"):
      note("ofx.structure", "the transaction is not closed, at byte \(offset)")
      return false
    case .close(let name) where name.hasSuffix("TRANLIST") || name.hasSuffix("STMTRS"):
      note("ofx.structure", "the transaction is not closed, at byte \(offset)")
      return false
    case .open(let name):
      closeEmpty()
      if Self.aggregates.contains(name) {
        levels.append(Level(name: name))
      } else {
        open = name
      }
    case .close(let name): close(name, at: offset)
    case .text(let bytes, let isVerbatim): add(bytes, isVerbatim, at: offset)
    case .longText:
      open = nil
      note("record.too-long", RecordProblem.tooLong(recordLimit).message)
    }
    return true
  }

  /// The transaction with what its statement says of all of them.
  func tree(in statement: OFXStatement) -> JSONValue {
    var members = levels[0].members.filter { $0.name != "currency" }
    let own = levels[0].members.first { $0.name == "currency" }?.value
    if let rate = own?["currate"] { members.append(("currate", rate)) }
    if let code = own?["cursym"]?.string ?? statement.currency {
      members.append(("currency", .string(code)))
    }
    return .object(JSONObject(members + statement.members))
  }

  private mutating func add(_ bytes: [UInt8], _ isVerbatim: Bool, at offset: Int) {
    held += bytes.count
    guard held <= recordLimit else {
      open = nil
      return note("record.too-long", RecordProblem.tooLong(recordLimit).message)
    }
    if let bad = encoding.firstInvalid(in: bytes.span.bytes, 0..<bytes.count) {
      let start = isVerbatim ? offset + 9 : offset
      note("ofx.encoding", "byte \(start + bad) is not \(encoding.title)")
    }
    let text = OFXText.value(of: encoding.utf8(of: bytes), isVerbatim: isVerbatim)
    guard !text.isEmpty else { return }
    guard let name = open else {
      return note("ofx.structure", "text stands outside of an element, at byte \(offset)")
    }
    open = nil
    add(name, text, at: offset)
  }

  private mutating func add(_ name: String, _ text: String, at offset: Int? = nil) {
    let value = name.hasPrefix("DT") ? OFXText.time(text) : text
    add((name.lowercased().replacing(".", with: "_"), .string(value)), at: offset)
  }

  private mutating func add(_ member: (name: String, value: JSONValue), at offset: Int?) {
    let level = levels.count - 1
    guard levels[level].members.count < Self.mostMembers else {
      return note("ofx.structure", "an element holds more than \(Self.mostMembers) others")
    }
    if levels[level].members.contains(where: { $0.name == member.name }) {
      let place = offset.map { ", at byte \($0)" } ?? ""
      note("ofx.duplicate", "\(member.name.uppercased()) is already in this element\(place)")
    }
    levels[level].members.append(member)
  }

  /// An element without text ends where the next begins.
  private mutating func closeEmpty() {
    guard let name = open else { return }
    open = nil
    add(name, "")
  }

  private mutating func close(_ name: String, at offset: Int) {
    if open == name { return closeEmpty() }
    closeEmpty()
    guard let level = levels.last, level.name == name else {
      // The end of an element that had its text; of others only a wrong one.
      if levels.contains(where: { $0.name == name }) {
        note("ofx.structure", "</\(name)> comes too early, at byte \(offset)")
        isClosed = name == "STMTTRN"
      }
      return
    }
    guard levels.count > 1 else {
      isClosed = true
      return
    }
    levels.removeLast()
    add(
      (name.lowercased(), .object(JSONObject(level.members.map { ($0.name, $0.value) }))),
      at: offset)
  }

  private mutating func note(_ code: String, _ message: String) {
    if problem == nil { problem = RecordProblem(code: code, message: message) }
  }
}
