/// How a scalar is written.
package enum YAMLStyle: Sendable, Hashable {
  case plain
  case singleQuoted
  case doubleQuoted
  /// A block after `|`.
  case literal
  /// A block after `>`.
  case folded
}
