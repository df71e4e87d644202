import SeedbedCore
package import SeedbedGolden

extension VerifyOutcome: Shown {
  package func text(by report: TextReport) -> String { report.text(of: self) }
}

extension TextReport {
  /// A line for each operation, the failing ones again with their reasons, then the numbers.
  func text(of outcome: VerifyOutcome) -> String {
    let lines =
      operations(outcome) + failing(outcome) + notCalled(outcome) + unproved(outcome)
      + inventory(outcome) + remarks(outcome.remarks) + unused(outcome.unused) + measures(outcome)
    return lines.joined(separator: "\n")
  }

  /// A line for each operation that was called, and how many were left out.
  private func operations(_ outcome: VerifyOutcome) -> [String] {
    var lines: [String] = []
    let width = min(46, outcome.operations.map(\.title.count).max() ?? 0)
    let left = outcome.operations.count { $0.reasons == [.notTested] }
    for operation in outcome.operations where operation.wasTested {
      let call = operation.title
      let space = String(repeating: " ", count: max(0, width - call.count))
      let mark = operation.isOperational ? paint.good("✓") : paint.bad("✗")
      var line = "  \(mark) \(call)\(space)  \(bar(operation.level))"
      if let reason = operation.reasons.first {
        line += "  \(paint.faint(reason.headline))"
      }
      if let compared = operation.compared, compared.count < compared.of {
        line += "  \(paint.faint("compared \(compared)"))"
      }
      lines.append(line)
    }
    if left > 0 {
      lines.append(paint.faint("  \(Numbers.counted(left, "operation")) left out of the run"))
    }
    return lines
  }

  /// The failing ones with their reasons, and what it takes to ask again.
  private func failing(_ outcome: VerifyOutcome) -> [String] {
    if outcome.failing.isEmpty { return [] }
    var lines = [
      "", paint.strong("\(Numbers.counted(outcome.failing.count, "operation")) not operational"),
    ]
    for operation in outcome.failing {
      lines.append("  \(operation.title)  \(paint.faint("(\(operation.location))"))")
      lines += operation.reasons.flatMap {
        wrapping.lines(of: $0.description, first: "      \(paint.bad("•")) ", rest: 8)
      }
      lines += places(of: operation)
    }
    if outcome.failing.contains(where: { $0.request != nil }) {
      lines += needs(outcome.curlNeeds)
    }
    return lines
  }

  /// The operations that were not called, by the reason, which several share.
  private func notCalled(_ outcome: VerifyOutcome) -> [String] {
    var order: [String] = []
    var operations: [String: [OperationOutcome]] = [:]
    for operation in outcome.operations {
      guard let first = operation.reasons.first, first.kind == .notCalled else { continue }
      let reason = first.description
      if operations[reason] == nil { order.append(reason) }
      operations[reason, default: []].append(operation)
    }
    if order.isEmpty { return [] }
    let count = operations.values.reduce(0) { $0 + $1.count }
    return ["", paint.strong("\(Numbers.counted(count, "operation")) not called")]
      + order.flatMap { reason in
        (operations[reason] ?? []).map { "  \($0.title)  \(paint.faint("(\($0.location))"))" }
          + wrapping.lines(of: reason, first: "      \(paint.bad("•")) ", rest: 8)
      }
  }

  /// Operational ones that are not proved, with the leaves that are missing.
  private func unproved(_ outcome: VerifyOutcome) -> [String] {
    let operations = outcome.operations.filter {
      $0.isOperational && !$0.isReal && !$0.reasons.isEmpty
    }
    if operations.isEmpty { return [] }
    return [
      "", paint.strong("\(Numbers.counted(operations.count, "operation")) operational, not proved"),
    ]
      + operations.flatMap { operation in
        ["  \(operation.title)  \(paint.faint("(\(operation.location))"))"]
          + operation.reasons.flatMap {
            wrapping.lines(of: $0.description, first: "      \(paint.note("•")) ", rest: 8)
          }
      }
  }

  /// What is documented and not asked, asked and not documented, and what counts nowhere.
  private func inventory(_ outcome: VerifyOutcome) -> [String] {
    section("documented, and asked by no golden file", outcome.untested)
      + section("answered, and in no document", outcome.undocumented)
      + (outcome.exclusions.isEmpty ? [] : ["", paint.strong("excluded")])
      + outcome.exclusions.flatMap { exclusion in
        wrapping.lines(
          of: "\(exclusion.call) until \(exclusion.until): \(exclusion.reason)", first: "  ",
          rest: 6)
      }
  }

  /// Files that no golden file names, and bodies that nobody reviewed.
  private func unused(_ files: UnusedGoldens) -> [String] {
    list("no golden file names", files.stale)
      + list("waiting for review: 'seedbed verify review'", files.waiting.map { "\($0).new" })
  }

  private func list(_ title: String, _ names: [String]) -> [String] {
    if names.isEmpty { return [] }
    let more = names.count > 20 ? ["  and \(names.count - 20) more"] : []
    return ["", paint.strong("\(Numbers.counted(names.count, "file")) \(title)")]
      + names.prefix(20).map { "  \(ShownText.line($0))" } + more
  }

  private func section(_ title: String, _ operations: [OperationOutcome]) -> [String] {
    if operations.isEmpty { return [] }
    let shown = operations.prefix(20).map { operation in
      "  \(operation.title)  \(paint.faint("(\(operation.location))"))"
    }
    let more = operations.count > 20 ? ["  and \(operations.count - 20) more"] : []
    return ["", paint.strong("\(Numbers.counted(operations.count, "operation")) \(title)")]
      + shown + more
  }

  /// Six places, filled up to the level; five of them make an operation operational.
  private func bar(_ level: Level) -> String {
    let filled = level.rawValue
    let text = String(repeating: "■", count: filled)
    let rest = String(repeating: "·", count: 6 - filled)
    return (level >= .stable ? paint.good(text) : paint.note(text)) + paint.faint(rest)
  }

  /// The numbers.
  private func measures(_ outcome: VerifyOutcome) -> [String] {
    var lines = ["", "\(paint.strong(outcome.line))"]
    if let doubt = outcome.doubt { lines.append(paint.strong(doubt)) }
    lines.append("coverage \(outcome.coverage) · responding \(outcome.responding)")
    let shares =
      (outcome.firstProof.of == 0 ? [] : ["first proof \(outcome.firstProof)"])
      + (outcome.compared.of == 0 ? [] : ["fields compared \(outcome.compared)"])
    if !shares.isEmpty { lines.append(shares.joined(separator: " · ")) }
    return lines
  }
}
