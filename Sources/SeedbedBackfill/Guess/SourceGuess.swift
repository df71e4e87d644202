import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// Finds the format and dialect in which the head of a file can be read.
struct SourceGuess {
  /// As it stands in a specification, without the files.
  let yaml: String
  let source: BackfillSpecification.Source

  private static let head = 1 << 16

  /// `target`: the collection, whose name a table may have.
  ///
  /// - Throws: `guess.format` when no format fits.
  init(of file: SourceFile, for target: String) throws {
    let head = try SourceBytes(file: file.path).head(Self.head)
    let kind = try GuessHead(head, of: file, for: target)
    var best: (fit: SourceFit, candidate: SourceGuess)?
    for yaml in kind.candidates {
      guard let candidate = SourceGuess(yaml: yaml),
        let fit = SourceFit(of: file, as: candidate.source), fit.good > 0
      else { continue }
      if best.map({ candidate.isBetter(fit, than: $0) }) ?? true { best = (fit, candidate) }
    }
    // No log and no list fits a fifth of a file by chance; the commas of a text may.
    if best.map({ $0.fit.share <= ($0.candidate.isSeparated ? 0.5 : 0.2) }) ?? true,
      let (fit, candidate) = Self.fallback(kind, of: file),
      best.map({ $0.fit.good < fit.good }) ?? true
    {
      best = (fit, candidate)
    }
    guard let best else { throw kind.refusal(of: file) }
    guard best.fit.share > 0.5 else { throw best.fit.refusal(of: file, as: best.candidate.source) }
    if let shape = best.fit.objectOfObjects, best.candidate.source.pointer == nil {
      throw Diagnostic(
        .guessFormat,
        "\(file.path) is one object of \(GuessText.count(shape.count, "object")), such as "
          + "'\(shape.name)', and no format makes records of them",
        help: "make a list of them, with their names as a member")
    }
    self = best.candidate
  }

  /// nil when the YAML is no source, such as a format that is not there.
  init?(yaml: String) {
    let text = "backfill: guess\ntarget: guess\nsource: {\(yaml), files: [guess]}\nmap: {}\n"
    guard let node = try? YAMLReader.read(text: text, named: "guess"),
      let specification = try? BackfillDocument.specification(from: node, file: "guess")
    else { return nil }
    self.yaml = yaml
    source = specification.source
  }

  private var isSeparated: Bool { source.format == .csv || source.format == .tsv }

  /// Delimiters are told apart by how many fields they make, lists by how long they are; other formats by their
  /// order.
  private func isBetter(
    _ fit: SourceFit, than best: (fit: SourceFit, candidate: SourceGuess)
  ) -> Bool {
    if isSeparated, fit.fields < 2 { return false }
    if fit.share != best.fit.share { return fit.share > best.fit.share }
    if isSeparated { return fit.fields > best.fit.fields }
    return source.pointer != nil && best.candidate.source.pointer != nil
      && source.format == best.candidate.source.format && fit.read > best.fit.read
  }

  /// Nearly every text is columns with spaces between them, and any is one column; so nearly all must fit.
  private static func fallback(
    _ kind: GuessHead, of file: SourceFile
  ) -> (SourceFit, SourceGuess)? {
    for yaml in kind.fallbacks {
      guard let candidate = SourceGuess(yaml: yaml),
        let fit = SourceFit(of: file, as: candidate.source), fit.share >= 0.9
      else { continue }
      return (fit, candidate)
    }
    return nil
  }
}

extension Diagnostic.Code {
  /// A file whose format cannot be told.
  static let guessFormat = Self("guess.format", .invalidFile)
}
