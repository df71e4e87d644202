extension PythonStructure {
  mutating func bind(
    _ name: String, _ value: PythonBinding.Value, scope: Int, block: Int, position: Int
  ) {
    var owner = scope
    if scopes[scope].globals.contains(name) { owner = 0 }
    if scopes[scope].nonlocals.contains(name) { owner = enclosingFunction(of: scope) }
    scopes[owner].bindings[name, default: []].append(
      PythonBinding(position: position, block: block, value: value))
  }

  private func enclosingFunction(of scope: Int) -> Int {
    var parent = scopes[scope].parent
    while let index = parent, scopes[index].kind != .function { parent = scopes[index].parent }
    return parent ?? 0
  }

  /// Reads simple statements, which semicolons part.
  mutating func readStatements(_ range: Range<Int>, scope: Int, block: Int) {
    var start = range.lowerBound
    let ends = source.topLevel(range).filter { source.mark($0) == .semicolon } + [range.upperBound]
    for end in ends {
      if start < end { readStatement(start..<end, scope: scope, block: block) }
      start = end + 1
    }
  }

  private mutating func readStatement(_ statement: Range<Int>, scope: Int, block: Int) {
    let first = statement.lowerBound
    if source.isName(first, "import") {
      readImport(statement, scope: scope, block: block)
    } else if source.isName(first, "from") {
      readFromImport(statement, scope: scope, block: block)
    } else if source.isName(first, "global") || source.isName(first, "nonlocal") {
      let names = statement.dropFirst().filter { source.isName($0) }.map(source.text)
      if source.isName(first, "global") {
        scopes[scope].globals.formUnion(names)
      } else {
        scopes[scope].nonlocals.formUnion(names)
      }
    } else {
      readAssignment(statement, scope: scope, block: block)
    }
  }

  /// `import a.b, c as d`: `import a.b` binds `a`.
  private mutating func readImport(_ statement: Range<Int>, scope: Int, block: Int) {
    for part in parts(of: statement.lowerBound + 1..<statement.upperBound) {
      guard let first = part.first, source.isName(first) else { continue }
      let path = dottedName(part)
      if let alias = alias(in: part) {
        bind(
          alias, .imported(path), scope: scope, block: block, position: statement.upperBound)
      } else {
        let name = source.text(first)
        bind(name, .imported(name), scope: scope, block: block, position: statement.upperBound)
      }
    }
  }

  /// `from a.b import (c as d, e)`; a relative module keeps its leading dots.
  private mutating func readFromImport(_ statement: Range<Int>, scope: Int, block: Int) {
    guard let keyword = statement.first(where: { source.isName($0, "import") }) else { return }
    let module = dottedName(statement.lowerBound + 1..<keyword)
    var names = keyword + 1..<statement.upperBound
    if source.mark(keyword + 1) == .openParenthesis {
      names = keyword + 2..<max(keyword + 2, source.after(keyword + 1) - 1)
    }
    if source.mark(keyword + 1) == .asterisk {
      for name in PythonGenerators.publicNames(of: module) {
        bind(
          name, .imported("\(module).\(name)"), scope: scope, block: block,
          position: statement.upperBound)
      }
      return
    }
    for part in parts(of: names) {
      guard let first = part.first, source.isName(first) else { continue }
      let name = source.text(first)
      bind(
        alias(in: part) ?? name, .imported("\(module).\(name)"), scope: scope, block: block,
        position: statement.upperBound)
    }
  }

  /// The ranges between the commas.
  private func parts(of range: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    for index in range where source.mark(index) == .comma {
      parts.append(start..<index)
      start = index + 1
    }
    return parts + [start..<range.upperBound]
  }

  /// The text of a dotted name up to `as`; `..` and `...` of relative imports as they stand.
  private func dottedName(_ range: Range<Int>) -> String {
    range.prefix { !source.isName($0, "as") }.map(source.text).joined()
  }

  private func alias(in part: Range<Int>) -> String? {
    guard let keyword = part.first(where: { source.isName($0, "as") }), source.isName(keyword + 1)
    else { return nil }
    return source.text(keyword + 1)
  }

  /// `a = b = value`, `a: T = value` and `a += value`.
  private mutating func readAssignment(_ statement: Range<Int>, scope: Int, block: Int) {
    let top = source.topLevel(statement)
    let signs = top.filter { source.mark($0) == .equals }
    guard let last = signs.last else {
      if let sign = top.first(where: isAugmented) {
        bindTargets(
          statement.lowerBound..<sign, scope: scope, block: block, position: statement.upperBound)
      }
      return
    }
    let values = operands(of: last + 1..<statement.upperBound)
    var start = statement.lowerBound
    var colons = top.filter { source.mark($0) == .colon }[...]
    for sign in signs {
      colons = colons.drop { $0 <= start }
      let target = start..<min(colons.first ?? sign, sign)
      start = sign + 1
      bindAssigned(target, values, scope: scope, block: block, position: statement.upperBound)
    }
  }

  private mutating func bindAssigned(
    _ target: Range<Int>, _ values: [Int], scope: Int, block: Int, position: Int
  ) {
    let value: PythonBinding.Value = values.isEmpty ? .opaque : .expressions(values)
    let first = target.lowerBound
    if target.count == 1, source.isName(first) {
      bind(source.text(first), value, scope: scope, block: block, position: position)
    } else if target.count == 3, source.mark(first + 1) == .dot, source.isName(first + 2),
      let type = typeOfSelf(source.text(first), in: scope)
    {
      scopes[type].attributes[source.text(first + 2), default: []].append(
        PythonBinding(position: position, block: block, value: value))
    } else {
      bindTargets(target, scope: scope, block: block, position: position)
    }
  }

  /// The class whose method calls its own object `name`, seen from `scope`.
  func typeOfSelf(_ name: String, in scope: Int) -> Int? {
    var index: Int? = scope
    while let current = index {
      let parent = scopes[current].parent
      if scopes[current].firstParameter == name, let parent, scopes[parent].kind == .type {
        return parent
      }
      index = parent
    }
    return nil
  }

  private func isAugmented(_ index: Int) -> Bool {
    let token = source.tokens[index]
    guard token.kind == .punctuation, token.length > 1,
      source.bytes[token.range.upperBound - 1] == .equals
    else { return false }
    return !["==", "!=", "<=", ">=", ":="].contains(source.text(index))
  }

  /// Where the operands of `or`, `and` and `if else` start that are names with members and calls and
  /// nothing else: what the whole expression may be.
  func operands(of range: Range<Int>) -> [Int] {
    var starts: [Int] = []
    var start = range.lowerBound
    let joints = source.topLevel(range).filter { index in
      source.isName(index, "or") || source.isName(index, "and") || source.isName(index, "if")
        || source.isName(index, "else")
    }
    for end in joints + [range.upperBound] {
      if start < end, source.isName(start), endOfChain(start) == end { starts.append(start) }
      start = end + 1
    }
    return starts
  }

  /// The index after `name.member(...)[...]`.
  func endOfChain(_ start: Int) -> Int {
    var index = start + 1
    while index < source.count, !source.tokens[index].startsLine {
      if source.mark(index) == .dot, source.isName(index + 1) {
        index += 2
      } else if source.mark(index) == .openParenthesis || source.mark(index) == .openBracket {
        index = source.after(index)
      } else {
        break
      }
    }
    return index
  }
}
