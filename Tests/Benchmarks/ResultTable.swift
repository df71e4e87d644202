import SeedbedTestSupport

/// What was measured, a line a piece of work.
struct ResultTable {
  private var rows: [[String]] = [
    ["work", "ours", "reference", "seconds", "ratio", "target", "peak memory"]
  ]

  /// `target`: the largest ratio that reaches the target; nil where there is none.
  mutating func add(
    _ work: String, ours: ProcessRun?, reference name: String, _ reference: ProcessRun?,
    target: Double?
  ) {
    var ratio = "–"
    if let ours, let reference { ratio = Self.two(ours.seconds / reference.seconds) }
    rows.append([
      work, ours.map { Self.seconds($0.seconds) } ?? "failed", name,
      reference.map { Self.seconds($0.seconds) } ?? "not installed", ratio,
      target.map { "≤ \(Self.two($0))" } ?? "–",
      ours.map { "\($0.peakMemory >> 20) MB" } ?? "–",
    ])
  }

  var text: String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
        .joined(separator: "  ")
    }.joined(separator: "\n")
  }

  private static func seconds(_ number: Double) -> String {
    number < 0.1 ? "\(two(number * 1000)) ms" : "\(two(number)) s"
  }

  private static func two(_ number: Double) -> String {
    let hundredths = Int((number * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }
}
