/// Colours for a terminal, or none.
package struct Paint: Sendable {
  private let isColored: Bool

  package init(isColored: Bool) {
    self.isColored = isColored
  }

  func good(_ text: String) -> String { code("32", text) }
  func bad(_ text: String) -> String { code("31", text) }
  func note(_ text: String) -> String { code("33", text) }
  func faint(_ text: String) -> String { code("2", text) }
  func strong(_ text: String) -> String { code("1", text) }

  private func code(_ number: String, _ text: String) -> String {
    isColored ? "\u{1B}[\(number)m\(text)\u{1B}[0m" : text
  }
}
