/// The shares of earlier runs as two lines of a picture (SVG), the newest at the right.
enum TrendChart {
  private static let width = 600
  private static let height = 120
  private static let most = 60

  /// Nothing for fewer than two runs, which make no line.
  static func svg(of history: RunHistory) -> String? {
    let entries = history.entries.suffix(most)
    guard entries.count > 1 else { return nil }
    let operational = line(entries.map { Optional($0.operational) })
    let proved = line(entries.map(\.provedReal))
    let first = XMLText.escaped(entries.first?.at.prefix(10) ?? "")
    let last = XMLText.escaped(entries.last?.at.prefix(10) ?? "")
    return """
      <svg viewBox="0 0 \(width) \(height + 24)" role="img" aria-label="operational and proved real, \
      \(entries.count) runs from \(first) to \(last)">
      <path class="grid" d="M0 4H\(width)M0 \(4 + height / 2)H\(width)M0 \(4 + height)H\(width)"/>
      <path class="operational" d="\(operational)"/><path class="proved" d="\(proved)"/>
      <text x="0" y="\(height + 20)">\(first)</text>
      <text x="\(width)" y="\(height + 20)" text-anchor="end">\(last)</text></svg>
      """
  }

  /// A path through the shares; runs without one are left out.
  private static func line(_ shares: [Int?]) -> String {
    let step = Double(width) / Double(max(1, shares.count - 1))
    let points = shares.enumerated().compactMap { place, share in
      share.map { (Int(Double(place) * step), 4 + height - $0 * height / 1000) }
    }
    return points.enumerated().map { "\($0 == 0 ? "M" : "L")\($1.0) \($1.1)" }.joined()
  }
}
