import Foundation
import SeedbedCore
import SeedbedFormats
import Testing

/// The published landscape of cloud projects, where the folder of public data lies beside the package.
private let landscape = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()
  .appendingPathComponent("../shared/data/projects/cncf_landscape.yml").standardizedFileURL.path

/// Skipped where the data is not there: it is published by others and not part of the package.
@Suite(
  .enabled(
    if: FileManager.default.fileExists(atPath: landscape),
    "needs ../shared/data/projects/cncf_landscape.yml beside the package"))
struct YAMLLandscapeTests {
  @Test func `a large file that others keep is read whole`() throws {
    let root = try YAMLReader.read(file: landscape)
    let categories = try #require(root["landscape"]?.items)
    let items = categories.flatMap { $0["subcategories"]?.items ?? [] }
      .flatMap { $0["items"]?.items ?? [] }
    let text = try String(contentsOfFile: landscape, encoding: .utf8)
    let written = text.split(separator: "\n").count { $0.hasPrefix("          - ") }
    #expect(items.count == written)
  }

  @Test func `its records are the same trees that reading it whole gives`() throws {
    let root = try YAMLReader.read(file: landscape)
    let names = root["landscape"]?.items?.map { $0["name"]?.scalar }
    var reader = try YAMLRecordReader(
      SourceBytes(file: landscape), named: landscape, pointer: "/landscape")
    var record = SourceRecord()
    var read: [String?] = []
    while try reader.next(into: &record) {
      #expect(record.problem == nil)
      read.append(record.json?["name"]?.string)
    }
    #expect(read == names)
  }

  @Test func `records of a list deep inside it are found at their bytes`() throws {
    let pointer = "/landscape/0/subcategories/0/items"
    let bytes = try Data(contentsOf: URL(filePath: landscape))
    var reader = try YAMLRecordReader(
      SourceBytes(file: landscape), named: landscape, pointer: pointer)
    var record = SourceRecord()
    while try reader.next(into: &record) {
      let original = bytes[record.offset..<record.offset + record.length]
      let name = try #require(record.json?["name"]?.string)
      let text = String(decoding: original, as: UTF8.self)
      #expect(text.hasPrefix("item:\n            name: \(name)"))
    }
    #expect(record.number > 1)
  }
}
