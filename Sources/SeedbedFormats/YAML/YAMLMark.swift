/// A place in YAML text as the scanner counts it.
public struct YAMLMark: Sendable, Hashable {
  /// The line, counted from 1.
  public let line: Int
  /// The Unicode scalars before this place on its line.
  public let scalarsBefore: Int

  init(line: Int, scalarsBefore: Int) {
    self.line = line
    self.scalarsBefore = scalarsBefore
  }
}
