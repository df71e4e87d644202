import SeedbedCore
import SeedbedTestSupport
import Testing

@testable import SeedbedStore

/// What engines say, in words for a person.
struct EngineWordsTests {
  @Test(arguments: [
    ("NOT NULL constraint failed: people.email", "people.email may not be null"),
    ("UNIQUE constraint failed: people.first, people.last", "another row has this first, last"),
    ("CHECK constraint failed: total >= 0", "the check 'total >= 0' does not hold"),
    ("FOREIGN KEY constraint failed", "a row would refer to one that is not there"),
    (
      "cannot store TEXT value in INTEGER column people.age",
      "people.age is of type INTEGER and does not take TEXT"
    ),
    ("no such table: people", "there is no table people"),
    ("table people has no column named age", "people has no column age"),
    ("table people already exists", "there is a table people already"),
  ])
  func `SQLite's messages name the column in words`(message: String, words: String) {
    #expect(SQLiteFailure.words(for: message) == words)
  }

  @Test(arguments: [
    ("42501", "permission denied for table people", "the role has no right to table people"),
    ("42501", "must be owner of table people", "the role is not the owner of table people"),
    (
      "22001", "value too long for type character varying(3)",
      "a text is too long for character varying(3)"
    ),
    ("22003", "integer out of range", "a number is out of range for its column"),
    ("42P07", "relation \"people\" already exists", "there is a people already"),
    ("25006", "cannot execute INSERT in a read-only transaction", "it may only be read"),
  ])
  func `PostgreSQL's messages are said in words`(state: String, message: String, words: String) {
    #expect(PostgresFailure.words(for: error(state, message)) == words)
  }

  @Test func `a value that is not of its type is cut in the server's message`() {
    let error = error("22P02", "invalid input syntax for type integer: \"ada@example.com\"")
    #expect(PostgresFailure.words(for: error) == "a value is not of type integer")
    #expect(error.description == "invalid input syntax for type integer: \"a… (15 characters)\"")
  }

  private func error(_ state: String, _ message: String) -> PostgresError {
    PostgresError(
      state: state, message: message, detail: nil, context: nil, position: nil, isLost: false)
  }
}
