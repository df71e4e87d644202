import SeedbedCore
import SeedbedFormats

extension Redaction {
  func callAsFunction(_ outcome: VerifyOutcome) -> VerifyOutcome {
    var shown = outcome
    shown.operations = outcome.operations.map { self($0) }
    shown.remarks = outcome.remarks.map { self($0) }
    shown.problem = outcome.problem.map { self($0) }
    shown.curlNeeds = outcome.curlNeeds.map { self($0) }
    return shown
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
}

extension RecordedSecrets {
  func hidden(in operation: OperationOutcome) -> OperationOutcome {
    redaction.shown(operation) { hidden(in: $0) }
  }
}
