/// The flat fields of one record as bytes.
///
/// Fields lie in order and may have other bytes of the record between them.
package struct FieldBuffer: Sendable {
  package private(set) var bytes: [UInt8] = []
  private var ranges: [Range<Int>] = []
  private var start = 0

  package init() {}

  package var count: Int { ranges.count }

  /// Where field `index` lies in `bytes`.
  package func range(of index: Int) -> Range<Int> { ranges[index] }

  /// Field `index` as text, with bytes that are not UTF-8 replaced; for messages and tests.
  package func text(of index: Int) -> String {
    String(decoding: bytes[ranges[index]], as: UTF8.self)
  }

  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ranges.removeAll(keepingCapacity: true)
    start = 0
  }

  /// Adds bytes to the field being built.
  package mutating func extend(_ content: some Collection<UInt8>) {
    bytes.append(contentsOf: content)
  }

  /// Ends the field being built.
  package mutating func endField() {
    ranges.append(start..<bytes.count)
    start = bytes.count
  }

  /// Replaces every field by its UTF-8; nothing is copied when all is ASCII.
  mutating func makeUTF8(from encoding: TextEncoding) {
    guard bytes.contains(where: { $0 >= 0x80 }) else { return }
    var decoded = FieldBuffer()
    for range in ranges {
      decoded.extend(encoding.utf8(of: bytes[range]))
      decoded.endField()
    }
    self = decoded
  }

  /// Makes one field of each group of columns: a JSON list of those that are not empty where there are several.
  mutating func join(_ groups: [[Int]]) {
    var joined = FieldBuffer()
    for columns in groups {
      if columns.count == 1 {
        joined.extend(bytes[ranges[columns[0]]])
      } else {
        let values = columns.filter { !ranges[$0].isEmpty }.map { JSONValue.string(text(of: $0)) }
        joined.extend(JSONWriter.text(.array(values), pretty: false).utf8)
      }
      joined.endField()
    }
    self = joined
  }

  /// Takes all bytes of a record at once; `addField` then says where its fields lie.
  mutating func hold(_ record: RawSpan) {
    bytes.removeAll(keepingCapacity: true)
    ranges.removeAll(keepingCapacity: true)
    record.withUnsafeBytes { bytes.append(contentsOf: $0) }
    start = bytes.count
  }

  /// Adds a field that lies in the bytes held.
  @inline(__always)
  mutating func addField(_ range: Range<Int>) {
    ranges.append(range)
  }

  /// Adds a field that lies in the bytes held; the quotes in it, all doubled, become single ones.
  mutating func addField(_ range: Range<Int>, undoubling quote: UInt8) {
    var target = range.lowerBound
    var source = range.lowerBound
    while source < range.upperBound {
      bytes[target] = bytes[source]
      source += bytes[source] == quote ? 2 : 1
      target += 1
    }
    ranges.append(range.lowerBound..<target)
  }
}
