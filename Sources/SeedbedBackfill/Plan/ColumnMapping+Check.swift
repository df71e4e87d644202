import SeedbedCore
import SeedbedFormats

extension BackfillSpecification.ColumnMapping {
  /// Adds what keeps the mapping from filling a column of this type.
  func check(against column: CollectionSchema.Column, _ problems: inout Diagnostics) {
    checkFormat(of: column, &problems)
    if marks != nil, !column.type.isNumber {
      add("'decimal_mark' and 'group_mark' are for numbers", of: column, to: &problems)
    }
    if money != nil, !column.type.isDecimal {
      add("'unit' and 'currency' are for decimals", of: column, to: &problems)
    }
    if rounds, !column.type.isDecimal {
      add("'rounding' is for decimals", of: column, to: &problems)
    }
    switch origin {
    case .sum:
      if !column.type.isNumber { add("'sum' fills numbers", of: column, to: &problems) }
    case .wholeRecord, .fields:
      if column.type != .json { add("'json' fills json columns", of: column, to: &problems) }
    case .constant(let text): check(text, fits: column, at: node, &problems)
    case .field: break
    }
    if let defaultText { check(defaultText, fits: column, at: node, &problems) }
    checkBounds(of: column, &problems)
    checkMask(of: column, &problems)
  }

  private func checkMask(of column: CollectionSchema.Column, _ problems: inout Diagnostics) {
    guard let mask else { return }
    if case .pseudonym = mask {
      if column.type != .uuid, column.type != .text {
        add("a pseudonym is text", of: column, to: &problems)
      }
      return
    }
    if column.isPrimaryKey || column.isUnique || column.references != nil {
      problems.add(
        node.diagnostic(
          .backfillMapping,
          "other masks make one of many, and '\(column.name)' tells records apart",
          help: "write 'mask: pseudonym' and a 'domain'"))
    }
    switch mask {
    case .pseudonym: break
    case .email, .ip, .phone, .redact:
      if column.type != .text { add("this mask is for text", of: column, to: &problems) }
    case .numberBucket(let width): checkBucket(width, of: column, &problems)
    case .timeBucket(let span):
      let isKnown = column.type == .timestamp || column.type == .date && span >= .month
      if !isKnown { addBucketProblem(of: column, to: &problems) }
    }
  }

  private func checkBucket(
    _ width: ExactDecimal, of column: CollectionSchema.Column, _ problems: inout Diagnostics
  ) {
    let isCounted = column.type == .int || column.type == .bigint || column.type.isDecimal
    if !isCounted || width.unscaled <= 0 { addBucketProblem(of: column, to: &problems) }
  }

  private func addBucketProblem(
    of column: CollectionSchema.Column, to problems: inout Diagnostics
  ) {
    let message =
      switch column.type {
      case .int, .bigint, .decimal: "a bucket of numbers has a width above zero"
      case .timestamp: "a bucket of times is an hour, day, month or year"
      case .date: "a bucket of dates is a month or year"
      case .id, .float, .text, .bool, .bytes, .time, .uuid, .json, .enumeration:
        "a bucket is for numbers and times"
      }
    add(message, of: column, to: &problems)
  }

  private func checkFormat(of column: CollectionSchema.Column, _ problems: inout Diagnostics) {
    guard let format else { return }
    if column.type == .date {
      if format.holdsZone || zone != nil {
        add(
          "a date has no zone, so its 'format' names none, and there is no 'zone'", of: column,
          to: &problems)
      }
    } else if column.type != .timestamp {
      add("'format' is for times", of: column, to: &problems)
    }
  }

  private func checkBounds(of column: CollectionSchema.Column, _ problems: inout Diagnostics) {
    let bounds = [least, greatest].compactMap { $0 }
    guard !bounds.isEmpty else { return }
    guard column.type.isOrdered else {
      add("'min' and 'max' are for numbers and times", of: column, to: &problems)
      return
    }
    for bound in bounds { check(bound.scalar ?? "", fits: column, at: bound, &problems) }
    if let least = try? ValueBound(least, of: column.type),
      let greatest = try? ValueBound(greatest, of: column.type), least > greatest
    {
      add("nothing is both at least 'min' and at most 'max'", of: column, to: &problems)
    }
  }

  private func add(
    _ message: String, of column: CollectionSchema.Column, to problems: inout Diagnostics
  ) {
    problems.add(
      node.diagnostic(.backfillMapping, "\(message), and '\(column.name)' is \(column.type)"))
  }

  private func check(
    _ text: String, fits column: CollectionSchema.Column, at place: YAMLNode,
    _ problems: inout Diagnostics
  ) {
    do {
      _ = try column.type.value(of: text)
    } catch {
      problems.add(place.diagnostic(.backfillMapping, "'\(column.name)': \(error.message)"))
    }
  }
}

extension ColumnType {
  var isNumber: Bool {
    switch self {
    case .id, .int, .bigint, .float, .decimal: true
    case .text, .bool, .bytes, .date, .time, .timestamp, .uuid, .json, .enumeration: false
    }
  }

  /// Whether values of the type have a least and a greatest that people would name.
  var isOrdered: Bool {
    switch self {
    case .id, .int, .bigint, .float, .decimal, .date, .time, .timestamp: true
    case .text, .bool, .bytes, .uuid, .json, .enumeration: false
    }
  }
}
