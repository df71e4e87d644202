/// A percentage that a run has to reach: `operational=95`.
package struct Minimum: Sendable, Hashable {
  package let measure: Measure
  /// In percent, 0 to 100.
  package let percentage: Double

  /// What can be asked for.
  package enum Measure: String, Sendable, Hashable, CaseIterable {
    case operational
    case provedReal = "proved-real"
    case coverage
    case responding
  }

  package init(_ measure: Measure, _ percentage: Double) {
    self.measure = measure
    self.percentage = percentage
  }

  /// Reads `MEASURE=PERCENT`; nil when it is none.
  package init?(_ text: String) {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, let measure = Measure(rawValue: String(parts[0])),
      let percentage = Double(parts[1]), (0...100).contains(percentage)
    else { return nil }
    self.init(measure, percentage)
  }

  /// Why the run does not reach it, or nil; what was not measured does not reach anything above 0.
  package func failure(of outcome: VerifyOutcome) -> String? {
    let fraction: Fraction? =
      switch measure {
      case .operational: outcome.operational
      case .provedReal: outcome.provedReal
      case .coverage: outcome.coverage
      case .responding: outcome.responding
      }
    let name = measure.rawValue.replacing("-", with: " ")
    guard let fraction else {
      return percentage > 0 ? "\(name) was not measured, and has to be \(percentage)%" : nil
    }
    return Double(fraction.permille) / 10 < percentage
      ? "\(name) is \(fraction), and has to be \(percentage)%" : nil
  }
}
