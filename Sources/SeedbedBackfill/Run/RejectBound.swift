import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// How many rejects are tolerated.
struct RejectBound {
  let count: Int
  private let key: String
  private let words: String

  /// The bound of a share, once all records are read; nil when there is none.
  init?(_ limit: BackfillSpecification.RejectLimit, read: Int) {
    guard let ratio = limit.ratio else { return nil }
    var scale: Int128 = 100
    for _ in 0..<ratio.scale { scale *= 10 }
    count = Int(ratio.unscaled * Int128(read) / scale)
    key = "max_ratio"
    words = "\(ratio)% of \(read) record\(read == 1 ? "" : "s")"
  }

  /// The bound of a count; nothing is borne where no limit is given at all.
  init?(_ limit: BackfillSpecification.RejectLimit) {
    guard let most = limit.most ?? (limit.ratio == nil ? 0 : nil) else { return nil }
    count = most
    key = "max"
    words = "\(most)"
  }

  /// `extra`: lines that the rejects take beyond one each.
  /// `kept`: what stays in the database all the same.
  func exceeded(
    by rejected: Int, onLines extra: Int, of specification: BackfillSpecification, kept: String,
    first: Reject? = nil
  ) -> Diagnostic {
    let place = specification.node["rejects"] ?? specification.node
    var diagnostic = place.diagnostic(
      .backfillRejects,
      "\(specification.name) rejects \(rejected) record\(rejected == 1 ? "" : "s")"
        + "\(extra == 0 ? "" : " on \(rejected + extra) lines"), and the limit is \(words)",
      help: "mend the source or the mapping, or raise 'rejects: {\(key): …}'; \(kept)")
    diagnostic.cause = first.map { reject in
      let column = reject.column.map { "'\($0)': " } ?? ""
      return "\(reject.file):\(reject.line) (byte \(reject.offset)): \(column)\(reject.message)"
    }
    return diagnostic
  }
}

extension Diagnostic.Code {
  /// More bad records than the specification bears.
  static let backfillRejects = Self("backfill.rejects", .checkFailed)
}
