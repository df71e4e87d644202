/// How many of many things an outcome lists.
enum Listed {
  static let most = 20
}

extension Array {
  /// Takes in the first of more, as far as an outcome lists them.
  mutating func list(_ more: some Collection<Element>) {
    self += more.prefix(Swift.max(0, Listed.most - count))
  }
}
