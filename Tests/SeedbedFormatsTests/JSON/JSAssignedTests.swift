import SeedbedCore
import Testing

@testable import SeedbedFormats

/// Archives in which JSON is assigned to a name.
struct JSAssignedTests {
  private func reader(
    _ content: [UInt8], pointer: String = "", at checkpoint: SourceCheckpoint = .start
  ) throws -> JSONArrayReader {
    try JSONArrayReader(
      .memory(content, window: 16), named: "tweets.js", pointer: pointer, isAssigned: true,
      at: checkpoint)
  }

  private static let archive = bytes(
    "window.YTD.tweets.part0 = [ {\n  \"tweet\" : { \"id\" : \"1\" }\n},\n{\"tweet\":{}} ]\n")

  @Test(arguments: [
    "window.YTD.tweets.part0 = [1, 2]", "var posts=[1,2];", "const a$_1 =\n[1,2] ; \n",
    "\u{FEFF}window['YTD'][\"a-b\"] = [1,2]", "export default_ = [1,2]",
  ])
  func `what stands before the equals sign is passed over`(text: String) throws {
    var reader = try reader(bytes(text))
    #expect(try reader.rest().map(\.text) == ["1", "2"])
  }

  @Test func `places count from the start of the file`() throws {
    var reader = try reader(Self.archive)
    #expect(try reader.rest().map(\.place) == [[1, 1, 28, 30], [2, 4, 60, 12]])
  }

  @Test func `a pointer leads into the value`() throws {
    var reader = try reader(bytes("window.x = {\"items\": [7]};"), pointer: "/items")
    #expect(try reader.rest().map(\.text) == ["7"])
  }

  @Test(arguments: ["[1]", "= [1]", "window.x", "window.x : [1]", "f(x) = [1]", ""])
  func `without a name and an equals sign there is an error`(text: String) {
    let problem = #expect(throws: Diagnostic.self) { try reader(bytes(text)) }
    #expect(problem?.code == .jsAssignment)
  }

  @Test func `a name of more than 1024 bytes is an error`() {
    let problem = #expect(throws: Diagnostic.self) {
      try reader(bytes(String(repeating: "a", count: 1025) + " = [1]"))
    }
    #expect(problem?.code == .jsAssignment)
  }

  @Test(arguments: ["window.x = [1]; alert(1)", "window.x = [1]] ", "window.x = [1"])
  func `what follows the value must be its end`(text: String) {
    let problem = #expect(throws: Diagnostic.self) {
      var reader = try reader(bytes(text))
      _ = try reader.rest()
    }
    #expect(problem?.code == .jsonSyntax)
  }

  @Test func `reading goes on at every record`() throws {
    try expectResumable { try reader(Self.archive, at: $0) }
  }

  @Test func `a torn archive is read to where it ends`() {
    expectBearsTearing(Self.archive) { try reader($0) }
    expectBearsChanges(Self.archive) { try reader($0) }
  }
}
