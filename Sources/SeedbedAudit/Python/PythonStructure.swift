/// The blocks and scopes of a Python file, read off its tokens by indentation.
///
/// Enough of the grammar to know where names are bound; code that does not parse is read as far as
/// its lines and brackets go.
struct PythonStructure {
  let source: LexedSource
  var scopes: [PythonScope] = []
  /// The parent of each block; -1 for the block of the module.
  private(set) var parents: [Int] = []
  /// For each token the scope it is evaluated in.
  private(set) var scopeOfToken: [Int32]
  /// For each token the block it stands in.
  private(set) var blockOfToken: [Int32]
  /// Names bound only inside an expression, by a lambda or a comprehension, and the tokens of it; once
  /// all are read in the order of the text, no two touching.
  var shadows: [String: [Range<Int>]] = [:]

  private struct Level {
    let indentation: Int
    let scope: Int
    let block: Int
  }

  init(_ source: LexedSource) {
    self.source = source
    scopeOfToken = [Int32](repeating: 0, count: source.count)
    blockOfToken = [Int32](repeating: 0, count: source.count)
    let block = addBlock(in: -1)
    scopes.append(PythonScope(kind: .module, symbol: "", parent: nil, block: block))
    readLines()
    readShadows()
  }

  /// The block and those that hold it, from the inside out.
  func blocks(around block: Int) -> some Sequence<Int> {
    sequence(first: block) { parents[$0] >= 0 ? parents[$0] : nil }
  }

  /// Whether the name at a token is bound by a lambda or a comprehension around it.
  func isShadowed(_ name: String, at index: Int) -> Bool {
    guard let ranges = shadows[name] else { return false }
    return ranges[..<ranges.countOfPrefix { $0.lowerBound <= index }].last?.contains(index) ?? false
  }

  private mutating func addBlock(in parent: Int) -> Int {
    parents.append(parent)
    return parents.count - 1
  }

  private mutating func readLines() {
    var levels = [Level(indentation: 0, scope: 0, block: 0)]
    var pending: (scope: Int, block: Int)?
    var start = 0
    while start < source.count {
      var end = start + 1
      while end < source.count, !source.tokens[end].startsLine { end += 1 }
      let indentation = indentation(of: start)
      if let body = pending, let last = levels.last, indentation > last.indentation {
        levels.append(Level(indentation: indentation, scope: body.scope, block: body.block))
      }
      while levels.count > 1, let last = levels.last, indentation < last.indentation {
        levels.removeLast()
      }
      let level = levels[levels.count - 1]
      pending = readLine(start..<end, scope: level.scope, block: level.block)
      start = end
    }
  }

  /// Columns before a token, tabs to the next multiple of eight.
  private func indentation(of index: Int) -> Int {
    let end = Int(source.tokens[index].start)
    var start = end
    while start > 0, source.bytes[start - 1] == .space || source.bytes[start - 1] == .tab {
      start -= 1
    }
    return source.bytes[start..<end].reduce(0) { $1 == .tab ? ($0 / 8 + 1) * 8 : $0 + 1 }
  }

  /// Reads one logical line; the body it opens on the lines after it, if any.
  private mutating func readLine(
    _ line: Range<Int>, scope: Int, block: Int
  ) -> (scope: Int, block: Int)? {
    mark(line, scope: scope, block: block)
    guard let colon = headerColon(of: line) else {
      readStatements(line, scope: scope, block: block)
      return nil
    }
    let header = line.lowerBound..<colon
    let inner = addBlock(in: block)
    let bodyScope = readHeader(header, scope: scope, block: block, inner: inner)
    let rest = colon + 1..<line.upperBound
    guard rest.isEmpty else {
      mark(rest, scope: bodyScope, block: inner)
      readStatements(rest, scope: bodyScope, block: inner)
      return nil
    }
    return (bodyScope, inner)
  }

  private mutating func mark(_ range: Range<Int>, scope: Int, block: Int) {
    for index in range {
      scopeOfToken[index] = Int32(scope)
      blockOfToken[index] = Int32(block)
    }
  }

  /// The colon that ends the header of a compound statement; nil for a simple one.
  private func headerColon(of line: Range<Int>) -> Int? {
    let first = line.lowerBound
    guard source.isName(first) else { return nil }
    switch source.text(first) {
    case "def", "class", "if", "elif", "else", "for", "while", "try", "except", "finally", "with",
      "async":
      break
    case "match":
      guard source.mark(line.upperBound - 1) == .colon else { return nil }
    case "case":
      let next = source.mark(first + 1)
      if next == .equals || next == .dot || next == .comma || next == .colon { return nil }
    default:
      return nil
    }
    var lambdas = 0
    for index in source.topLevel(line) {
      if source.isName(index, "lambda") { lambdas += 1 }
      guard source.mark(index) == .colon else { continue }
      if lambdas == 0 { return index }
      lambdas -= 1
    }
    return nil
  }

  /// Binds what a header binds; the scope of the body.
  private mutating func readHeader(
    _ header: Range<Int>, scope: Int, block: Int, inner: Int
  ) -> Int {
    let first = header.lowerBound + (source.isName(header.lowerBound, "async") ? 1 : 0)
    if source.isName(first, "def") || source.isName(first, "class") {
      return readDefinition(first, header: header, scope: scope, block: block, inner: inner)
    }
    let parts = source.topLevel(header)
    if source.isName(first, "for") {
      let end = parts.first { source.isName($0, "in") } ?? header.upperBound
      bindTargets(
        min(first + 1, end)..<end, scope: scope, block: block, position: first)
    } else if source.isName(first, "with") || source.isName(first, "except") {
      for index in header where source.isName(index, "as") {
        let end =
          (index + 1..<header.upperBound).first {
            source.mark($0) == .comma || source.mark($0) == .closeParenthesis
          } ?? header.upperBound
        bindTargets(index + 1..<end, scope: scope, block: block, position: index)
      }
    }
    return scope
  }

  private mutating func readDefinition(
    _ keyword: Int, header: Range<Int>, scope: Int, block: Int, inner: Int
  ) -> Int {
    guard source.isName(keyword + 1) else { return scope }
    let name = source.text(keyword + 1)
    let isFunction = source.isName(keyword, "def")
    bind(name, .opaque, scope: scope, block: block, position: header.upperBound)
    let outer = scopes[scope].symbol
    var body = PythonScope(
      kind: isFunction ? .function : .type, symbol: outer.isEmpty ? name : "\(outer).\(name)",
      parent: scope, block: inner)
    let index = scopes.count
    if isFunction, let list = header.first(where: { source.mark($0) == .openParenthesis }) {
      let parameters = parameters(between: list + 1, and: source.after(list) - 1)
      body.firstParameter = parameters.first
      for parameter in parameters {
        body.bindings[parameter, default: []].append(
          PythonBinding(position: header.upperBound, block: inner, value: .opaque))
      }
    }
    scopes.append(body)
    return index
  }
}
