import SeedbedCore
import SeedbedFormats

/// Whether the values of a field go into a column, and what a mapping has to say for it.
enum ColumnFit {
  /// Of the values, how many must fit at least.
  private static let share = 0.9

  /// nil when too few values fit.
  static func guess(
    for column: CollectionSchema.Column, from field: FieldProfile, in profile: SourceProfile
  ) -> ColumnGuess? {
    let records = profile.readable
    let present = field.present + (column.type.takesWords ? field.doubtfulCount : 0)
    let missing = max(0, records - present)
    // What only some records have deep down is there for another purpose.
    if field.name.contains("."), field.trees == 0, missing * 2 > records { return nil }
    var guess = ColumnGuess(column: column, field: field)
    guard fits(&guess, field) else { return nil }
    let isEmptyNothing = field.emptyStrings > 0 && !column.type.holdsEmptyText
    let doubtful = column.type.takesWords ? [] : Array(field.doubtful.keys)
    let nothings = (field.nothing.keys + doubtful).sorted() + (isEmptyNothing ? [""] : [])
    let hasWords = guess.parts.contains { $0.hasPrefix("words:") }
    if field.strings > field.emptyStrings, column.type.isStrictInJSON, !hasWords {
      guess.parts.append("written_as: text")
    }
    if !nothings.isEmpty {
      guess.parts.append("null_if: \(YAMLText.list(nothings.map(YAMLText.quoted)))")
    }
    if missing == 0 { return guess }
    guess.evidence += ", \(GuessText.count(missing, "record")) without a value"
    // An empty text is a text.
    let empty = profile.hasTrees ? field.emptyStrings : field.empty
    let refused = column.type.holdsEmptyText ? missing - empty : missing
    if column.isNullable || refused <= 0 { return guess }
    // Such as the '-' of a log for a visit without a login.
    if column.name == "user_id", column.type == .text,
      field.nothing.values.reduce(0, +) == missing
    {
      guess.parts.append("default: anonymous")
      guess.evidence += ": is 'anonymous' right for them?"
    } else if refused * 2 > records {
      return nil
    } else {
      guess.evidence +=
        ", which the column does not take: make it nullable, or say what they mean with 'default'"
    }
    return guess
  }

  private static func fits(_ guess: inout ColumnGuess, _ field: FieldProfile) -> Bool {
    if field.trees > 0 {
      guess.evidence = GuessText.trees(field.trees)
      return guess.column.type == .json
    }
    if field.values == 0 {
      guess.evidence = "no value at all"
      return guess.column.type == .text && !field.nothing.isEmpty
    }
    if guess.takesMarks(of: field) { return true }
    switch guess.column.type {
    case .id, .int, .bigint:
      return number(&guess, field, field.integers, "whole number")
    case .decimal(_, let scale):
      return field.mostDigits <= scale && number(&guess, field, field.decimals, "number")
    case .float: return number(&guess, field, field.decimals, "number")
    case .timestamp: return time(&guess, field, dates: false)
    case .date: return time(&guess, field, dates: true)
    case .bool: return flag(&guess, field)
    case .enumeration(let words): return word(&guess, field, of: words)
    case .text:
      guess.evidence =
        field.words.map { "\(GuessText.count($0.count, "different text"))" }
        ?? "texts of at most \(GuessText.count(field.longest, "byte"))"
      return true
    case .uuid: return field.longest == 36 && field.words == nil
    case .json, .bytes, .time: return false
    }
  }

  private static func number(
    _ guess: inout ColumnGuess, _ field: FieldProfile, _ count: Int, _ what: String
  ) -> Bool {
    guard Double(count) >= share * Double(field.values), let least = field.least,
      let greatest = field.greatest
    else { return false }
    let others = field.values - count
    guess.evidence =
      "\(GuessText.count(count, what)) from \(least) to \(greatest)"
      + Self.others(others, such: field.otherThanNumber)
    let bounds: ClosedRange<Int64> =
      guess.column.type == .int ? Int64(Int32.min)...Int64(Int32.max) : .min ... .max
    if guess.column.type == .int || guess.column.type == .bigint {
      let isInside = [least, greatest].allSatisfy { number in
        number.rescaled(to: 0).flatMap { Int64(exactly: $0.unscaled) }.map(bounds.contains) ?? true
      }
      if !isInside { guess.evidence += ", beyond what \(guess.column.type) holds" }
    }
    return true
  }

  private static func time(
    _ guess: inout ColumnGuess, _ field: FieldProfile, dates: Bool
  ) -> Bool {
    let fitting = field.times.candidates.filter { !dates || !$0.format.holdsZone }
    guard let best = fitting.first, let first = best.first, let last = best.last else {
      return false
    }
    if best.name == "iso8601", best.withoutZone > 0 {
      guess.parts.append("zone: UTC")
    }
    if !(dates && best.name == "iso8601_local") {
      guess.parts.append("format: \(YAMLText.scalar(best.name))")
    }
    if best.isFinerThanMicroseconds { guess.parts.append("fraction: truncate") }
    guess.evidence = "from \(GuessText.time(first)) to \(GuessText.time(last))"
    if best.withoutZone > 0 {
      guess.evidence =
        "\(GuessText.count(best.count, "time")) \(guess.evidence), \(GuessText.grouped(best.withoutZone)) "
        + "of them without a zone, taken as UTC"
    }
    if best.count < field.times.seen {
      guess.evidence =
        GuessText.count(best.count, dates ? "date" : "time") + " \(guess.evidence)"
        + Self.others(field.times.seen - best.count, such: best.other)
    }
    if !best.format.holdsZone, !dates {
      guess.evidence += ", taken as UTC unless you add 'zone: Europe/Berlin' or the like"
    }
    let rivals = fitting.dropFirst().filter { $0.first != first || $0.last != last }.map(\.name)
    if !rivals.isEmpty {
      guess.evidence += "; \(rivals.joined(separator: " and ")) would fit too, and mean other times"
    }
    return true
  }

  /// `, and 1 other text 'NA', which would be a reject`.
  private static func others(_ count: Int, such text: String?) -> String {
    if count == 0 { return "" }
    let shown = text.map { count == 1 ? " '\($0)'" : " such as '\($0)'" } ?? ""
    return ", and \(GuessText.count(count, "other text"))\(shown), which would be "
      + (count == 1 ? "a reject" : "rejects")
  }

  private static func flag(_ guess: inout ColumnGuess, _ field: FieldProfile) -> Bool {
    guard let words = field.words?.keys.sorted(), words.count <= 2 else { return false }
    let meanings = [
      "yes": true, "y": true, "1": true, "t": true, "true": true, "on": true, "no": false,
      "n": false, "0": false, "f": false, "false": false, "off": false,
    ]
    guard words.allSatisfy({ meanings[$0.lowercased()] != nil }) else { return false }
    let unclear = words.filter { $0 != "true" && $0 != "false" }
    if !unclear.isEmpty {
      let entries = unclear.map {
        "\(YAMLText.quoted($0)): \"\(meanings[$0.lowercased()] ?? false)\""
      }
      guess.parts.append("words: {\(entries.joined(separator: ", "))}")
    }
    guess.evidence = words.joined(separator: " and ")
    return true
  }

  private static func word(
    _ guess: inout ColumnGuess, _ field: FieldProfile, of known: [String]
  ) -> Bool {
    guard let words = field.words else { return false }
    let changes = words.keys.sorted().filter { !known.contains($0) }
    let meant = changes.compactMap { word in
      known.first { $0.lowercased() == word.lowercased() }.map { (word, $0) }
    }
    guard changes.count < words.count || !meant.isEmpty else { return false }
    if !meant.isEmpty {
      let entries = meant.map { "\(YAMLText.quoted($0)): \(YAMLText.scalar($1))" }
      guess.parts.append("words: {\(entries.joined(separator: ", "))}")
    }
    let open = changes.filter { change in !meant.contains { $0.0 == change } }
    guess.evidence =
      open.isEmpty
      ? "\(GuessText.count(words.count, "different word"))"
      : "say in 'words' what \(open.joined(separator: ", ")) mean: the column takes "
        + known.joined(separator: ", ")
    return true
  }

  /// What stands in for a field where none fits.
  static func withoutField(_ column: CollectionSchema.Column) -> ColumnGuess {
    var guess = ColumnGuess(column: column)
    if column.isNullable || column.defaultValue != nil {
      guess.evidence = "no field fits; it may be left out"
      return guess
    }
    guess.evidence = "no field fits: say what it is"
    return guess
  }
}

extension ColumnGuess {
  /// Whether the field holds numbers with other marks than a point, which it then declares.
  fileprivate mutating func takesMarks(of field: FieldProfile) -> Bool {
    guard column.type.isNumber, field.decimals * 10 < field.values * 9,
      let marked = field.marked.first(where: { $0.count * 10 >= field.values * 9 })
    else { return false }
    switch column.type {
    case .int, .bigint, .id: if marked.mostDigits > 0 { return false }
    case .decimal(_, let scale): if marked.mostDigits > scale { return false }
    case .float, .text, .bool, .bytes, .date, .time, .timestamp, .uuid, .json, .enumeration: break
    }
    parts.append(contentsOf: marked.parts)
    evidence = "\(GuessText.count(marked.count, "number")) written with \(marked.title)"
    return true
  }
}

extension ColumnType {
  /// Whether a short text such as `NA` may be a value.
  fileprivate var takesWords: Bool {
    switch self {
    case .text, .enumeration, .json: true
    case .id, .int, .bigint, .float, .decimal, .bool, .bytes, .date, .time, .timestamp, .uuid: false
    }
  }
}
