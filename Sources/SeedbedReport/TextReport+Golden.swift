import SeedbedCore
package import SeedbedGolden

extension TextReport {
  /// A line for each operation, the failing ones again with their reasons, then the numbers.
  package func text(of outcome: VerifyOutcome) -> String {
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
    if !outcome.failing.isEmpty {
      lines += [
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
    }
    lines += notCalled(outcome)
    lines += unproved(outcome)
    lines += inventory(outcome)
    lines += remarks(outcome.remarks)
    lines += unused(outcome.unused)
    lines += ["", "\(paint.strong(outcome.line))"]
    if let doubt = outcome.doubt { lines.append(paint.strong(doubt)) }
    lines.append("coverage \(outcome.coverage) · responding \(outcome.responding)")
    let shares =
      (outcome.firstProof.of == 0 ? [] : ["first proof \(outcome.firstProof)"])
      + (outcome.compared.of == 0 ? [] : ["fields compared \(outcome.compared)"])
    if !shares.isEmpty { lines.append(shares.joined(separator: " · ")) }
    return lines.joined(separator: "\n")
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

  /// What the printed requests need to be made again.
  func needs(_ needs: [String]) -> [String] {
    needs.flatMap { wrapping.lines(of: "to make the requests again: \($0)", first: "  ", rest: 4) }
  }

  /// The golden's line of the first difference, marked, and the request that shows it again.
  private func places(of operation: OperationOutcome) -> [String] {
    var lines = operation.differences.prefix(1).flatMap { place(of: $0, indent: 8) }
    if let cause = operation.cause {
      lines += wrapping.lines(of: cause.description, first: "        ", rest: 8)
    }
    if let request = operation.request {
      lines += wrapping.lines(of: request.curl, first: "        ", rest: 10)
    }
    return lines
  }

  /// `golden/a.json:3:13`, and the line with a caret.
  private func place(of difference: Difference, indent: Int) -> [String] {
    guard let location = difference.location else { return [] }
    let space = String(repeating: " ", count: indent)
    guard let excerpt = difference.excerpt else { return ["\(space)\(location)"] }
    let number = String(location.line)
    let margin = String(repeating: " ", count: number.count)
    return [
      "\(space)\(location)", "\(space)  \(paint.faint("\(number) |")) \(excerpt.shownLine)",
      "\(space)  \(paint.faint("\(margin) |")) \(paint.bad(excerpt.marks))",
    ]
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

  /// Bodies that wait for review, each with its differences.
  package func text(of pending: [PendingBody]) -> String {
    if pending.isEmpty { return "nothing waits for review" }
    return pending.map { item in
      let words =
        item.isNew
        ? "new" : Numbers.counted(item.differences.count, "difference")
      let lines =
        ["  \(paint.note("?")) \(item.body)  \(words)"]
        + item.titles.map { "      \($0)" }
      let places = item.differences.prefix(10).flatMap { difference in
        ["      \(difference)"] + place(of: difference, indent: 6)
      }
      return (lines + places).joined(separator: "\n")
    }.joined(separator: "\n")
  }

  /// A body that waits, with what was answered beside what is recorded.
  package func review(of body: PendingBody) -> String {
    let lines = body.lines.map { line in
      "      "
        + (line.hasPrefix("+")
          ? paint.good(line) : line.hasPrefix("-") ? paint.bad(line) : paint.faint(line))
    }
    return ([text(of: [body])] + lines).joined(separator: "\n")
  }

  /// What there is to know of a run beside its outcomes, after an empty line.
  func remarks(_ remarks: [String]) -> [String] {
    remarks.isEmpty
      ? [] : [""] + remarks.flatMap { wrapping.lines(of: $0, first: "", rest: 2) }
  }

  /// What recording did.
  package func text(of outcome: RecordOutcome) -> String {
    var lines: [String] = []
    for item in outcome.items {
      switch item.result {
      case .unchanged: continue
      case .written(let path): lines.append("  \(paint.note("+")) \(item.call)  \(path)")
      case .refused(let reason): lines.append("  \(paint.bad("✗")) \(item.call)  \(reason)")
      }
      if !item.varying.isEmpty {
        lines.append(
          "      \(paint.bad("changes at every call")): \(item.varying.joined(separator: ", "))")
        lines.append("      if it may: match: [\(item.matchers.joined(separator: ", "))]")
      }
      if !item.secrets.isEmpty {
        let places = item.secrets.prefix(5).joined(separator: ", ")
        lines.append(
          "      \(paint.bad("holds a secret that was sent")): \(places): let a matcher ignore it, or the "
            + "file is not one to share")
      }
    }
    let unchanged = outcome.items.count { $0.result == .unchanged }
    lines.append(
      "\(Numbers.counted(outcome.writtenCount, "new body")) to review, \(unchanged) unchanged"
        .replacing("bodys", with: "bodies"))
    return (lines + remarks(outcome.remarks)).joined(separator: "\n")
  }
}

extension Reason {
  /// The reason in two or three words.
  var headline: String { code.replacing("-", with: " ") }
}
