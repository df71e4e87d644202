package import SeedbedBackfill
import SeedbedCore
package import SeedbedFormats
import SeedbedStore

extension KeptReject: Shown {
  package func text(by report: TextReport) -> String { report.text(of: self) }

  package var json: JSONValue {
    let attempts = attempts.map { attempt -> JSONValue in
      [
        "run": .string(attempt.run), "at": .string(attempt.at),
        "mapping": .string(attempt.mapping), "result": .string(attempt.result.rawValue),
        "code": .stringOrNull(attempt.code), "column": .stringOrNull(attempt.column),
        "message": .stringOrNull(attempt.message),
      ]
    }
    let isWithheld = raw.isEmpty && reject.length > 0
    return [
      "version": 1, "reject": reject.json, "run": .string(run),
      "raw": isWithheld ? .null : .string(String(decoding: raw, as: UTF8.self)),
      "raw_sha256": .stringOrNull(rawChecksum), "settled": .stringOrNull(reject.settled?.rawValue),
      "attempts": .array(attempts),
    ]
  }
}

extension TextReport {
  /// A reject with its bytes and what was tried.
  func text(of kept: KeptReject) -> String {
    let reject = kept.reject
    var lines = [
      "  \(reject.file):\(reject.line): \(Self.reason(reject))",
      paint.faint(
        "      \(reject.code) at \(reject.stage.rawValue), record \(reject.number), "
          + "byte \(reject.offset), \(Numbers.counted(reject.length, "byte")), "
          + "rejected by \(kept.run)"),
      "      "
        + (kept.raw.isEmpty && reject.length > 0
          ? paint.faint("the bytes are withheld; sha256 \(kept.rawChecksum ?? "unknown")")
          : Self.shown(kept.raw)),
    ]
    lines += kept.attempts.map { attempt in
      let reason = attempt.message.map { ": \($0)" } ?? ""
      return "      \(attempt.at)  \(attempt.run)  \(attempt.result.rawValue)\(reason)  "
        + paint.faint("mapping \(attempt.mapping.prefix(12))")
    }
    lines.append("  " + (kept.reject.settled.map { "settled: \($0.rawValue)" } ?? "open"))
    return lines.joined(separator: "\n")
  }
}
