import SeedbedAudit
import SeedbedCore
import SeedbedFormats
import SeedbedGolden

/// A way that text of strangers takes through the program, and what must hold of it for any text.
///
/// It ends, in bounded time, and what it makes is what the program itself reads.
package struct DocumentTrial: Sendable, CustomStringConvertible {
  /// The name of the trial, and of the folder of its texts in `Tests/Fuzz/corpus`.
  package let name: String
  private let finding: @Sendable ([UInt8]) -> String?

  private init(_ name: String, _ finding: @escaping @Sendable ([UInt8]) -> String?) {
    (self.name, self.finding) = (name, finding)
  }

  package var description: String { name }

  /// What is wrong with what became of the text; nil where all is right.
  package func fault(with content: [UInt8]) -> String? { finding(content) }

  package static let all: [DocumentTrial] =
    GoldenDraft.Format.allCases.map(importing) + [
      DocumentTrial("schema", checkingSchemas), DocumentTrial("golden", readingGolden),
      auditing("audit-python", "a.py"), auditing("audit-swift", "a.swift"),
    ]

  /// A draft is a golden file that is read again.
  private static func importing(_ format: GoldenDraft.Format) -> DocumentTrial {
    DocumentTrial("import-\(format.rawValue)") { content in
      let draft: GoldenDraft
      do {
        draft = try GoldenDraft(
          of: content, as: format, from: "a document", name: "drafted", beside: nil)
      } catch {
        return problem(error)
      }
      guard !draft.calls.isEmpty else { return nil }
      do {
        let document = try GoldenDocument.read(
          texts: [("golden/drafted.yaml", draft.text)], folder: "golden")
        return document.endpoints.count == draft.calls.count
          ? nil : "\(draft.calls.count) drafted, \(document.endpoints.count) read:\n\(draft.text)"
      } catch {
        return "the draft is not read again: \(error)\n\(draft.text)"
      }
    }
  }

  /// Checks the values that stand under `values` against the schemas under `schemas`, and makes an example of each.
  private static func checkingSchemas(_ content: [UInt8]) -> String? {
    guard let root = try? JSONReader.read(bytes: content, named: "schemas") else { return nil }
    let examples = SchemaExample(root: root)
    for schema in root["schemas"]?.object?.members ?? [] {
      let values = [examples.example(of: schema.value)] + (root["values"]?.elements ?? [])
      for value in values {
        var check = SchemaCheck(root: root, allowsNullable: true)
        check.check(value, schema.value, at: [])
        if check.violations.count > 11 { return "\(check.violations.count) violations" }
      }
    }
    return nil
  }

  private static func readingGolden(_ content: [UInt8]) -> String? {
    do {
      let text = String(decoding: content, as: UTF8.self)
      _ = try GoldenDocument.read(texts: [("golden/a.yaml", text)], folder: "golden")
      return nil
    } catch {
      return problem(error)
    }
  }

  /// Findings lie in the file, in order.
  private static func auditing(_ name: String, _ path: String) -> DocumentTrial {
    DocumentTrial(name) { content in
      guard let file = AuditPlan(AuditConfiguration(), paths: [path]).files.first else {
        return "'\(path)' is not audited"
      }
      let audit = FileAudit(
        of: content, file: file, generators: PythonGenerators(additional: []), countsReport: true)
      let offsets = audit.findings.map(\.offset)
      let isRight = offsets == offsets.sorted() && (offsets.last ?? 0) <= content.count
      return isRight ? nil : "findings at \(offsets) of \(content.count) bytes"
    }
  }

  /// A text that is refused is refused with a message of the program.
  private static func problem(_ error: any Error) -> String? {
    error is Diagnostic || error is Diagnostics ? nil : "not a problem with words: \(error)"
  }
}
