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

  /// What reading the source failed with.
  private(set) var failure: Diagnostic?
  /// How many bytes may lie between what is passed and what is read.
  let limit: Int
  /// The character before which no place will be asked for.
  var passed = 0
  private let source: ByteSource
  private var nextByte = 0
  private var characters = 0
  private var pieces: [Piece] = []
  /// The last place asked for; the next one is searched from there.
  private var cursor = (character: -1, byte: 0)

  init(_ source: ByteSource, limit: Int = .max) {
    self.source = source
    self.limit = limit
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
      var count = try copy(into: target)
      if nextByte == 0, count >= 3, target[0] == 0xEF, target[1] == 0xBB, target[2] == 0xBF {
        nextByte = 3
        count = try copy(into: target)
      }
      remember(UnsafeRawBufferPointer(rebasing: target[..<count]))
      return count
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

  /// As many bytes as the scanner asks for, however they arrive: it looks at all of them before it goes on.
  private func copy(into target: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    var length = 0
    while length < target.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: target[length...])
      let count = try source.read(at: nextByte + length, into: rest)
      if count == 0 { break }
      length += count
    }
    return length
  }

  private func remember(_ bytes: UnsafeRawBufferPointer) {
    let obsolete = pieces.prefix { $0.characterStart + $0.characterCount < passed }.count
    pieces.removeFirst(obsolete)
    guard !bytes.isEmpty else { return }
    var count = 0
    for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
    pieces.append(
      Piece(
        byteStart: nextByte, characterStart: characters, characterCount: count,
        bytes: count == bytes.count ? [] : Array(bytes)))
    nextByte += bytes.count
    characters += count
  }
}
