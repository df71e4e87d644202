/// The words of one command that are still to be read.
struct CurlWords {
  private var rest: ArraySlice<String>
  /// What stood behind the letter of an option, in the same word.
  private var attached: String?

  init(_ words: ArraySlice<String>) {
    rest = words
  }

  mutating func next() -> String? {
    if let attached {
      self.attached = nil
      return attached
    }
    return rest.popFirst()
  }

  /// Makes a text the next word.
  mutating func putBack(_ text: String) {
    attached = text
  }

  /// The commands of a text, each in words as a shell takes them apart; O(n).
  static func commands(in text: String) -> [[String]] {
    var reading = CurlReading()
    var isReturn = false
    for scalar in text.unicodeScalars {
      // Both bytes of a line end of Windows are one.
      if isReturn, scalar != "\n" { reading.take("\r") }
      isReturn = scalar == "\r"
      if !isReturn { reading.take(scalar) }
    }
    if isReturn { reading.take("\r") }
    return reading.end()
  }
}

/// Takes a text apart as a shell does, scalar by scalar.
private struct CurlReading {
  private var commands: [[String]] = []
  private var words: [String] = []
  private var word = String.UnicodeScalarView()
  /// Whether a word has begun: one may be empty.
  private var isInWord = false
  private var quote: Unicode.Scalar?
  private var isEscaped = false

  mutating func take(_ scalar: Unicode.Scalar) {
    if isEscaped {
      isEscaped = false
      if scalar != "\n" { append(scalar) }
      return
    }
    switch (scalar, quote) {
    case (let mark, let open?) where mark == open: quote = nil
    case ("\\", nil), ("\\", "\""?): isEscaped = true
    case (_, _?): append(scalar)
    case ("'", nil), ("\"", nil):
      quote = scalar
      isInWord = true
    case ("\n", nil), (";", nil): endCommand()
    case (let space, nil) where space.properties.isWhitespace: endWord()
    case (_, nil): append(scalar)
    }
  }

  mutating func end() -> [[String]] {
    endCommand()
    return commands
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    word.append(scalar)
    isInWord = true
  }

  private mutating func endWord() {
    if isInWord { words.append(String(word)) }
    word = String.UnicodeScalarView()
    isInWord = false
  }

  private mutating func endCommand() {
    endWord()
    if words.first == "curl" { commands.append(words) }
    words = []
  }
}
