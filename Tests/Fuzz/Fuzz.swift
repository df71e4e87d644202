import CLibFuzzer
import SeedbedDocumentTrials
import SeedbedReaderTrials

/// `Fuzz NAME …`: libFuzzer with its own arguments, and with texts that it changes and gives to the reader or way.
@main
struct Fuzz {
  static func main() {
    guard trial != nil || documentTrial != nil else {
      let names = ReaderTrial.all.map(\.name) + DocumentTrial.all.map(\.name)
      fatalError("NAME is one of: \(names.joined(separator: " "))")
    }
    // What libFuzzer is given begins with a name of the program, and here that is the reader's.
    var count = CommandLine.argc - 1
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? =
      CommandLine.unsafeArgv + 1
    _ = LLVMFuzzerRunDriver(&count, &arguments) { start, count in
      Fuzz.test(Array(UnsafeBufferPointer(start: start, count: count)))
      return 0
    }
  }

  private static let trial = ReaderTrial.all.first {
    $0.name == CommandLine.arguments.dropFirst().first
  }

  private static let documentTrial = DocumentTrial.all.first {
    $0.name == CommandLine.arguments.dropFirst().first
  }

  /// Stops with the difference at a source that is not read the same in every way.
  private static func test(_ content: [UInt8]) {
    if let documentTrial, let fault = documentTrial.fault(with: content) {
      fatalError("\(documentTrial): \(fault)")
    }
    guard let trial, let difference = difference(of: content, for: trial) else { return }
    fatalError("\(trial): \(difference)")
  }

  /// Reads the source whole, byte by byte, and in pieces and from a record that the source itself chooses.
  private static func difference(of content: [UInt8], for trial: ReaderTrial) -> String? {
    var numbers = SteadyNumbers(of: content)
    let whole = trial.whole(content)
    if let misplacement = trial.misplacement(in: whole, of: content) { return misplacement }
    let sizes = (0...numbers.next(upTo: 4)).map { _ in numbers.next(upTo: 40) + 1 }
    for sizes in [[1], sizes] {
      let difference = trial.difference(
        from: whole, of: content, inPieces: sizes, window: 16 << numbers.next(upTo: 6))
      if let difference { return difference }
    }
    guard !whole.items.isEmpty else { return nil }
    return trial.difference(
      from: whole, of: content, behind: numbers.next(upTo: whole.items.count),
      window: 16 << numbers.next(upTo: 6))
  }
}
