package import SeedbedCore

/// Decimals are text on SQLite, and text is greater than any number: a condition compares them as numbers.
package enum SQLiteNumbers {
  /// The condition with every name in `decimals` read as a number.
  package static func comparing(_ decimals: some Collection<String>, in condition: String) -> String
  {
    if decimals.isEmpty { return condition }
    var result = ""
    var place = condition.startIndex
    let tokens = SQLToken.all(in: condition)
    var number = 0
    while number < tokens.count {
      // A name with its table before it, as in `o.total`, is one operand.
      var last = number
      while last + 2 < tokens.count, tokens[last].name != nil, tokens[last + 1].isSign("."),
        tokens[last + 2].name != nil
      {
        last += 2
      }
      let isCall = last + 1 < tokens.count && tokens[last + 1].isSign("(")
      let operand = tokens[number].range.lowerBound..<tokens[last].range.upperBound
      if !isCall, decimals.contains(where: { tokens[last].names($0) }) {
        result += condition[place..<operand.lowerBound]
        result += "CAST(\(condition[operand]) AS NUMERIC)"
        place = operand.upperBound
      }
      number = last + 1
    }
    return result + condition[place...]
  }

  /// The names of a collection's decimals.
  package static func decimals(of schema: CollectionSchema) -> [String] {
    schema.columns.filter(\.type.isDecimal).map(\.name)
  }
}
