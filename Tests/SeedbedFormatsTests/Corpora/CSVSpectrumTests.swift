import SeedbedCore
import Testing

@testable import SeedbedFormats

/// Two cases of the corpus do not agree with their own JSON: one lost its carriage returns, and in one
/// somebody replaced a telephone number, on the JSON side only.
@Suite(.enabled(if: SharedData.isPresent, SharedData.missing))
struct CSVSpectrumTests {
  private static let names = SharedData.names(in: "csv-spectrum/csvs").map {
    String($0.dropLast(4))
  }

  private func content(_ name: String) throws -> [UInt8] {
    try FileBytes.read(SharedData.path("csv-spectrum/csvs/\(name).csv"))
  }

  private func records(
    _ content: [UInt8], _ dialect: CSVDialect = .csv
  ) throws -> [JSONValue] {
    var reader = try CSVReader(.memory(content), named: "case.csv", dialect: dialect)
    return try reader.rest().map { record in
      let values = record.texts.map { JSONValue.string($0) }
      return .object(JSONObject(zip(reader.fieldNames, values).map { $0 }))
    }
  }

  private func expected(_ name: String) throws -> JSONValue {
    try JSONReader.read(file: SharedData.path("csv-spectrum/json/\(name).json"))
  }

  @Test func `there are 12 cases`() {
    #expect(Self.names.count == 12)
  }

  @Test(arguments: names.filter { $0 != "newlines_crlf" && $0 != "location_coordinates" })
  func `the records equal those of the JSON beside the case`(name: String) throws {
    #expect(try JSONValue.array(records(content(name))) == expected(name))
  }

  @Test func `with its carriage returns put back, newlines_crlf equals its JSON`() throws {
    let text = String(decoding: try content("newlines_crlf"), as: UTF8.self)
    let restored = text.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n")
    #expect(try JSONValue.array(records(bytes(restored))) == expected("newlines_crlf"))
  }

  @Test func `location_coordinates equals its JSON but for the replaced number`() throws {
    let found = try records(content("location_coordinates"), CSVDialect(keepsInnerQuotes: true))
    let expected = try expected("location_coordinates")
    #expect(found.count == 1)
    for name in ["Location Coordinates", "Cities", "Counties"] {
      #expect(found.first?[name] == expected[name])
    }
    #expect(found.first?["Contact Phone Number"] == "2095257564")
  }
}
