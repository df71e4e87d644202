/// Makes MongoDB's Extended JSON into plain values, whatever reads the documents.
///
/// A value that is not what its name says, such as `{"$numberLong": "x"}`, makes its record a problem.
package struct ExtendedJSONReader<Documents: RecordReader>: RecordReader {
  private var documents: Documents

  /// - Parameter documents: a reader of JSON.
  package init(_ documents: Documents) {
    self.documents = documents
  }

  package var fieldNames: [String] { [] }

  package var checkpoint: SourceCheckpoint { documents.checkpoint }

  package var passedOver: [String: Int] { documents.passedOver }

  package mutating func next(into record: inout SourceRecord) throws -> Bool {
    guard try documents.next(into: &record) else { return false }
    guard record.problem == nil, let document = record.json else { return true }
    do throws(ExtendedJSON.Fault) {
      record.json = try ExtendedJSON.plain(document)
    } catch {
      record.json = nil
      record.problem = RecordProblem(code: "extjson.value", message: error.message)
    }
    return true
  }
}
