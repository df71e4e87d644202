import SeedbedStore

/// Whether a text is one whole expression, so that nothing of the statement around it is lost in it.
enum ExpressionForm {
  /// What is wrong; nil for nothing.
  static func problem(in sql: String) -> ExpressionProblem? {
    let tokens = SQLToken.all(in: sql)
    if tokens.isEmpty { return ExpressionProblem(message: "there is no expression", help: "") }
    if SQLToken.all(in: sql + ")").count == tokens.count {
      return ExpressionProblem(
        message: "a comment or a quote at its end is open, and would hide what follows", help: "")
    }
    var depth = 0
    for token in tokens where depth >= 0 {
      if token.isSign("(") { depth += 1 }
      if token.isSign(")") { depth -= 1 }
      if token.isSign(";") {
        return ExpressionProblem(message: "an expression has no ';' in it", help: "")
      }
    }
    if depth == 0 { return nil }
    return ExpressionProblem(
      message: depth > 0 ? "a '(' in it is not closed" : "a ')' in it closes nothing", help: "")
  }
}
