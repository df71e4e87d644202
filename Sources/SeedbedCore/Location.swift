/// A place in a file a person wrote or a provider exported.
public struct Location: Sendable, Hashable, CustomStringConvertible {
  /// The path as the person named it.
  public var file: String
  /// The line, counted from 1.
  public var line: Int
  /// The column in characters, counted from 1.
  public var column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `file:line:column`, the form editors open.
  public var description: String { "\(file):\(line):\(column)" }
}

extension Location: Comparable {
  /// By file, then by line, then by column.
  public static func < (left: Location, right: Location) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}
