extension PythonStructure {
  /// Binds the names of a target such as `a, (b, *c)`; `a.b` and `a[b]` bind nothing.
  mutating func bindTargets(_ target: Range<Int>, scope: Int, block: Int, position: Int) {
    for name in names(inTarget: target) {
      bind(name, .opaque, scope: scope, block: block, position: position)
    }
  }

  private func names(inTarget target: Range<Int>) -> [String] {
    var names: [String] = []
    var index = target.lowerBound
    while index < target.upperBound {
      if source.isName(index) {
        let end = endOfChain(index)
        if end == index + 1 { names.append(source.text(index)) }
        index = end
      } else {
        index += 1
      }
    }
    return names
  }

  /// The names of the parameters of a `def` or `lambda`.
  func parameters(between start: Int, and end: Int) -> [String] {
    var names: [String] = []
    var isNext = true
    guard start < end else { return [] }
    for index in source.topLevel(start..<end) {
      if source.mark(index) == .comma {
        isNext = true
      } else if isNext, source.isName(index) {
        names.append(source.text(index))
        isNext = false
      }
    }
    return names
  }

  /// Finds what lambdas, comprehensions and `:=` bind.
  mutating func readShadows() {
    var open: [Int] = []
    for index in 0..<source.count {
      if source.opens(index) {
        open.append(index)
      } else if source.closes(index) {
        open.removeLast()
      } else if source.isName(index, "lambda") {
        readLambda(index)
      } else if let bracket = open.last, source.isName(index, "for") {
        readComprehension(index, in: bracket)
      } else if source.isOperator(index, ":="), source.isName(index - 1) {
        readNamedExpression(index)
      }
    }
    shadows = shadows.mapValues(Self.joined)
  }

  /// The same tokens in ranges that stand in order and do not overlap.
  private static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, range.lowerBound <= last.upperBound {
        let end = max(last.upperBound, range.upperBound)
        joined[joined.count - 1] = last.lowerBound..<end
      } else {
        joined.append(range)
      }
    }
    return joined
  }

  private mutating func readLambda(_ keyword: Int) {
    var colon = keyword + 1
    while colon < source.count, source.mark(colon) != .colon {
      colon = source.opens(colon) ? source.after(colon) : colon + 1
    }
    let names = parameters(between: keyword + 1, and: colon)
    if names.isEmpty { return }
    var end = colon + 1
    while end < source.count, !source.tokens[end].startsLine, !source.closes(end),
      source.mark(end) != .comma, source.mark(end) != .semicolon
    {
      end = source.opens(end) ? source.after(end) : end + 1
    }
    guard colon < end else { return }
    for name in names {
      shadows[name, default: []].append(colon..<end)
    }
  }

  private mutating func readComprehension(_ keyword: Int, in bracket: Int) {
    var end = keyword + 1
    while end < source.count, !source.isName(end, "in"), !source.closes(end) {
      end = source.opens(end) ? source.after(end) : end + 1
    }
    for name in names(inTarget: keyword + 1..<end) {
      shadows[name, default: []].append(bracket..<source.after(bracket))
    }
  }

  private mutating func readNamedExpression(_ sign: Int) {
    let scope = Int(scopeOfToken[sign])
    let block = Int(blockOfToken[sign])
    var value = PythonBinding.Value.opaque
    if source.isName(sign + 1) {
      let end = endOfChain(sign + 1)
      if end >= source.count || source.closes(end) || source.mark(end) == .comma {
        value = .expressions([sign + 1])
      }
    }
    bind(source.text(sign - 1), value, scope: scope, block: block, position: sign + 1)
  }
}
