import SeedbedCore
import Testing

@testable import SeedbedFormats

struct JSONWriterTests {
  private let value: JSONValue = [
    "b": [1, ["x": .null]], "a": "q\"\\\n\u{1}é/", "empty": [], "none": .object(JSONObject()),
  ]

  @Test func `compact text has sorted names and no spaces`() {
    #expect(
      JSONWriter.text(value, pretty: false)
        == #"{"a":"q\"\\\n\u0001é/","b":[1,{"x":null}],"empty":[],"none":{}}"#)
  }

  @Test func `pretty text is indented by two spaces and ends with one newline`() {
    #expect(
      JSONWriter.text(value, pretty: true) == #"""
        {
          "a": "q\"\\\n\u0001é/",
          "b": [
            1,
            {
              "x": null
            }
          ],
          "empty": [],
          "none": {}
        }

        """#)
  }

  @Test func `what is written reads back equal`() throws {
    for pretty in [false, true] {
      let text = JSONWriter.text(value, pretty: pretty)
      #expect(try JSONReader.read(text: text, named: "a.json") == value)
    }
  }
}
