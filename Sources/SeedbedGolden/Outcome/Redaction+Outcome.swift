import SeedbedCore
import SeedbedFormats

/// Outcomes hold what services answered, which may be what they were sent: the secrets are taken out before anything
/// is cut, escaped or printed.
extension Redaction {
  func callAsFunction(_ outcome: VerifyOutcome) -> VerifyOutcome {
    VerifyOutcome(
      operations: outcome.operations.map { self($0) }, exclusions: outcome.exclusions,
      remarks: outcome.remarks.map { self($0) }, problem: outcome.problem.map { self($0) },
      unused: outcome.unused, curlNeeds: outcome.curlNeeds.map { self($0) },
      duration: outcome.duration)
  }

  func callAsFunction(_ item: RecordOutcome.Item) -> RecordOutcome.Item {
    let result: RecordOutcome.Result =
      switch item.result {
      case .refused(let reason): .refused(reason.mapped { self($0) })
      case .unchanged, .written: item.result
      }
    return RecordOutcome.Item(
      call: item.call, body: item.body, result: result, varying: item.varying.map { self($0) },
      matchers: item.matchers.map { self($0) }, secrets: item.secrets.map { self($0) },
      secretPlaces: item.secretPlaces)
  }

  func callAsFunction(_ problem: Diagnostic) -> Diagnostic {
    var shown = problem
    shown.message = self(problem.message)
    shown.help = problem.help.map { self($0) }
    shown.cause = problem.cause.map { self($0) }
    shown.excerpt = problem.excerpt.map { self($0) }
    return shown
  }

  /// An error without secrets; errors of other kinds stay.
  func callAsFunction(_ error: any Error) -> any Error {
    switch error {
    case let problem as Diagnostic: self(problem)
    case let problems as Diagnostics: Diagnostics(problems.items.map { self($0) })
    default: error
    }
  }

  func callAsFunction(_ difference: Difference) -> Difference {
    var shown = difference
    shown.path = self(difference.path)
    shown.leaf = self(difference.leaf)
    shown.expected = difference.expected.map { self($0) }
    shown.actual = difference.actual.map { self($0) }
    shown.excerpt = difference.excerpt.map { self($0) }
    return shown
  }

  func callAsFunction(_ value: JSONValue) -> JSONValue {
    switch value {
    case .null, .bool: value
    case .number(let number): self(number.text) == number.text ? value : .string(Self.mark)
    case .string(let text): .string(self(text))
    case .array(let elements): .array(elements.map { self($0) })
    case .object(let object):
      .object(JSONObject(object.members.map { (self($0.name), self($0.value)) }))
    }
  }

  private func callAsFunction(_ operation: OperationOutcome) -> OperationOutcome {
    shown(operation) { self($0) }
  }

  /// An outcome without secrets, whose differences are made so by `hidden`.
  func shown(
    _ operation: OperationOutcome, hidden: (Difference) -> Difference
  ) -> OperationOutcome {
    var shown = operation
    shown.request = operation.request.map {
      SentRequest(line: self($0.line), curl: self($0.curl))
    }
    shown.reasons = operation.reasons.map {
      $0.mapped {
        self($0)
      } differences: {
        hidden($0)
      }
    }
    shown.differences = operation.differences.map(hidden)
    shown.verdicts = operation.verdicts?.map { LeafVerdict(self($0.leaf), self($0.verdict)) }
    return shown
  }

  /// Rules that were found name values of rows.
  private func callAsFunction(_ verdict: LeafVerdict.Verdict) -> LeafVerdict.Verdict {
    switch verdict {
    case .traced(let trace): .traced(Trace(source: self(trace.source), chance: trace.chance))
    case .unproved(.tooFewValues(let source, let chance)):
      .unproved(.tooFewValues(source: self(source), chance: chance))
    case .unproved, .noise, .fixed: verdict
    }
  }

  private func callAsFunction(_ excerpt: Diagnostic.Excerpt) -> Diagnostic.Excerpt {
    let line = self(excerpt.line)
    return line == excerpt.line ? excerpt : Diagnostic.Excerpt(line: line, column: 1)
  }
}

extension Reason {
  /// The same reason with other texts.
  func mapped(
    _ text: (String) -> String, differences: (Difference) -> Difference = { $0 }
  ) -> Reason {
    switch self {
    case .varies(let paths): .varies(paths.map(text))
    case .doesNotFollowTheData(let paths): .doesNotFollowTheData(paths.map(text))
    case .doesNotReturn(let paths): .doesNotReturn(paths.map(text))
    case .failsWithOtherData(let problem): .failsWithOtherData(text(problem))
    case .unreachable(let problem): .unreachable(text(problem))
    case .showsOtherTenants(let paths): .showsOtherTenants(paths.map(text))
    case .wrongType(let expected, let actual):
      .wrongType(expected: expected, actual: actual.map(text))
    case .notJSON(let problem): .notJSON(text(problem))
    case .unreadEncoding(let name): .unreadEncoding(text(name))
    case .wrongHeader(let name, let expected, let actual):
      .wrongHeader(name, expected: text(expected), actual: actual.map(text))
    case .violatesSchema(let problems): .violatesSchema(problems.map(text))
    case .matcherMatchesNothing(let paths): .matcherMatchesNothing(paths.map(text))
    case .matcherDoesNotFit(let problems): .matcherDoesNotFit(problems.map(text))
    case .differsFromGolden(let found): .differsFromGolden(found.map(differences))
    case .changesDiffer(let problems): .changesDiffer(problems.map(text))
    case .failsInProof(let problem): .failsInProof(text(problem))
    case .unproved(let paths): .unproved(paths.map(text))
    case .answersWithoutRows(let value): .answersWithoutRows(text(value))
    case .notProved(let why): .notProved(text(why))
    case .proofHindered(let problems): .proofHindered(problems.map(text))
    case .notCalled(let why): .notCalled(text(why))
    case .noDenial, .denied, .noRole, .wrongStatus, .tooSlow, .goldenMissing, .nothingCompared,
      .masked, .sameDataInSets, .sameAnswerInSets, .notRepeated, .notTested, .notInGolden:
      self
    }
  }
}
