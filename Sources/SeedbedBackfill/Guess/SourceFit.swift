import SeedbedCore
import SeedbedFormats

/// How the first records of a file can be read as a source says.
struct SourceFit {
  private static let records = 200

  let fields: Int
  private(set) var read = 0
  private(set) var good = 0
  /// The first record that cannot be read: where, and why.
  private(set) var firstBad: (line: Int, message: String)?
  /// Of a single record that holds nothing but objects of one form.
  private(set) var objectOfObjects: (name: String, count: Int)?

  var share: Double { read == 0 ? 0 : Double(good) / Double(read) }

  /// nil when the file does not begin as the format does, or cannot be read on.
  init?(of file: SourceFile, as source: BackfillSpecification.Source) {
    let rows = source.query.map { QueryRows.source(of: $0, in: file) } ?? file
    guard var reader = try? SourceReading.reader(of: rows, as: source) else { return nil }
    fields = reader.fieldNames.count
    var record = SourceRecord()
    while read < Self.records {
      do {
        guard try reader.next(into: &record) else { break }
      } catch {
        return nil
      }
      read += 1
      if let problem = record.problem {
        if firstBad == nil { firstBad = (record.line, problem.message) }
        continue
      }
      good += 1
      objectOfObjects = read == 1 ? record.json.flatMap(Self.objects) : nil
    }
  }

  /// `combined_log fits 5 of 10 records, the first that does not is access.log:6`.
  func refusal(of file: SourceFile, as source: BackfillSpecification.Source) -> Diagnostic {
    let all = read < Self.records ? "\(read)" : "the first \(read)"
    let place = firstBad.map { ", the first that does not is \(file.path):\($0.line)" } ?? ""
    return Diagnostic(
      .guessFormat,
      "\(source.format.rawValue) fits \(good) of \(all) records of \(file.path)\(place)",
      help: "no other format fits more; remove the lines that are not records, or write the "
        + "specification by hand",
      cause: firstBad?.message)
  }

  private static func objects(in record: JSONValue) -> (name: String, count: Int)? {
    guard let members = record.object?.members, members.count > 1, let first = members.first,
      let names = first.value.object?.members.map(\.name), !names.isEmpty,
      members.allSatisfy({ $0.value.object?.members.map(\.name) == names })
    else { return nil }
    return (first.name, members.count)
  }
}
