import SeedbedCore

/// Reads the transactions of OFX 1 (SGML) and OFX 2 (XML) statements, each as a tree.
///
/// A record has the elements of its `STMTTRN` in lower case, and of the statement around it `account`, `bank`,
/// `branch`, `account_type` and `currency`. Amounts stay as they are written; times are UTC timestamps and bare days
/// are dates, and what is neither stays as written, for the mapping to refuse. Transactions of investments have other
/// elements, and are passed over and counted. Since the account stands once in front of its transactions, reading goes
/// on at a checkpoint by passing over what came before.
package struct OFXReader: RecordReader {
  /// Each kind of transaction of an investment that holds no other.
  private static let investments: Set<String> = [
    "INVBUY", "INVSELL", "INCOME", "REINVEST", "INVEXPENSE", "JRNLFUND", "JRNLSEC",
    "MARGININTEREST", "RETOFCAP", "SPLIT", "TRANSFER", "CLOSUREOPT",
  ]

  package private(set) var checkpoint = SourceCheckpoint.start
  package private(set) var passedOver: [String: Int] = [:]
  private var tokens: OFXTokens
  private let encoding: TextEncoding
  private let recordLimit: Int
  private var statement = OFXStatement()
  /// A token that ended a record and belongs to what follows.
  private var held: OFXToken?
  private var isInsideOFX = false
  private var isFinished = false

  /// Reads a source that was opened before; `name` is what messages call it.
  ///
  /// `encoding`: nil for the one that the file names.
  ///
  /// - Throws: `ofx.encoding`, `ofx.torn`.
  package init(
    _ source: SourceBytes, named name: String, encoding: TextEncoding? = nil,
    at checkpoint: SourceCheckpoint = .start
  ) throws {
    recordLimit = source.recordLimit
    var tokens = OFXTokens(source, named: name)
    if let encoding {
      self.encoding = encoding
    } else {
      self.encoding = try OFXHeader.encoding(in: tokens.header(), named: name)
    }
    self.tokens = tokens
    var record = SourceRecord()
    while self.checkpoint.number < checkpoint.number, try next(into: &record) {}
    passedOver = [:]
  }

  package var fieldNames: [String] { [] }

  /// - Throws: `ofx.torn` where the file ends before `</OFX>`.
  package mutating func next(into record: inout SourceRecord) throws -> Bool {
    while !isFinished {
      guard let token = try held ?? tokens.next() else {
        throw tokens.problem(isInsideOFX ? "the end before </OFX>" : "no <OFX>")
      }
      held = nil
      switch token {
      case .open("OFX"): isInsideOFX = true
      case .close("OFX"): isFinished = true
      case .open("STMTTRN") where isInsideOFX:
        try readTransaction(into: &record)
        return true
      case .open, .close, .text, .longText:
        if case .open(let name) = token, Self.investments.contains(name) {
          passedOver[name, default: 0] += 1
        }
        statement.take(token, encoding)
      }
    }
    return false
  }

  private mutating func readTransaction(into record: inout SourceRecord) throws {
    record.number = checkpoint.number + 1
    record.line = tokens.startLine
    record.offset = tokens.start
    record.json = nil
    record.problem = nil
    record.fields.removeAll()
    var transaction = OFXTransaction(encoding: encoding, recordLimit: recordLimit)
    while !transaction.isClosed {
      guard let token = try tokens.next() else {
        throw tokens.problem("the end inside a transaction")
      }
      guard transaction.take(token, at: tokens.start) else {
        held = token
        break
      }
    }
    let end = held == nil ? tokens.offset : tokens.start
    record.length = end - record.offset
    record.problem = transaction.problem
    if record.problem == nil { record.json = transaction.tree(in: statement) }
    checkpoint = SourceCheckpoint(
      offset: end, number: record.number,
      line: held == nil ? tokens.linesBefore : tokens.startLine - 1)
  }
}
