import SeedbedCore
import SeedbedFormats

extension BackfillSpecification {
  /// How the values of one column come about.
  struct ColumnMapping: Sendable {
    enum Origin: Sendable {
      case field(String)
      case constant(String)
      /// Fields that are added up.
      case sum([String])
      case wholeRecord
      case fields([String])
    }

    let column: String
    let origin: Origin
    var format: TimestampFormat?
    var zone: Zone?
    var truncatesFraction = false
    /// Whether strings of JSON are taken for the numbers or flags they write.
    var isWrittenAsText = false
    /// Whether no record need have the field.
    var isOptional = false
    var nullTexts: [String] = []
    var words: [String: String] = [:]
    /// Whether a text that is not one of the words is rejected.
    var refusesOtherWords = false
    var marks: NumberMarks?
    /// Whether digits the column has no room for are rounded.
    var rounds = false
    var money: Money?
    var mask: Mask?
    /// Why values that say who somebody is are kept as they are.
    var keptBecause: String?
    var least: YAMLNode?
    var greatest: YAMLNode?
    var defaultText: String?
    let node: YAMLNode

    /// Whether the values of the column are no longer those of the source.
    var hidesValues: Bool {
      switch mask {
      case nil, .numberBucket, .timeBucket: false
      case .pseudonym, .email, .ip, .phone, .redact: true
      }
    }
  }

  /// Whether pseudonyms are made, and so a key is needed.
  var makesPseudonyms: Bool {
    isKeyMasked
      || columns.contains { if case .pseudonym = $0.mask { true } else { false } }
  }

  /// Whether the bytes of a reject may be kept as they are. Where they may not, only their place, length
  /// and checksum are, and messages do not show values.
  var keepsRaw: Bool {
    rejectLimit.rawKeptBecause != nil
      || !isKeyMasked && !leavesPersonalFields && columns.allSatisfy { $0.mask == nil }
  }

  /// The zone of times that do not say theirs, and what becomes of those that name no one instant.
  struct Zone: Sendable {
    enum Choice: String, Sendable, CaseIterable {
      case reject
      case earlier
      case later
    }

    let rules: ZoneRules
    var missingHour = Choice.reject
    var doubledHour = Choice.reject
  }

  /// How an amount of money is written.
  struct Money: Sendable {
    enum Unit: String, Sendable, CaseIterable {
      /// Such as cents.
      case minor
      case major
    }

    enum Source: Sendable {
      case fixed(Currency)
      case field(String)
    }

    let unit: Unit
    let currency: Source
  }
}
