import SeedbedCore

/// Instants counted from 1970-01-01T00:00:00Z.
enum TimeEpoch {
  /// `[-]digits[.fraction]` in units of ten to the power of minus `digits` seconds.
  ///
  /// - Returns: nil beyond a nanosecond, and beyond the years 0 to 9999.
  static func instant(_ text: RawSpan, digits: Int) -> Timestamp? {
    guard text.byteCount <= 40, let number = text.withUnsafeBytes({ ExactDecimal(ascii: $0) }),
      let nanoseconds = ExactDecimal(unscaled: number.unscaled, scale: number.scale + digits)
        .rescaled(to: 9)?.unscaled
    else { return nil }
    let billion: Int128 = 1_000_000_000
    let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: billion)
    let seconds = remainder < 0 ? quotient - 1 : quotient
    guard (-62_167_219_200...253_402_300_799).contains(seconds) else { return nil }
    return Timestamp(
      seconds: Int64(seconds), nanoseconds: Int32(remainder < 0 ? remainder + billion : remainder))
  }
}
