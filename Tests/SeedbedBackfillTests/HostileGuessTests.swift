import Foundation
import SeedbedCore
import SeedbedFormats
import SeedbedTestSupport
import Testing

@testable import SeedbedBackfill

/// Exports of strangers: whatever their fields, values and files are called, a draft reads again as what was drafted.
struct HostileGuessTests {
  private static let odd = [
    "a\"b", "a'b", "a\\", "a\\\"", "a #b", "a: b", "a, b", "{a}", "[a", "*a", "&a", "!env HOME",
    "- a", "null", "no", "${HOME}",
    "a\nmap: {x: y}", "a\r\nb", "a\tb", "\u{7F}", "\u{85}a", "\u{2028}a", "a\u{FEFF}", "\u{202E}a",
    "é\u{301}", "\u{1F600}",
    "1", "1e5", "~", "%a", "@a", "`a`", "|", "a]", "}", String(repeating: "k", count: 1200),
  ]

  private static let target = CollectionSchema(
    name: "notes",
    columns: [
      .init(name: "id", type: .text, isPrimaryKey: true),
      .init(name: "amount", type: .decimal(precision: 12, scale: 2), isNullable: true),
      .init(name: "state", type: .enumeration(["new", "paid"]), isNullable: true),
      .init(name: "note", type: .text, isNullable: true),
    ])

  private func specification(
    _ text: String, file: String, to target: CollectionSchema = target
  ) throws -> (BackfillSpecification, BackfillGuess)? {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "seedbed-guess-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "export").path(percentEncoded: false)
    try Data(text.utf8).write(to: URL(filePath: path))
    let guess = try BackfillGuess(of: [path], as: [file], named: "a # \(file)", for: target)
    let node = try YAMLReader.read(text: guess.yaml, named: "draft")
    #expect(node["backfill"]?.scalar == "a # \(file)")
    #expect(node["source"]?["files"]?.items?.compactMap(\.scalar) == [file])
    // Where nothing fits, all of the map is left to a person.
    if guess.columns.allSatisfy({ $0.mapping == nil }) { return nil }
    return (try BackfillDocument.specification(from: node, file: "draft"), guess)
  }

  @Test(arguments: odd) func `a field may be called anything`(name: String) throws {
    let quoted = name.replacing("\"", with: "\"\"")
    let csv = "id,\"\(quoted)\",state\n1,\"x\(quoted)\",NEW\n2,\"y\(quoted)\",\"\(quoted)\"\n"
    let object = JSONWriter.text(
      [["id": "1", "note \(name)": .string(name)], ["id": "2", name: "y"]], pretty: false)
    let list = JSONWriter.text(
      .object(
        JSONObject([(name, [["id": "1", "note": .string(name)], ["id": "2", "note": "b"]])])),
      pretty: false)
    for text in [csv, object, list] {
      guard let (specification, guess) = try specification(text, file: "data/\(name)") else {
        continue
      }
      #expect(specification.target == "notes")
      #expect(
        Set(specification.columns.map(\.column))
          == Set(guess.columns.filter { $0.mapping != nil }.map(\.name)))
      let fields = specification.columns.compactMap { mapping -> String? in
        if case .field(let field) = mapping.origin { field } else { nil }
      }
      #expect(
        fields.allSatisfy {
          ["id", "state", "note"].contains($0) || $0.hasSuffix(name) || name.contains(".")
        },
        "\(fields)")
    }
  }

  @Test(arguments: odd) func `a column may be called anything`(name: String) throws {
    let target = CollectionSchema(
      name: name,
      columns: [
        .init(name: "id", type: .text, isPrimaryKey: true),
        .init(name: name == "id" ? "other" : name, type: .text, isNullable: true),
      ])
    let drafted = try specification("id,note\n1,x\n2,y\n", file: "a.csv", to: target)
    #expect(drafted?.0.target == name)
  }
}
