import SeedbedCore
import Testing

@testable import SeedbedFormats

struct OFXReaderTests {
  private func reader(
    _ content: [UInt8], encoding: TextEncoding? = nil, at checkpoint: SourceCheckpoint = .start,
    recordLimit: Int = RecordLimit.standard
  ) throws -> OFXReader {
    try OFXReader(
      .memory(content, window: 16, recordLimit: recordLimit), named: "a.ofx", encoding: encoding,
      at: checkpoint)
  }

  private func records(_ text: String) throws -> [String] {
    var reader = try reader(bytes(text))
    return try reader.rest().map(\.text)
  }

  private static func sgml(_ transactions: String) -> String {
    """
    OFXHEADER:100
    DATA:OFXSGML
    ENCODING:USASCII
    CHARSET:1252

    <OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>CAD
    <BANKACCTFROM><BANKID>16<ACCTID>123 45<ACCTTYPE>CHECKING</BANKACCTFROM>
    <BANKTRANLIST>
    \(transactions)
    </BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>

    """
  }

  private static let two = sgml(
    """
    <STMTTRN><TRNTYPE>POS<DTPOSTED>20090401122017.000[-5:EST]<TRNAMT>-6.60<FITID>1<NAME>AT&T &amp; CO</STMTTRN>
    <STMTTRN>
    <TRNTYPE>CHECK
    <DTPOSTED>20090402
    <TRNAMT>+316,67
    <FITID>2
    <MEMO>
    <CURRENCY><CURRATE>1.5<CURSYM>EUR</CURRENCY>
    </STMTTRN>
    """)

  private static let account = #""account":"123 45","account_type":"CHECKING","bank":"16""#

  @Test func `transactions of version 1 are trees with their account`() throws {
    #expect(
      try records(Self.two) == [
        "{\(Self.account)," + #""currency":"CAD","dtposted":"2009-04-01T17:20:17.000000Z","#
          + #""fitid":"1","name":"AT&T & CO","trnamt":"-6.60","trntype":"POS"}"#,
        "{\(Self.account)," + #""currate":"1.5","currency":"EUR","#
          + #""dtposted":"2009-04-02","#
          + #""fitid":"2","memo":"","trnamt":"+316,67","trntype":"CHECK"}"#,
      ])
  }

  @Test func `version 2 has ends, declarations, comments and CDATA`() throws {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <?OFX OFXHEADER="200" VERSION="211"?>
      <OFX><CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS>
      <CURDEF>USD</CURDEF><CCACCTFROM><ACCTID>4242</ACCTID></CCACCTFROM>
      <BANKTRANLIST><!-- none > of it -->
      <STMTTRN><TRNTYPE>DEBIT</TRNTYPE><NAME><![CDATA[A <B> & C ]]></NAME><MEMO/>
      <PAYEE><NAME>Ada</NAME><CITY>Ås</CITY></PAYEE></STMTTRN>
      </BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>
      """
    #expect(
      try records(text) == [
        #"{"account":"4242","currency":"USD","memo":"","name":"A <B> & C","#
          + #""payee":{"city":"Ås","name":"Ada"},"trntype":"DEBIT"}"#
      ])
  }

  @Test func `every statement has its own account`() throws {
    func statement(_ account: String, _ identifier: String) -> String {
      "<STMTRS><BANKACCTFROM><ACCTID>\(account)</BANKACCTFROM><BANKTRANLIST>"
        + "<STMTTRN><FITID>\(identifier)</STMTTRN></BANKTRANLIST></STMTRS>"
    }
    #expect(
      try records("<OFX>\(statement("a", "1"))\(statement("b", "2"))</OFX>") == [
        #"{"account":"a","fitid":"1"}"#, #"{"account":"b","fitid":"2"}"#,
      ])
  }

  @Test(arguments: [
    ("20110331", "2011-03-31"), ("20221028120000.000 GMT", "2022-10-28T12:00:00.000000Z"),
    ("201103311200", "2011-03-31T12:00:00.000000Z"),
    ("20110331120005", "2011-03-31T12:00:05.000000Z"),
    ("20110331120005.125", "2011-03-31T12:00:05.125000Z"),
    ("20110331120000[-5:EST]", "2011-03-31T17:00:00.000000Z"),
    ("20110331120000.000[+5.50]", "2011-03-31T06:30:00.000000Z"),
    ("20110331120000.000[+5.30:IST]", "2011-03-31T06:30:00.000000Z"),
    ("20110331120000.000[-3.5]", "2011-03-31T15:30:00.000000Z"),
    ("20110331120000.000[-0.50]", "2011-03-31T12:30:00.000000Z"),
    ("20110231", "20110231"), ("201120000000", "201120000000"), ("2011", "2011"),
    ("20110331120000[-5.10]", "20110331120000[-5.10]"), ("", ""), ("20110331[", "20110331["),
    (
      "20110331120000[-9223372036854775808:EST]", "20110331120000[-9223372036854775808:EST]"
    ),
  ])
  func `times are instants, or as they were written`(text: String, expected: String) {
    #expect(OFXText.time(text) == expected)
  }

  @Test func `transactions of investments are passed over and counted`() throws {
    let text =
      "<OFX><INVTRANLIST><BUYMF><INVBUY><INVTRAN><FITID>1</INVTRAN></INVBUY></BUYMF><INCOME>"
      + "<INVTRAN><FITID>2</INVTRAN></INCOME><INVBANKTRAN><STMTTRN><FITID>3</STMTTRN>"
      + "</INVBANKTRAN></INVTRANLIST></OFX>"
    var reader = try reader(bytes(text))
    #expect(try reader.rest().map(\.text) == [#"{"fitid":"3"}"#])
    #expect(reader.passedOver == ["INVBUY": 1, "INCOME": 1])
  }

  @Test func `number, line, offset and length are exact`() throws {
    var reader = try reader(bytes(Self.two))
    let text = Self.two
    let places = try reader.rest().map(\.place)
    let starts = text.ranges(of: "<STMTTRN>").map {
      text.utf8.distance(from: text.startIndex, to: $0.lowerBound)
    }
    let ends = text.ranges(of: "</STMTTRN>").map {
      text.utf8.distance(from: text.startIndex, to: $0.upperBound)
    }
    #expect(
      places == [[1, 9, starts[0], ends[0] - starts[0]], [2, 10, starts[1], ends[1] - starts[1]]])
  }

  @Test(arguments: [
    ("<STMTTRN><FITID>1<STMTTRN><FITID>2</STMTTRN>", ["ofx.structure", #""fitid":"2""#]),
    ("<STMTTRN><FITID>1", ["ofx.structure"]),
    ("<STMTTRN><FITID>1<FITID>2</STMTTRN>", ["ofx.duplicate"]),
    ("<STMTTRN>loose<FITID>2</STMTTRN>", ["ofx.structure"]),
    ("<STMTTRN><PAYEE><NAME>a</STMTTRN>", ["ofx.structure"]),
    (
      "<STMTTRN><NAME>\u{81}</STMTTRN><STMTTRN><FITID>2</STMTTRN>",
      ["ofx.encoding", #""fitid":"2""#]
    ),
  ])
  func `a transaction that is not sound is a problem, and the next is read`(
    transactions: String, expected: [String]
  ) throws {
    // As windows-1252, in which 0x81 means nothing.
    let text = Self.sgml(transactions)
    var reader = try reader(text.unicodeScalars.map { UInt8($0.value) })
    let found = try reader.rest().map(\.text)
    #expect(found.count == expected.count)
    for (record, part) in zip(found, expected) { #expect(record.contains(part)) }
  }

  @Test func `the encoding is that of the header, unless another is declared`() throws {
    let content = Self.sgml("<STMTTRN><NAME>caf\u{E9}</STMTTRN>").unicodeScalars.map {
      UInt8($0.value)
    }
    var named = try reader(content)
    #expect(try named.rest().first?.json?["name"] == "café")
    var declared = try reader(content, encoding: .utf8)
    #expect(try declared.rest().map(\.text) == ["ofx.encoding"])
  }

  @Test func `an encoding that is not known is an error`() {
    let problem = #expect(throws: Diagnostic.self) {
      try reader(bytes("ENCODING:USASCII\nCHARSET:KOI8-R\n<OFX></OFX>"))
    }
    #expect(problem?.message == "a.ofx: its encoding 'KOI8-R' is not known")
  }

  @Test(arguments: [
    ("no ofx at all", "a.ofx: found no <OFX>, on line 1, at byte 13"),
    ("<OFX><A>", "a.ofx: found the end before </OFX>, on line 1, at byte 8"),
    ("<OFX><STMTTRN>", "a.ofx: found the end inside a transaction, on line 1, at byte 14"),
    ("<OFX>\n<A", "a.ofx: found a tag that is not closed by '>', on line 2, at byte 6"),
  ])
  func `a file that ends too early is an error that says where`(text: String, message: String) {
    let problem = #expect(throws: Diagnostic.self) { try records(text) }
    #expect(problem?.message == message)
  }

  @Test func `a text beyond the limit is a problem and not kept`() throws {
    let long = String(repeating: "x", count: 300)
    let text = "<OFX><STMTTRN><NAME>\(long)</STMTTRN><STMTTRN><FITID>2</STMTTRN></OFX>"
    var reader = try reader(bytes(text), recordLimit: 200)
    #expect(try reader.rest().map(\.text) == ["record.too-long", #"{"fitid":"2"}"#])
  }

  @Test func `reading goes on at every record`() throws {
    try expectResumable { try reader(bytes(Self.two), at: $0) }
  }

  @Test func `torn and changed files are read or refused`() {
    expectBearsTearing(bytes(Self.two)) { try reader($0) }
    expectBearsChanges(bytes(Self.two)) { try reader($0) }
  }
}

@Suite(.enabled(if: SharedData.isPresent, SharedData.missing))
struct OFXFileTests {
  @Test(arguments: [
    ("anzcc", ["201705080001 -5.50 AUD 1234123412341234"]),
    (
      "bank_medium",
      [
        "0000123456782009040100001 -6.60 CAD 12300 000012345678",
        "0000123456782009040200004 -316.67 CAD 12300 000012345678",
        "0000123456782009040300005 -22.00 CAD 12300 000012345678",
      ]
    ),
    (
      "checking",
      [
        "0000486 0.01 USD 1452687~7", "0000487 -34.51 USD 1452687~7",
        "0000488 -25.00 USD 1452687~7",
      ]
    ),
    ("decimal_error", ["2000957249 $120 CAD 192639749"]), ("multiple_accounts", []),
    ("suncorp", ["1 -16.85 AUD 123456789"]),
  ])
  func `real statements are read`(name: String, expected: [String]) throws {
    let path = SharedData.path("financial_transactions/ofx/\(name).ofx")
    var reader = try OFXReader(SourceBytes(file: path), named: name)
    let found = try reader.rest().map { record in
      ["fitid", "trnamt", "currency", "account"].map { record.json?[$0]?.string ?? "" }
        .joined(separator: " ")
    }
    #expect(found == expected)
  }
}
