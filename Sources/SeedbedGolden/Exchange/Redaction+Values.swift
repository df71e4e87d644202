import SeedbedCore
import SeedbedFormats

/// What services answered, and errors tell of it, may be what they were sent: the secrets are taken out before
/// anything is cut, escaped or printed.
extension Redaction {
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

  func callAsFunction(_ excerpt: Diagnostic.Excerpt) -> Diagnostic.Excerpt {
    let line = self(excerpt.line)
    return line == excerpt.line ? excerpt : Diagnostic.Excerpt(line: line, column: 1)
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
}
