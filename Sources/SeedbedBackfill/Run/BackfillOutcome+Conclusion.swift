import SeedbedCore
import SeedbedFormats
import SeedbedStore

extension BackfillOutcome {
  /// Takes in what became of one file.
  mutating func add(_ loader: FileLoader) {
    counts = counts + loader.counts
    discarded += loader.discarded
    passedOver.merge(loader.passedOver, uniquingKeysWith: +)
    if loader.endsInLine {
      findings.append(
        .unended(file: loader.fileName, record: loader.progress.checkpoint.number))
    }
    rejects.list(loader.rejects)
  }

  /// Adds up the files, and checks the sums when nothing failed.
  mutating func conclude(_ plan: BackfillPlan, _ files: [FileProgress]) {
    totals = files.reduce(BackfillCounts()) { $0 + $1.counts }
    guard failure == nil else { return }
    let totals = totals
    checks = plan.specification.checks.map { check in
      let subject: String
      let actual: ExactDecimal?
      switch check.subject {
      case .counter(let name):
        subject = "count of \(name)"
        actual = ExactDecimal(unscaled: Int128(totals.counter(name) ?? 0), scale: 0)
      case .sum(let column):
        subject = "sum of \(column)"
        actual = files.reduce(ExactDecimal(unscaled: 0, scale: 0)) { sum, file in
          file.sum(of: column).flatMap { sum?.adding($0) }
        }
      }
      return CheckResult(
        subject: subject, expected: check.expected, actual: actual, location: check.node.location)
    }
  }
}
