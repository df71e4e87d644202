import Foundation
import SeedbedDocumentTrials
import SeedbedReaderTrials
import Testing

/// Documents of strangers end as they should: those that `make fuzz` begins with or found something with.
struct DocumentTrialTests {
  @Test(arguments: DocumentTrial.all)
  func `texts of the corpus end as they should`(trial: DocumentTrial) throws {
    let texts = try Self.texts(of: trial)
    #expect(!texts.isEmpty)
    for (name, content) in texts { #expect(trial.fault(with: content) == nil, "\(name)") }
  }

  @Test(arguments: DocumentTrial.all.filter { !$0.name.hasPrefix("import-") })
  func `changed texts end as they should`(trial: DocumentTrial) throws {
    var numbers = SteadyNumbers()
    for (_, content) in try Self.texts(of: trial) {
      for _ in 0..<100 {
        let changed = numbers.changed(content)
        #expect(
          trial.fault(with: changed) == nil, "\(String(decoding: changed, as: UTF8.self))")
      }
    }
  }

  private static func texts(of trial: DocumentTrial) throws -> [(String, [UInt8])] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fuzz/corpus/\(trial.name)")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
      ($0, try Array(Data(contentsOf: folder.appending(path: $0))))
    }
  }
}
