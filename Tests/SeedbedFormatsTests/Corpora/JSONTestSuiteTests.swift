import SeedbedCore
import Testing

@testable import SeedbedFormats

@Suite(.enabled(if: SharedData.isPresent, SharedData.missing))
struct JSONTestSuiteTests {
  private let files = SharedData.names(in: "json-test-suite")

  private func isAccepted(
    _ name: String, _ duplicateNames: JSONLimits.DuplicateNames = .refused
  ) -> Bool {
    let path = SharedData.path("json-test-suite/\(name)")
    let limits = JSONLimits(duplicateNames: duplicateNames)
    return (try? JSONReader.read(file: path, limits: limits)) != nil
  }

  @Test func `all 95 documents that are JSON by the grammar are accepted by it`() {
    let documents = files.filter { $0.hasPrefix("y_") }
    #expect(documents.count == 95)
    #expect(documents.filter { !isAccepted($0, .lastStands) } == [])
  }

  @Test func `of those 95 only the two with a name twice are refused by default`() {
    #expect(
      files.filter { $0.hasPrefix("y_") && !isAccepted($0) } == [
        "y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json",
      ])
  }

  @Test func `all 188 documents that are not JSON are refused`() {
    let documents = files.filter { $0.hasPrefix("n_") }
    #expect(documents.count == 188)
    #expect(documents.filter { isAccepted($0, .lastStands) } == [])
  }

  @Test func `documents left open by the standard are read or refused without a crash`() {
    let accepted = files.filter { $0.hasPrefix("i_") && isAccepted($0) }
    #expect(accepted.contains("i_structure_500_nested_arrays.json"))
    #expect(!accepted.contains("i_string_lone_second_surrogate.json"))
  }

  @Test func `as lines, the same documents neither stop the reader nor crash it`() throws {
    for name in files where !name.hasPrefix("i_") {
      let path = SharedData.path("json-test-suite/\(name)")
      var lines = try NDJSONReader(SourceBytes(file: path), named: path)
      _ = try lines.rest()
      var array = try? JSONArrayReader(SourceBytes(file: path), named: path)
      _ = try? array?.rest()
    }
  }
}
