import SeedbedCore
import SeedbedFormats

/// Writes a draft: what was found as YAML, and why as comments.
struct GuessDraft {
  let name: String
  let files: [String]
  let target: CollectionSchema
  let source: SourceGuess
  let profile: SourceProfile
  let mapping: MappingGuess
  let personal: PersonalFields
  /// What the map would refuse.
  var rejects: [(column: String, count: Int, place: String)] = []

  var text: String {
    let from = files.count == 1 ? files[0] : GuessText.count(files.count, "file")
    return
      ([
        YAMLText.comment(
          "A draft from all \(GuessText.count(profile.records, "record")) of \(from): edit it, then run"
        ),
        "# 'seedbed backfill check'. The comments say what was seen.",
        "backfill: \(YAMLText.scalar(name))", "target: \(YAMLText.scalar(target.name))", "source:",
      ] + sourceLines + keyLines + ["map:"] + columnLines + leftOverLines + rejectLines
      + checkLines).joined(separator: "\n") + "\n"
  }

  private var sourceLines: [String] {
    var lines = source.yaml.parts.map { "  \($0)" }
    if source.source.encoding == .windows1252 {
      lines.append(
        "  # Not UTF-8, so taken as windows-1252: look at the texts, and say another if they are wrong."
      )
    }
    lines.append("  files: \(YAMLText.list(files.map(YAMLText.scalar)))")
    return lines
  }

  private static let mostLeftOver = 60

  /// The key, and why.
  var key: (text: String, evidence: String) {
    guard let field = MappingGuess.keyField(for: target, in: profile, personal) else {
      return (
        "{source_position: true}",
        "no field is called like a key and has one value a record"
      )
    }
    return (
      "{fields: [\(YAMLText.scalar(field.name))]}",
      "\(GuessText.count(field.values, "value")), \(field.distinct.phrase)"
    )
  }

  private var isKeyMapped: Bool {
    target.primaryKey.allSatisfy { key in
      mapping.columns.contains { $0.column.name == key.name && $0.mapping != nil }
    }
  }

  private var keyLines: [String] {
    isKeyMapped ? [] : ["key: \(key.text)  \(YAMLText.comment(key.evidence))"]
  }

  private var columnLines: [String] {
    mapping.columns.map { column in
      let name = "  \(YAMLText.scalar(column.column.name)):"
      guard let entry = column.mapping else {
        return "  " + YAMLText.comment("\(column.column.name):  \(column.evidence)")
      }
      return "\(name) \(entry)  \(YAMLText.comment(column.evidence))"
    }
  }

  /// The fields that neither the mapping nor the key reads.
  var leftOver: [FieldProfile] {
    let field = isKeyMapped ? nil : MappingGuess.keyField(for: target, in: profile, personal)
    return mapping.leftOver.filter { $0.name != field?.name }
  }

  private var leftOverLines: [String] {
    let fields = leftOver
    if fields.isEmpty { return [] }
    let shown = fields.prefix(Self.mostLeftOver)
    let more = fields.count - shown.count
    let least = profile.hasFieldsBeyond ? "at least " : ""
    let width = min(30, shown.map(\.name.count).max() ?? 0)
    return ["# Nothing reads these fields:"]
      + shown.map { field in
        let padding = String(repeating: " ", count: max(0, width - field.name.count))
        return YAMLText.comment("  \(field.name)\(padding)  \(evidence(for: field))")
      }
      + (more > 0 ? ["#   and \(least)\(GuessText.count(more, "field")) more"] : [])
  }

  /// What a field that nothing reads holds.
  func evidence(for field: FieldProfile) -> String {
    var parts: [String] = []
    if field.trees > 0 { parts.append(GuessText.trees(field.trees)) }
    if let time = field.times.candidates.first, !time.isEpoch, let first = time.first,
      let last = time.last
    {
      parts.append(
        "times (\(time.name)) from \(GuessText.time(first)) to \(GuessText.time(last))")
    } else if field.values > 0, field.decimals == field.values, let least = field.least,
      let greatest = field.greatest
    {
      parts.append("\(GuessText.count(field.values, "number")) from \(least) to \(greatest)")
    } else if let words = field.words, !words.isEmpty {
      parts.append(GuessText.count(words.count, "different text"))
    } else if field.values > 0 {
      parts.append(
        "\(GuessText.count(field.values, "text")) of at most \(GuessText.count(field.longest, "byte"))"
      )
    }
    if field.distinct.isUnique, field.values > 1 { parts.append("none comes twice") }
    if parts.isEmpty { parts.append("no value at all") }
    if let found = personal.evidence(for: field.name) {
      parts.append("looks personal (\(found.kind.plural)): mask it if you map it")
    }
    return parts.joined(separator: ", ")
  }

  private var rejectLines: [String] {
    let count =
      profile.problems.reduce(0) { $0 + $1.count } + rejects.reduce(0) { $0 + $1.count }
    return rejects.map { reject in
      YAMLText.comment(
        "\(reject.column.isEmpty ? "" : "'\(reject.column)': ")"
          + "\(GuessText.count(reject.count, "record")) would be "
          + "\(reject.count == 1 ? "a reject" : "rejects"), the first at \(reject.place)")
    }
      + profile.problems.map { problem in
        YAMLText.comment(
          "\(GuessText.count(problem.count, "record")) cannot be read (\(problem.code)), the first at "
            + problem.place)
      } + encodingHint + ["rejects: {max: \(count)}"]
  }

  /// Bytes that are not UTF-8 have a meaning in another encoding, which only a person knows.
  private var encodingHint: [String] {
    guard
      profile.problems.contains(where: { $0.code.contains("encoding") || $0.code.contains("utf") })
    else { return [] }
    return ["# Say 'encoding: windows-1252' or another under 'source' if you know it."]
  }

  private var checkLines: [String] {
    let sums = mapping.columns.compactMap { guess -> String? in
      guard let field = guess.field, let sum = field.sum, guess.column.type.isSummed,
        field.decimals == field.values, !guess.parts.contains(where: { $0.hasPrefix("mask:") })
      else { return nil }
      return YAMLText.comment("  - {sum: \(YAMLText.scalar(guess.column.name)), equals: \(sum)}")
    }
    return [
      "# What this export comes to. As a check it holds until the file grows; take it where files are final.",
      "# check:", "#   - {count: read, equals: \(profile.records)}",
    ] + sums
  }
}

extension ColumnType {
  fileprivate var isSummed: Bool {
    switch self {
    case .bigint, .decimal: true
    case .id, .int, .text, .bool, .float, .bytes, .date, .time, .timestamp, .uuid, .json,
      .enumeration:
      false
    }
  }
}

extension String {
  /// The entries of a flow mapping without its braces, each on its own.
  fileprivate var parts: [String] {
    var parts: [String] = []
    var part = ""
    var depth = 0
    var isQuoted = false
    var isEscaped = false
    for character in self {
      if character == "\"", !isEscaped { isQuoted.toggle() }
      isEscaped = isQuoted && character == "\\" && !isEscaped
      if !isQuoted, "{[".contains(character) { depth += 1 }
      if !isQuoted, "}]".contains(character) { depth -= 1 }
      if character == ",", depth == 0, !isQuoted {
        parts.append(part)
        part = ""
      } else if !(part.isEmpty && character == " ") {
        part.append(character)
      }
    }
    return parts + [part]
  }
}
