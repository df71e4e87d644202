package import SeedbedCore

extension Diagnostic.Code {
  /// The text is not YAML.
  package static let yamlSyntax = Self("yaml.syntax", .invalidFile)
  /// Bytes that are not UTF-8, or a character YAML does not allow.
  package static let yamlCharacter = Self("yaml.character", .invalidFile)
  /// Two entries of one mapping have the same key.
  package static let yamlDuplicateKey = Self("yaml.duplicate-key", .invalidFile)
  /// A key that is not a plain or quoted text.
  package static let yamlKey = Self("yaml.key", .invalidFile)
  /// The merge key `<<`.
  package static let yamlMergeKey = Self("yaml.merge-key", .invalidFile)
  /// An anchor that is unknown, set twice or inside itself.
  package static let yamlAnchor = Self("yaml.anchor", .invalidFile)
  /// Aliases repeat more nodes than the limit.
  package static let yamlAliases = Self("yaml.aliases", .invalidFile)
  /// Lists and mappings nest deeper than the limit.
  package static let yamlDepth = Self("yaml.depth", .invalidFile)
  /// More than one document in a file.
  package static let yamlDocuments = Self("yaml.documents", .invalidFile)
  /// YAML that the parser is known to take for something else.
  package static let yamlMisread = Self("yaml.misread", .invalidFile)
  /// A file with nothing in it.
  package static let yamlEmpty = Self("yaml.empty", .invalidFile)
  /// A document read whole is longer than the limit.
  package static let yamlTooLarge = Self("yaml.too-large", .invalidFile)
  /// A source of records without a list of them at the place named.
  package static let yamlRecords = Self("yaml.records", .invalidFile)
}
