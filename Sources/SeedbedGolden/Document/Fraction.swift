/// So many of so many, shown as a percentage that is truncated and never rounded up.
package struct Fraction: Sendable, Hashable, CustomStringConvertible {
  package let count: Int
  package let of: Int

  package init(_ count: Int, of: Int) {
    self.count = count
    self.of = of
  }

  /// Tenths of a percent, truncated: 564 of 22 in 39.
  package var permille: Int { of == 0 ? 0 : count * 1000 / of }

  /// `56.4%`.
  package var percentage: String { "\(permille / 10).\(permille % 10)%" }

  /// `56.4% (22/39)`.
  package var description: String { "\(percentage) (\(count)/\(of))" }
}
