package import SeedbedBackfill
import SeedbedCore
package import SeedbedFormats

extension RowTrace: Shown {
  package func text(by report: TextReport) -> String { report.text(of: self) }

  package var json: JSONValue {
    [
      "version": 1, "collection": .string(collection), "key": .strings(key),
      "there": .bool(isThere), "origins": .array(origins.map(\.json)),
    ]
  }
}

extension RowTrace.Origin {
  fileprivate var json: JSONValue {
    let (raw, reason): (JSONValue, JSONValue) =
      switch original {
      case .bytes(let bytes): (.string(String(decoding: bytes, as: UTF8.self)), .null)
      case .unknown(let reason): (.null, .string(reason))
      }
    return [
      "run": .string(run), "backfill": .string(backfill), "started_at": .string(startedAt),
      "specification": .stringOrNull(specification), "mapping": .stringOrNull(mapping),
      "file": .string(file), "record": .integer(number), "offset": .integer(offset),
      "length": .integer(length), "replaced": .bool(isReplacement),
      "current": isCurrent.map { .bool($0) } ?? .null, "original": raw,
      "original_unknown": reason,
    ]
  }
}

extension TextReport {
  /// Where a row came from.
  func text(of trace: RowTrace) -> String {
    let name = "\(trace.collection) \(trace.key.joined(separator: " "))"
    if trace.origins.isEmpty {
      return trace.isThere
        ? "  \(name) is there, and no run loaded it" : "  there is no \(name), and no run loaded it"
    }
    return (["  \(name)\(trace.isThere ? "" : " is gone")"] + trace.origins.flatMap(lines))
      .joined(separator: "\n")
  }

  private func lines(of origin: RowTrace.Origin) -> [String] {
    let state =
      switch origin.isCurrent {
      case true?: "as it was loaded"
      case false?: "changed since"
      case nil: "its columns are gone"
      }
    var lines = [
      "  \(origin.isReplacement ? "replaced" : "loaded") by \(origin.run) at \(origin.startedAt)  "
        + paint.faint("(\(state))"),
      "      \(origin.file): record \(origin.number), byte \(origin.offset), \(origin.length) bytes",
    ]
    if let specification = origin.specification, let mapping = origin.mapping {
      lines.append(
        paint.faint("      mapping \(specification) \(mapping.prefix(12))"))
    }
    switch origin.original {
    case .bytes(let bytes): lines.append("      \(Self.shown(bytes))")
    case .unknown(let reason):
      lines.append(paint.faint("      the bytes are not shown: \(reason)"))
    }
    return lines
  }
}
