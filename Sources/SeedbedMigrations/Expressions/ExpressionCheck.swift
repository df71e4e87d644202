import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// Whether an SQL expression means the same on every engine, as far as its tokens and the schema say.
///
/// SQLite keeps decimals, times, UUIDs and JSON as text, so that only a few forms are safe with them: whether
/// one is null, and one compared, as a whole condition, with a literal or a column like it.
struct ExpressionCheck {
  private let tokens: SQLTokens
  /// Why it is no expression at all.
  private let form: ExpressionProblem?
  /// The collection the expression belongs to.
  private let table: CollectionSchema
  /// Those its names may belong to.
  private let tables: [CollectionSchema]
  private let knowsAllColumns: Bool

  /// `knowsAllColumns`: whether the collection has no other columns than its schema says.
  init(_ sql: String, on table: CollectionSchema, in schema: Schema, knowsAllColumns: Bool) {
    let tokens = SQLTokens(sql)
    self.tokens = tokens
    form = ExpressionForm.problem(in: sql)
    self.table = table
    self.knowsAllColumns = knowsAllColumns
    let others = tokens.hasQuery ? schema.collections.filter { $0.name != table.name } : []
    tables =
      [table] + others.filter { other in tokens.all.contains { $0.names(other.name) } }
  }

  /// What is wrong with it as a condition, or as the value of a column that is no text on SQLite.
  var problems: [ExpressionProblem] {
    form.map { [$0] } ?? names + engineProblems.prefix(1)
  }

  /// One tells what to do with the whole.
  private var engineProblems: [ExpressionProblem] {
    var found = tokens.all.indices.compactMap(problem)
    var place = 0
    while place < tokens.all.count {
      guard let operand = tokens.operand(from: place), case .name = operand.kind else {
        place += 1
        continue
      }
      found += [problem(of: operand)].compactMap { $0 }
      place = operand.range.upperBound + 1
    }
    return found
  }

  /// What is wrong with it as the value of a column.
  func problems(asValueOf column: CollectionSchema.Column) -> [ExpressionProblem] {
    if let form { return [form] }
    if !column.type.isTextOnSQLite {
      if column.type == .text, tokens.all.count == 1, let token = tokens[0], isFraction(token) {
        return [.fraction(token.text)]
      }
      return problems
    }
    if column.plainValue(of: tokens) != nil { return [] }
    guard let operand = tokens.operand(from: 0), operand.range.upperBound == tokens.all.count - 1
    else { return [.literal(column.name, column.type, nil)] }
    switch operand.kind {
    case .name(let token, let qualifier):
      let types = types(of: token, in: qualifier)
      if types.isEmpty, knowsAllColumns, !token.isKeyword("now") {
        return [.unknown(token.text, in: table)]
      }
      return types == [column.type] ? [] : [.literal(column.name, column.type, nil)]
    case .number(let text), .text(let text):
      do {
        _ = try column.type.value(of: text)
        return [.literal(column.name, column.type, nil)]
      } catch {
        return [.literal(column.name, column.type, error.message)]
      }
    }
  }

  // MARK: - Tokens by themselves

  private func problem(at place: Int) -> ExpressionProblem? {
    guard let token = tokens[place] else { return nil }
    switch token.kind {
    case .number where isFraction(token): return fraction(at: place)
    case .word(isQuoted: false):
      let word = token.text.lowercased()
      if Self.clocks.contains(word), types(of: token, in: nil).isEmpty { return .clock(token.text) }
      return word == "like" && !isPlainLike(at: place) ? .like : nil
    case .number, .word, .text, .sign: return nil
    }
  }

  private static let clocks: Set<String> = [
    "current_timestamp", "current_date", "current_time", "localtime", "localtimestamp",
  ]

  private func isFraction(_ token: SQLToken) -> Bool {
    guard token.kind == .number, !token.text.lowercased().hasPrefix("0x") else { return false }
    return token.text.contains { $0 == "." || $0 == "e" || $0 == "E" }
  }

  /// With a column of `float`, both engines calculate in binary.
  private func fraction(at place: Int) -> ExpressionProblem? {
    func isBinary(_ operand: SQLOperand?) -> Bool {
      guard case .name(let token, let qualifier)? = operand?.kind else { return false }
      return types(of: token, in: qualifier) == [.float]
    }
    let isSigned =
      tokens.isSign(place - 1, "-", "+")
      && (tokens.isStart(place - 2) || tokens.isComparison(place - 2))
    if tokens.isArithmetic(place - 1), !isSigned, !isBinary(tokens.operand(to: place - 2)) {
      return .fraction(tokens.all[place].text)
    }
    if tokens.isArithmetic(place + 1), !isBinary(tokens.operand(from: place + 2)) {
      return .fraction(tokens.all[place].text)
    }
    return nil
  }

  /// A pattern without letters, or one in lower case for a text in lower case.
  private func isPlainLike(at place: Int) -> Bool {
    guard let pattern = tokens[place + 1], pattern.kind == .text, !pattern.text.contains("\\")
    else { return false }
    if !pattern.text.contains(where: \.isLetter) { return true }
    guard pattern.text.allSatisfy(\.isASCII), pattern.text == pattern.text.lowercased() else {
      return false
    }
    let end = tokens.isKeyword(place - 1, "not") ? place - 2 : place - 1
    guard tokens.isSign(end, ")"), let operand = tokens.operand(to: end - 1) else { return false }
    let start = operand.range.lowerBound
    return tokens.isSign(start - 1, "(") && tokens.isKeyword(start - 2, "lower")
  }

  // MARK: - Names

  /// Names that are none of the collection's, where only its own can be meant.
  private var names: [ExpressionProblem] {
    guard knowsAllColumns, !tokens.hasQuery else { return [] }
    return tokens.all.indices.compactMap { place in
      guard let token = tokens[place], let name = token.name, !tokens.isSign(place + 1, "(", "."),
        !tokens.isSign(place - 1, "::"), !tokens.isKeyword(place - 1, "as", "collate"),
        !SQLKeywords.isKeyword(token), !Self.clocks.contains(name.lowercased()),
        !table.columns.contains(where: { token.names($0.name) })
      else { return nil }
      return .unknown(name, in: table)
    }
  }

  /// The types a name may have here, each once.
  private func types(of token: SQLToken, in qualifier: SQLToken?) -> [ColumnType] {
    let named = tables.filter { qualifier?.names($0.name) ?? false }
    let types = (named.isEmpty ? tables : named).flatMap { table in
      table.columns.filter { token.names($0.name) }.map(\.type)
    }
    return types.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private func problem(of operand: SQLOperand) -> ExpressionProblem? {
    guard case .name(let token, let qualifier) = operand.kind else { return nil }
    let types = types(of: token, in: qualifier)
    guard let type = types.first(where: \.isTextOnSQLite) else { return nil }
    let (first, last) = (operand.range.lowerBound, operand.range.upperBound)
    if isCounted(first, last) || isNullTest(first, last) { return nil }
    if types.count > 1 { return .ambiguous(token.text, types) }
    guard let others = comparands(first, last) else { return .engines(token.text, type) }
    return others.lazy.compactMap { self.problem(comparing: token.text, type, with: $0) }.first
  }

  private func isCounted(_ first: Int, _ last: Int) -> Bool {
    tokens.isKeyword(first - 2, "count") && tokens.isSign(first - 1, "(")
      && tokens.isSign(last + 1, ")")
  }

  private func isNullTest(_ first: Int, _ last: Int) -> Bool {
    guard tokens.isStart(first - 1), tokens.isKeyword(last + 1, "is") else { return false }
    let word = tokens.isKeyword(last + 2, "not") ? last + 3 : last + 2
    return tokens.isKeyword(word, "null") && tokens.isEnd(word + 1)
  }

  /// What a name is compared with, if that is all its condition says.
  private func comparands(_ first: Int, _ last: Int) -> [SQLOperand]? {
    if tokens.isComparison(first - 1) {
      guard let other = tokens.operand(to: first - 2), tokens.isStart(other.range.lowerBound - 1),
        tokens.isEnd(last + 1)
      else { return nil }
      return [other]
    }
    guard tokens.isStart(first - 1) else { return nil }
    let next = tokens.isKeyword(last + 1, "not") ? last + 2 : last + 1
    if tokens.isComparison(last + 1), let other = tokens.operand(from: last + 2),
      tokens.isEnd(other.range.upperBound + 1)
    {
      return [other]
    }
    if tokens.isKeyword(next, "between") {
      guard let low = tokens.operand(from: next + 1),
        tokens.isKeyword(low.range.upperBound + 1, "and"),
        let high = tokens.operand(from: low.range.upperBound + 2),
        tokens.isEnd(high.range.upperBound + 1)
      else { return nil }
      return [low, high]
    }
    return tokens.isKeyword(next, "in") ? list(from: next + 1) : nil
  }

  /// The operands of `(a, b)`, if the condition ends with it.
  private func list(from start: Int) -> [SQLOperand]? {
    guard tokens.isSign(start, "(") else { return nil }
    var operands: [SQLOperand] = []
    var place = start
    while !tokens.isSign(place, ")") {
      guard tokens.isSign(place, "(", ","), let operand = tokens.operand(from: place + 1) else {
        return nil
      }
      operands.append(operand)
      place = operand.range.upperBound + 1
    }
    return tokens.isEnd(place + 1) ? operands : nil
  }

  private func problem(
    comparing name: String, _ type: ColumnType, with other: SQLOperand
  ) -> ExpressionProblem? {
    switch other.kind {
    case .name(let token, let qualifier):
      let types = types(of: token, in: qualifier)
      guard types.count == 1, let second = types.first, type.isComparable(with: second) else {
        return .engines(name, type)
      }
      return nil
    case .number(let text):
      guard case .decimal(_, let scale) = type, let number = ExactDecimal(text) else {
        return .engines(name, type)
      }
      return number.isExactInBinary(besideScale: scale) ? nil : .digits(text, type)
    case .text(let text):
      if type.isDecimal || type == .json { return .engines(name, type) }
      let canonical = try? type.value(of: text).description
      return canonical == text ? nil : .spelling(text, type, canonical)
    }
  }
}

extension ExactDecimal {
  /// Whether this number and its neighbours of so many fraction digits are apart in binary: 15 digits always are.
  fileprivate func isExactInBinary(besideScale scale: Int) -> Bool {
    if unscaled == 0 { return true }
    let digits = String(unscaled.magnitude).count
    return max(digits - self.scale, 0) + max(scale, self.scale) <= 15
  }
}

extension ColumnType {
  /// Whether columns of both types compare on SQLite as on PostgreSQL.
  fileprivate func isComparable(with other: ColumnType) -> Bool {
    switch (self, other) {
    case (.decimal(let precision, _), .decimal(let second, _)): precision <= 15 && second <= 15
    case (.decimal(let precision, _), .id), (.decimal(let precision, _), .int),
      (.decimal(let precision, _), .bigint):
      precision <= 15
    case (.json, _): false
    case (_, .decimal): false
    case (_, _): self == other
    }
  }
}
