import SeedbedCore

/// Feeds bytes to the scanner, and knows where in the source each character lies.
///
/// The scanner counts characters; a source is resumed and quoted by bytes. So each piece fed is
/// remembered, with its bytes only when some are not ASCII, until the scanner has passed it.
final class YAMLInput {
  private struct Piece {
    let byteStart: Int
    let characterStart: Int
    let characterCount: Int
    /// Empty when every byte is a character.
    let bytes: [UInt8]
    /// Where question marks lie, in bytes from the start of the source, in their order.
    var questions: [Int] = []

    /// Where the first character lies that begins in this piece.
    var firstCharacter: Int {
      var byte = byteStart
      while isContinuation(byte) { byte += 1 }
      return byte
    }

    func isContinuation(_ byte: Int) -> Bool {
      let index = byte - byteStart
      return index < bytes.count && bytes[index] & 0xC0 == 0x80
    }
  }

  /// Whether the scanner is inside of a list or mapping in brackets.
  var isInCollection: () -> Bool = { false }
  /// What reading the source failed with.
  private(set) var failure: Diagnostic?
  /// How many bytes may lie between what is passed and what is read.
  let limit: Int
  /// How many blanks follow the last line end; nil where something else does.
  private(set) var blanksAtEnd: Int? = 0
  /// The character before which no place will be asked for.
  var passed = 0
  private let source: ByteSource
  private var nextByte = 0
  private var characters = 0
  private var pieces: [Piece] = []
  /// What was read and not handed over yet.
  private var waiting: ArraySlice<UInt8> = []
  /// nil where no tag is in the source.
  private var tags: FlowTags?
  /// The characters that were put in, in ascending order.
  private var blanks: [Int] = []
  /// The last place asked for; the next one is searched from there.
  private var cursor = (character: -1, byte: 0)

  /// `mayHoldTags`: whether a tag may be in the source.
  init(_ source: ByteSource, limit: Int = .max, mayHoldTags: Bool) {
    self.source = source
    self.limit = limit
    tags = mayHoldTags ? FlowTags() : nil
  }

  /// Reads the next bytes; a byte order mark at the start is skipped.
  ///
  /// - Returns: how many, 0 at the end, nil when reading failed.
  func read(into target: UnsafeMutableRawBufferPointer) -> Int? {
    do throws(Diagnostic) {
      if let first = pieces.first, nextByte - first.byteStart > limit {
        throw Diagnostic(
          .recordTooLong, "the record around byte \(first.byteStart) \(RecordLimit.message(limit))")
      }
      if waiting.isEmpty { try fill(upTo: target.count) }
      return waiting.isEmpty ? 0 : handOver(to: target)
    } catch {
      failure = error
      return nil
    }
  }

  /// Where the character lies, in bytes from the start of the source.
  func byteOffset(ofCharacter index: Int) -> Int {
    guard let piece = pieces.last(where: { $0.characterStart <= index }) else { return nextByte }
    if piece.bytes.isEmpty { return piece.byteStart + index - piece.characterStart }
    guard index < piece.characterStart + piece.characterCount else {
      return piece.byteStart + piece.bytes.count
    }
    let isBehind = cursor.character >= piece.characterStart && cursor.character <= index
    var (character, byte) = isBehind ? cursor : (piece.characterStart, piece.firstCharacter)
    while character < index {
      byte += 1
      while piece.isContinuation(byte) { byte += 1 }
      character += 1
    }
    cursor = (character, byte)
    return byte
  }

  /// Whether a question mark stands right before a character.
  func isQuestion(before index: Int) -> Bool {
    guard pieces.contains(where: { !$0.questions.isEmpty }) else { return false }
    let place = byteOffset(ofCharacter: index) - 1
    return pieces.contains { piece in
      let next = piece.questions.partitioningIndex { $0 >= place }
      return next < piece.questions.count && piece.questions[next] == place
    }
  }

  /// How many blanks were put into the line of a character before it, and how many in all.
  func blanks(before character: Int, inLineFrom start: Int) -> (inLine: Int, all: Int) {
    if blanks.isEmpty { return (0, 0) }
    let all = blanks.partitioningIndex { $0 >= character }
    return (all - blanks.partitioningIndex { $0 >= start }, all)
  }

  /// As many bytes as the scanner asks for, however they arrive: it looks at all of them before it goes on.
  private func fill(upTo room: Int) throws(Diagnostic) {
    var bytes = [UInt8](repeating: 0, count: room)
    var length = try read(into: &bytes)
    if nextByte == 0, length >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
      nextByte = 3
      length = try read(into: &bytes)
    }
    waiting = bytes[..<length]
  }

  private func read(into bytes: inout [UInt8]) throws(Diagnostic) -> Int {
    var length = 0
    while length < bytes.count {
      let count = try source.read(at: nextByte + length, into: &bytes, from: length)
      if count == 0 { break }
      length += count
    }
    return length
  }

  /// Hands over what the scanner may have now, with a blank behind a tag that ends at a bracket.
  private func handOver(to target: UnsafeMutableRawBufferPointer) -> Int {
    let (count, isBlank) = waiting.prefix(max(1, target.count - 1)).withUnsafeBytes { bytes in
      let (count, isBlank) =
        tags?.next(in: bytes, isInCollection: isInCollection()) ?? (bytes.count, false)
      target.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
      remember(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
      return (count, isBlank && count < target.count)
    }
    waiting = waiting.dropFirst(count)
    guard isBlank else { return count }
    target[count] = UInt8(ascii: " ")
    blanks.append(characters)
    pieces.append(
      Piece(byteStart: nextByte, characterStart: characters, characterCount: 1, bytes: []))
    characters += 1
    return count + 1
  }

  private func remember(_ bytes: UnsafeRawBufferPointer) {
    let obsolete = pieces.prefix { $0.characterStart + $0.characterCount < passed }.count
    pieces.removeFirst(obsolete)
    guard !bytes.isEmpty else { return }
    var count = 0
    var questions: [Int] = []
    for (place, byte) in bytes.enumerated() {
      if byte & 0xC0 != 0x80 { count += 1 }
      switch byte {
      case UInt8(ascii: "\n"): blanksAtEnd = 0
      case UInt8(ascii: " "), UInt8(ascii: "\t"): blanksAtEnd = blanksAtEnd.map { $0 + 1 }
      case UInt8(ascii: "?"):
        questions.append(nextByte + place)
        blanksAtEnd = nil
      default: blanksAtEnd = nil
      }
    }
    pieces.append(
      Piece(
        byteStart: nextByte, characterStart: characters, characterCount: count,
        bytes: count == bytes.count ? [] : Array(bytes), questions: questions))
    nextByte += bytes.count
    characters += count
  }
}

extension [Int] {
  /// The first place of an ascending list from which `isPast` holds.
  fileprivate func partitioningIndex(_ isPast: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isPast(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
