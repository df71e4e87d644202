import SeedbedCore
import SeedbedFormats

/// Which field fills a column, and why.
struct ColumnGuess {
  let column: CollectionSchema.Column
  /// nil when no field fits.
  var field: FieldProfile?
  /// What a mapping says besides `from`, such as `format: clf`.
  var parts: [String] = []
  /// What was seen, for a comment.
  var evidence = ""

  /// The entry of the mapping without its column's name.
  var mapping: String? {
    guard let field else {
      return parts.isEmpty ? nil : "{\(parts.joined(separator: ", "))}"
    }
    return "{\((["from: \(YAMLText.scalar(field.name))"] + parts).joined(separator: ", "))}"
  }
}

/// Finds the fields for the columns of a collection.
struct MappingGuess {
  private(set) var columns: [ColumnGuess] = []
  private(set) var leftOver: [FieldProfile] = []

  init(for target: CollectionSchema, from profile: SourceProfile, _ personal: PersonalFields) {
    var used: Set<String> = []
    var wishes: [(score: Int, column: Int, fit: ColumnGuess)] = []
    for (place, column) in target.columns.enumerated() {
      for field in profile.fields {
        let score = FieldNames.likeness(of: field.name, to: column)
        guard score > 0, let fit = ColumnFit.guess(for: column, from: field, in: profile)
        else { continue }
        wishes.append((score, place, fit))
      }
    }
    wishes.sort { ($1.score, $0.column) < ($0.score, $1.column) }
    var found: [Int: ColumnGuess] = [:]
    for wish in wishes where found[wish.column] == nil {
      let name = wish.fit.field?.name ?? ""
      // One time may be when something was made and when it was changed.
      guard !used.contains(name) || wish.fit.column.type == .timestamp else { continue }
      used.insert(name)
      found[wish.column] = wish.fit
    }
    leftOver = profile.fields.filter { field in
      !used.contains { field.name == $0 || field.name.hasPrefix("\($0).") }
        && field.name != "request" && (field.trees == 0 || field.values > 0 || !field.isParent)
    }
    for (place, column) in target.columns.enumerated() {
      if var guess = found[place] {
        if column.isPrimaryKey { guess.evidence += ", \(guess.field?.distinct.phrase ?? "")" }
        guess.declare(personal)
        columns.append(guess)
      } else if !column.isPrimaryKey {
        columns.append(ColumnFit.withoutField(column))
      }
    }
  }

  /// The field that is the key: one that fits the key's column and never comes twice.
  static func keyField(
    for target: CollectionSchema, in profile: SourceProfile, _ personal: PersonalFields
  ) -> FieldProfile? {
    let unique = profile.fields.filter { field in
      field.distinct.isUnique && field.present == profile.records && field.trees == 0
        && field.empty == 0 && profile.records > 1 && personal.evidence(for: field.name) == nil
        && field.longest <= 100
    }
    return unique.first { FieldNames.isKey($0.name) }
  }
}

extension ColumnGuess {
  /// Adds the mask that a field which looks personal needs; a list of the column's own reads as a person's choice.
  fileprivate mutating func declare(_ personal: PersonalFields) {
    guard let field, let found = personal.evidence(for: field.name, named: column.type == .text)
    else {
      return
    }
    let mask = column.isPrimaryKey ? "pseudonym, domain: \(found.kind.rawValue)" : found.kind.mask
    if field.empty > 0, column.isNullable, column.type != .json {
      // A mask is made of a value, and an empty text is none.
      if let place = parts.firstIndex(where: { $0.hasPrefix("null_if: [") }) {
        if !parts[place].contains("\"\"") {
          parts[place] = parts[place].replacing("null_if: [", with: "null_if: [\"\", ")
        }
      } else {
        parts.append("null_if: [\"\"]")
      }
    }
    parts.append(column.type == .json ? "keep: \"\"" : "mask: \(mask)")
    evidence += "; \(found.phrase)"
  }
}
