import SeedbedCore

@testable import SeedbedFormats

/// A reader, and sources that it is tried with: sound ones, and what changes make of them.
struct ReaderUnderTest: Sendable, CustomStringConvertible {
  typealias Opening = @Sendable (ByteSource, Int, SourceCheckpoint) throws -> any RecordReader

  let description: String
  let samples: [[UInt8]]
  let open: Opening

  init(_ name: String, _ samples: String..., open: @escaping Opening) {
    self.init(name, samples.map { Array($0.utf8) }, open: open)
  }

  init(_ name: String, _ samples: [[UInt8]], open: @escaping Opening) {
    (description, self.samples, self.open) = (name, samples, open)
  }

  /// The samples, each also torn and with bytes changed, added and taken away; the same in every run.
  var inputs: [[UInt8]] {
    var random = Steady()
    return samples.flatMap { sample in
      [sample] + (0..<60).map { _ in Self.changed(sample, &random) }
    }
  }

  private static let bytes =
    Array("\"\\,;{}[]:<>/#\n\r\t -+0e'=&".utf8) + [0, 3, 0x1A, 0x80, 0xC3, 0xFF]

  private static func changed(_ sample: [UInt8], _ random: inout Steady) -> [UInt8] {
    var changed = sample
    for _ in 0..<random.next(upTo: 4) + 1 where !changed.isEmpty {
      let place = random.next(upTo: changed.count)
      switch random.next(upTo: 5) {
      case 0: changed[place] = bytes[random.next(upTo: bytes.count)]
      case 1: changed.insert(bytes[random.next(upTo: bytes.count)], at: place)
      case 2: changed.remove(at: place)
      case 3: changed.removeSubrange(place..<min(place + 9, changed.count))
      default: changed.removeLast(min(random.next(upTo: 12), changed.count))
      }
    }
    return changed
  }

  static let all: [ReaderUnderTest] = [
    ReaderUnderTest(
      "csv",
      "a,b,c\r\n1,\"x\ny\",3\r\n\r\n2,\"say \"\"hi\"\"\",\n3,\"open,1\n4,5,6\n7,8,9\n8,\"z\",q\n",
      "a\n1\n\n\"\"\n\"x\ny\"\n2", "sep=,\na,b\n1,2\n\"3\n4,5\n\"6\",7\n"
    ) {
      try CSVReader($0, named: "a", dialect: CSVDialect(recordLimit: 200), at: $2, capacity: $1)
    },
    ReaderUnderTest("tsv", "a\tb\n1\t\"2\n\n3\t4\t5\r\n6\t7") {
      try CSVReader($0, named: "a", dialect: .tsv, at: $2, capacity: $1)
    },
    ReaderUnderTest(
      "ndjson",
      "{\"a\":1}\n\n[1,\"\\u00e9\\\\\"]\r\n {\"b\":{\"c\":[true,null]}} \n{\"a\":1,\"a\":2}\n12.5e3"
    ) { try NDJSONReader($0, named: "a", at: $2, recordLimit: 200, capacity: $1) },
    ReaderUnderTest(
      "json", "[{\"a\":\"x,]\\\"\"}, 12,\n \"t\", [1,[2]], {\"b\":nul}, true]",
      "{\"x\":[1,{\"y\":\"]\\\\\"}],\"n\":-1.5e3,\"items\":[{\"a\":1},{\"a\":2}],\"z\":{\"k\":[]},\"t\":false}"
    ) { try Self.json($0, "", $1, $2) },
    ReaderUnderTest(
      "json with a pointer",
      "{\"x\":[1,{\"y\":\"]\\\\\"}],\"n\":-1.5e3,\"items\":[{\"a\":1},{\"a\":2}],\"z\":{\"k\":[]},\"t\":false}"
    ) { try Self.json($0, "/items", $1, $2) },
    ReaderUnderTest("json in lists", "[1, 234, {\"a\": [ {\"b\":1}, 5 ], \"c\": 12}, \"x\"] ") {
      try Self.json($0, "/2/a", $1, $2)
    },
    ReaderUnderTest("js_assigned", "window.YTD.a.part0 = [ {\"a\":1}, {\"b\":[2]} ];\n") {
      try JSONArrayReader(
        $0, named: "a", pointer: "", isAssigned: true, at: $2, recordLimit: 200, capacity: $1)
    },
    ReaderUnderTest(
      "extjson",
      "{\"_id\":{\"$oid\":\"5f\"},\"n\":{\"$numberLong\":\"7\"}}\n{\"d\":{\"$date\":-1}}\n"
    ) {
      ExtendedJSONReader(try NDJSONReader($0, named: "a", at: $2, recordLimit: 200, capacity: $1))
    },
    ReaderUnderTest("bson", [Self.documents]) {
      BSONReader($0, named: "a", at: $2, capacity: $1)
    },
    ReaderUnderTest(
      "yaml", "- {a: 1, b: [x, \"y\\n\"]}\n- c: |\n    text\n  d: *x\n- é: ü\n  é: 2\n"
    ) {
      try Self.yaml($0, "", $2)
    },
    ReaderUnderTest("yaml with a pointer", "x: 1\nitems:\n- a: 1\n- &k b\n- a: {c: d}\nz: [1, 2]\n")
    {
      try Self.yaml($0, "/items", $2)
    },
    ReaderUnderTest("ofx", Self.statement) {
      try OFXReader($0, named: "a", at: $2, recordLimit: 300, capacity: $1)
    },
    ReaderUnderTest(
      "combined_log",
      "1.2.3.4 - ada [17/May/2015:10:05:03 +0000] \"GET /a?b=%20 HTTP/1.1\" 200 12 \"-\" \"M \\\"x\\\"\"\n\n- - - torn\n1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 304 - \"r\" \"\\xe9\"\n"
    ) { try LogReader($0, named: "a", grammar: CombinedLog(), at: $2, capacity: $1) },
    ReaderUnderTest(
      "w3c_log",
      "#Version: 1.0\n#Fields: date time x\n2026-01-01 10:00:00 \"a \"\"b\"\"\"\n#Fields: x y\n1 2\n#FIELDS: y x\n3 4\n5\n"
    ) { try Self.w3c($0, .w3c, $1, $2) },
    ReaderUnderTest(
      "cloudfront", "#Version: 1.0\n#Fields: date time x\n2026-01-01\t10:00:00\ta%2520b\n1\t2\n"
    ) {
      try Self.w3c($0, .cloudFront, $1, $2)
    },
    ReaderUnderTest(
      "syslog",
      "\u{FEFF}Dec 31 23:59:59 web sshd[1]: one\nJan  1 00:00:01 web two\n\nMar 27 13:06:56 web app: three\nFeb 30 10:00:00 web app: four\n"
    ) {
      try LogReader(
        $0, named: "a", grammar: Syslog(.rfc3164(year: 2025, rollsOver: true)), at: $2, capacity: $1
      )
    },
    ReaderUnderTest(
      "syslog 5424",
      "<34>1 2026-01-01T10:00:00Z web su 1 ID [a b=\"c\\]\"] text\n<34>1 - - - - - -\n<999>1 x\n"
    ) { try LogReader($0, named: "a", grammar: Syslog(.rfc5424), at: $2, capacity: $1) },
    ReaderUnderTest("columns", "# c\n\na b  c\n1 2 3\n4 5\n# d\n6\t7 8 9\n10 11 12") {
      try LogReader(columns: SourceBytes($0), named: "a", names: nil, comment: "#", at: $2)
    },
  ]

  private static func json(
    _ source: ByteSource, _ pointer: String, _ capacity: Int, _ checkpoint: SourceCheckpoint
  ) throws -> any RecordReader {
    try JSONArrayReader(
      source, named: "a", pointer: pointer, at: checkpoint, recordLimit: 200, capacity: capacity)
  }

  private static func yaml(
    _ source: ByteSource, _ pointer: String, _ checkpoint: SourceCheckpoint
  ) throws -> any RecordReader {
    try YAMLRecordReader(SourceBytes(source), named: "a", pointer: pointer, at: checkpoint)
  }

  private static func w3c(
    _ source: ByteSource, _ dialect: W3CLog.Dialect, _ capacity: Int, _ checkpoint: SourceCheckpoint
  ) throws -> any RecordReader {
    try LogReader(w3c: SourceBytes(source), named: "a", dialect: dialect, at: checkpoint)
  }

  private static let statement = """
    OFXHEADER:100

    <OFX><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>1</BANKACCTFROM><BANKTRANLIST>
    <STMTTRN><TRNAMT>-1,50<FITID>1<NAME>a &amp; b<MEMO><![CDATA[<x>]]></STMTTRN><!-- c -->
    <STMTTRN><DTPOSTED>20260101<FITID>2
    <STMTTRN><FITID>3</STMTTRN></BANKTRANLIST></STMTRS></OFX>
    """

  /// Three documents: `{a: 1}`, `{}` and `{b: "x"}`.
  private static let documents: [UInt8] = [
    12, 0, 0, 0, 16, 0x61, 0, 1, 0, 0, 0, 0, 5, 0, 0, 0, 0,
    14, 0, 0, 0, 2, 0x62, 0, 2, 0, 0, 0, 0x78, 0, 0,
  ]
}

/// Numbers that look random and are the same in every run.
private struct Steady {
  private var state: UInt64 = 42

  mutating func next(upTo bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}
