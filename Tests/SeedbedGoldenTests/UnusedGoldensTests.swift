import Testing

@testable import SeedbedGolden

struct UnusedGoldensTests {
  private func unused(of folder: TestFolder, _ endpoints: String) throws -> UnusedGoldens {
    UnusedGoldens(
      of: try GoldenDocument.read(
        texts: [("golden.yaml", GoldenDocumentTests.service + "endpoints: [\(endpoints)]")],
        folder: folder.path))
  }

  @Test func `what no case names and what waits is listed`() throws {
    let folder = try TestFolder()
    for name in ["a.json", "sub/old.json", "old.txt", "a.json.new", "gone/b.json.new"] {
      try folder.write("1", to: name)
    }
    let unused = try unused(of: folder, "{call: GET /a, expect: {body: a.json}}")
    #expect(unused.stale == ["old.txt", "sub/old.json"])
    #expect(unused.waiting == ["a.json", "gone/b.json"])
  }

  @Test func `what is named otherwise, kept by the tool or meant for people is in use`() throws {
    let folder = try TestFolder()
    for name in ["golden.yaml", "docs/api.yml", "README.md", ".gitkeep", "body.bin"] {
      try folder.write("x", to: name)
    }
    try folder.write("{}", to: "recorded.json")
    try folder.write(#"{"version": 1, "levels": {}}"#, to: "levels.json")
    try folder.write(#"{"openapi": "3.0.3"}"#, to: "api.json")
    let unused = try unused(of: folder, "{call: POST /a, class: effect, file: body.bin}")
    #expect(unused.isEmpty)
  }
}
