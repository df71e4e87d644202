import Foundation
import SeedbedCore

/// Records made from a fixed random seed: the same bytes every time.
struct SampleData {
  let folder: String
  let count: Int

  private struct Record {
    let id: String
    let user: Int
    let page: Int
    let time: String
    let session: String
    let duration: Int
  }

  /// Writes visits.csv and visits.ndjson, where they are not there yet.
  func writeVisits() throws {
    guard !FileManager.default.fileExists(atPath: "\(folder)/visits.ndjson") else { return }
    var generator = SplitMix(seed: 20_260_115)
    let csv = try Output("\(folder)/visits.csv")
    let ndjson = try Output("\(folder)/visits.ndjson.part")
    csv.write("id,user_id,page,visited_at,session_id,duration\n")
    for number in 0..<count {
      let record = Self.record(number, &generator)
      csv.write(
        "\(record.id),user-\(record.user),/page/\(record.page),\(record.time),\(record.session),\(record.duration)\n"
      )
      ndjson.write(
        """
        {"id":"\(record.id)","user_id":"user-\(record.user)","page":"/page/\(record.page)",\
        "visited_at":"\(record.time)","session_id":"\(record.session)","duration":\(record.duration)}\n
        """)
    }
    csv.close()
    ndjson.close()
    try FileManager.default.moveItem(
      atPath: "\(folder)/visits.ndjson.part", toPath: "\(folder)/visits.ndjson")
  }

  /// Writes a seed file of flow records.
  func writeSeeds(_ rows: Int, to path: String) throws {
    var generator = SplitMix(seed: 20_260_115)
    let output = try Output(path)
    output.write("set: large\nclock: 2026-01-15T12:00:00Z\nmode: replace\nrows:\n  visits:\n")
    for number in 0..<rows {
      let record = Self.record(number, &generator)
      output.write(
        """
            visit-\(number): {id: \(record.id), user_id: user-\(record.user), page: /page/\(record.page), \
        visited_at: "\(record.time)", session_id: \(record.session), duration: \(record.duration)}\n
        """)
    }
    output.close()
  }

  private static func record(_ number: Int, _ generator: inout SplitMix) -> Record {
    let (first, second, third) = (generator.next(), generator.next(), generator.next())
    let digits = hexadecimal(first) + hexadecimal(second)
    let id = [8, 4, 4, 4, 12].reduce(into: (parts: [Substring](), rest: digits[...])) {
      $0.parts.append($0.rest.prefix($1))
      $0.rest = $0.rest.dropFirst($1)
    }.parts.joined(separator: "-")
    let minute = number % 1440
    let time =
      "2026-\(two(number / 40_320 % 12 + 1))-\(two(number / 1440 % 28 + 1))T\(two(minute / 60)):\(two(minute % 60)):\(two(Int(third % 60))).000000Z"
    return Record(
      id: id, user: Int(third % 5000), page: Int(third / 7 % 900), time: time,
      session: "s-\(third % 200_000)", duration: Int(third % 3600))
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func hexadecimal(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// A file written in large pieces.
private final class Output {
  private let handle: FileHandle
  private var buffer: [UInt8] = []

  init(_ path: String) throws {
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    handle = try FileHandle(forWritingTo: URL(filePath: path))
  }

  func write(_ text: String) {
    buffer += text.utf8
    if buffer.count > 1 << 20 { flush() }
  }

  func close() {
    flush()
    try? handle.close()
  }

  private func flush() {
    handle.write(Data(buffer))
    buffer.removeAll(keepingCapacity: true)
  }
}
