/// A place in YAML text as the scanner counts it.
package struct YAMLMark: Sendable, Hashable {
  /// The line, counted from 1.
  package let line: Int
  /// The Unicode scalars before this place on its line.
  package let scalarsBefore: Int

  init(line: Int, scalarsBefore: Int) {
    self.line = line
    self.scalarsBefore = scalarsBefore
  }
}
