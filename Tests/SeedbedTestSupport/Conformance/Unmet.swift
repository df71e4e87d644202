import SeedbedCore

/// An expectation of a check that a driver did not meet.
package struct Unmet: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String, line: Int) {
    self.description = "\(description) (line \(line))"
  }
}

func expect(_ holds: Bool, _ sentence: String, line: Int = #line) throws {
  guard holds else { throw Unmet("not so: \(sentence)", line: line) }
}

func expect<Found: Equatable>(
  _ what: String, _ found: Found, is expected: Found, line: Int = #line
) throws {
  guard found == expected else {
    throw Unmet("\(what): expected \(expected), found \(found)", line: line)
  }
}

/// Runs `body`, which must throw a diagnostic with `code`.
@discardableResult
func expect<Result>(
  _ code: Diagnostic.Code, line: Int = #line, from body: () throws -> Result
) throws -> Diagnostic {
  do {
    _ = try body()
  } catch let problem as Diagnostic where problem.code == code {
    return problem
  } catch {
    throw Unmet("expected \(code), found \(error)", line: line)
  }
  throw Unmet("expected \(code), and nothing was thrown", line: line)
}
