/// Lines of columns, each as wide as its widest entry.
struct Columns {
  private var rows: [[String]] = []
  /// Columns set to the right, by place.
  private let rightAligned: Set<Int>

  init(rightAligned: Set<Int> = []) {
    self.rightAligned = rightAligned
  }

  mutating func add(_ cells: String...) {
    rows.append(cells)
  }

  /// The lines, indented by two, without spaces at their ends.
  func lines(_ paint: (Int, String) -> String = { $1 }) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.compactMap { column < $0.count ? $0[column].count : nil }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, text in
        let space = String(repeating: " ", count: widths[column] - text.count)
        let painted = paint(column, text)
        if rightAligned.contains(column) { return space + painted }
        return column == row.count - 1 ? painted : painted + space
      }
      return "  " + cells.joined(separator: "  ")
    }
  }
}
