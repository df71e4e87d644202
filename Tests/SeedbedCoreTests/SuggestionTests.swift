import SeedbedCore
import Testing

struct SuggestionTests {
  private let columns = ["email", "country", "created_at", "id"]

  @Test(arguments: [
    ("emial", "email"), ("e-mail", "email"), ("EMAIL", "email"), ("county", "country"),
    ("createdat", "created_at"),
  ])
  func `a slip finds its word`(word: String, meant: String) {
    #expect(Suggestion.nearest(to: word, among: columns) == meant)
  }

  @Test(arguments: ["banana", "x", "", "zz"])
  func `a word like none of them finds none`(word: String) {
    #expect(Suggestion.nearest(to: word, among: columns) == nil)
  }

  @Test
  func `a short word is not taken for every other short word`() {
    #expect(Suggestion.nearest(to: "NOPE", among: ["HOME"]) == nil)
    #expect(Suggestion.nearest(to: "shwo", among: ["show"]) == "show")
  }

  @Test
  func `of two as near, the first by the alphabet is meant`() {
    #expect(Suggestion.nearest(to: "cat", among: ["cut", "bat", "car"]) == "bat")
  }

  @Test
  func `the phrase ends a message`() {
    #expect(Suggestion.phrase(for: "emial", among: columns) == "; did you mean 'email'?")
    #expect(Suggestion.phrase(for: "banana", among: columns) == "")
  }
}
