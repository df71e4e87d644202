import SeedbedCore

extension Timestamp {
  /// The instant of a text that `Timestamp` wrote; nil for every other text.
  init?(stored text: String) {
    let numbers = text.split { !$0.isNumber }.map { Int($0) ?? -1 }
    guard numbers.count == 7, text.utf8.count == 27,
      let instant = Timestamp(
        year: numbers[0], month: numbers[1], day: numbers[2], hour: numbers[3],
        minute: numbers[4], second: numbers[5], nanoseconds: Int32(numbers[6]) * 1000),
      instant.description == text
    else { return nil }
    self = instant
  }
}
