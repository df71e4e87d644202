import SeedbedCore

/// What `body` throws, each problem as `line:column: message`, or the message alone where it has no place.
func problems(_ body: () throws -> some Any) -> [String] {
  do {
    _ = try body()
    return []
  } catch let many as Diagnostics {
    return many.items.map(words)
  } catch let one as Diagnostic {
    return [words(one)]
  } catch {
    return ["\(type(of: error)): \(error)"]
  }
}

private func words(_ problem: Diagnostic) -> String {
  problem.location.map { "\($0.line):\($0.column): \(problem.message)" } ?? problem.message
}
