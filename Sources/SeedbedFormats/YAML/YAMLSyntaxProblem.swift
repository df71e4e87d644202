import CYAML

/// What the scanner could not read, in words for the person who wrote it.
struct YAMLSyntaxProblem {
  let message: String
  var help: String?
  let mark: YAMLMark

  /// `placed`: where a place of the scanner is in the source.
  init(_ parser: yaml_parser_t, at placed: (yaml_mark_t) -> YAMLMark) {
    let problem = parser.problem.map { String(cString: $0) } ?? "this is not YAML"
    let context = parser.context.map { String(cString: $0) } ?? ""
    let place = placed(parser.problem_mark)
    let opening = placed(parser.context_mark)

    switch (problem, context) {
    case ("found character that cannot start any token", _):
      message = "this character cannot begin a value here"
      help = "indent with spaces, not tabs; quote a value that begins with @, ` or %"
      mark = place
    case ("mapping values are not allowed in this context", _):
      message = "a ':' is not expected here"
      help = "quote a value that holds ': ', or put the key on a line of its own"
      mark = place
    case ("could not find expected ':'", _):
      message = "a key without a ':' after it"
      help = "each line of a mapping reads 'key: value'"
      mark = opening
    case ("did not find expected key", _):
      message = "a key is expected here"
      help = "the mapping starts at line \(opening.line); its keys begin in the same column"
      mark = place
    case ("did not find expected '-' indicator", _):
      message = "a '-' is expected here"
      help = "the list starts at line \(opening.line); its items begin in the same column"
      mark = place
    case ("found unexpected end of stream", let scanning) where scanning.contains("quoted"):
      message = "this quote is never closed"
      mark = opening
    case ("did not find expected ',' or '}'", _):
      message = "a ',' or '}' is expected here"
      help = "the '{' is at line \(opening.line)"
      mark = place
    case ("did not find expected ',' or ']'", _):
      message = "a ',' or ']' is expected here"
      help = "the '[' is at line \(opening.line)"
      mark = place
    case ("found a tab character where an indentation space is expected", _),
      ("found a tab character that violates indentation", _):
      message = "a tab cannot indent YAML"
      help = "indent with spaces"
      mark = place
    case ("found unknown escape character", _):
      message = "this escape is not one that YAML knows"
      help = "write \\\\ for a backslash, or use single quotes"
      mark = place
    case ("found undefined tag handle", _):
      message = "the tag's prefix is not declared"
      mark = place
    case ("did not find expected node content", _):
      message = "a value is expected here"
      mark = place
    default:
      message = context.isEmpty ? problem : "\(problem) \(context)"
      mark = place
    }
  }
}
