import SeedbedCore
package import SeedbedFormats

extension VerifyOutcome {
  /// The outcome for other programs; everything but `timing` is the same for the same answers.
  package var json: JSONValue {
    [
      "version": 1,
      "line": .string(line),
      "operational": operational.json,
      "proved_real": provedReal?.json ?? .null,
      "not_proved": [
        "endpoints": .integer(notProved),
        "fields": .integer(notProvedFields),
      ],
      "first_proof": firstProof.json,
      "coverage": coverage.json,
      "responding": responding.json,
      "remarks": .strings(remarks),
      "compared": compared.json,
      "excluded": .array(exclusions.map(\.json)),
      "stale_goldens": .strings(unused.stale),
      "waiting_goldens": .strings(unused.waiting),
      "curl_needs": .strings(curlNeeds),
      "operations": .array(operations.map(\.json)),
      "timing": timing,
    ]
  }

  private var timing: JSONValue {
    let operations = operations.map { operation in
      (
        operation.title,
        operation.milliseconds.map { JSONValue.number(JSONNumber($0)) } ?? .null
      )
    }
    return [
      "milliseconds": .number(JSONNumber(duration.milliseconds)),
      "operations": .object(JSONObject(operations)),
    ]
  }
}

extension Fraction {
  var json: JSONValue {
    [
      "count": .integer(count),
      "of": .integer(of),
      "percentage": .string(percentage),
    ]
  }
}

extension OperationOutcome {
  /// One operation for other programs, as in `VerifyOutcome.json`.
  package var json: JSONValue {
    [
      "call": .string(call.description),
      "case": .stringOrNull(caseName),
      "documented": isDocumented.map { .bool($0) } ?? .null,
      "request": request.map { ["line": .string($0.line), "curl": .string($0.curl)] } ?? .null,
      "class": .string(kind.rawValue),
      "location": .string(location.description),
      "level": .integer(level.rawValue),
      "level_name": .string(level.name),
      "status": status.map { .integer($0) } ?? .null,
      "proof": .string(proof.rawValue),
      "reasons": .array(reasons.map(\.json)),
      "compared": compared?.json ?? .null,
      "leaves": verdicts.map { .array($0.map(\.json)) } ?? .null,
      "differences": .array(differences.map(\.json)),
      "cause": cause.map { .string($0.description) } ?? .null,
    ]
  }
}

extension Exclusion {
  fileprivate var json: JSONValue {
    [
      "call": .string(call.description), "reason": .string(reason),
      "until": .string(until.description),
    ]
  }
}

extension LeafVerdict {
  fileprivate var json: JSONValue {
    ["leaf": .string(leaf), "verdict": .string(word), "explanation": .string(explanation)]
  }
}

extension Reason {
  fileprivate var json: JSONValue {
    [
      "code": .string(code), "message": .string(lastingDescription),
      "paths": .strings(paths),
    ]
  }
}

extension Difference {
  fileprivate var json: JSONValue {
    [
      "path": .string(path),
      "kind": .string(kind.rawValue),
      "expected": expected ?? .null,
      "actual": actual ?? .null,
      "expected_label": .stringOrNull(expectedLabel),
      "actual_label": .stringOrNull(actualLabel),
      "location": location.map { .string($0.description) } ?? .null,
    ]
  }
}
