/// How much work a document may make of checking one answer, and of drafting one example.
struct SchemaLimits: Sendable, Hashable {
  /// How many schemas may lie around one another.
  var depth = 600
  /// How many comparisons one answer may need: one for each value and schema that meet, and for each word of a list.
  var steps = 10_000_000
  /// How many values an example may hold.
  var exampleValues = 1_000
  /// How many bytes an example that the document gives may have; a draft holds it once for each of its uses.
  var exampleBytes = 20_000

  static let standard = SchemaLimits()
}
