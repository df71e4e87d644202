import SeedbedCore
import Testing

struct ExactDecimalTests {
  @Test(arguments: [
    ("0", "0"), ("10.50", "10.50"), ("-0.05", "-0.05"), ("+7", "7"), ("007.10", "7.10"),
    ("1e3", "1000"), ("1.25E1", "12.5"), ("15e-3", "0.015"), ("-1.5e+1", "-15"),
    ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"),
  ])
  func `the digits written are the digits kept`(text: String, kept: String) {
    #expect(ExactDecimal(text)?.description == kept)
  }

  @Test(arguments: [
    "", "-", ".5", "5.", "1,5", "1.2.3", "0x1", "1e", "1e39", "e5", " 1", "1 ", "NaN", "١",
    "1e5.0", "1e+-5", "1e 5", "999999999999999999999999999999999999999",
    "0.000000000000000000000000000000000000001", "1.5e-38",
    "100000000000000000000000000000000000000", "1e-9223372036854775808", "1e9223372036854775807",
    "1e999999999999999999999",
  ])
  func `what is no decimal of 38 digits is refused`(text: String) {
    #expect(ExactDecimal(text) == nil)
  }

  @Test
  func `zeros at the end do not make another value`() throws {
    let short = try #require(ExactDecimal("1.5"))
    let long = try #require(ExactDecimal("1.500"))
    #expect(short == long)
    #expect(Set([short, long]).count == 1)
  }

  @Test
  func `zeros at the end are written all the same`() {
    #expect(ExactDecimal("1.500")?.description == "1.500")
  }

  @Test
  func `rescaling never rounds`() {
    #expect(ExactDecimal("1.50")?.rescaled(to: 1)?.description == "1.5")
    #expect(ExactDecimal("1.55")?.rescaled(to: 1) == nil)
    #expect(ExactDecimal("-3")?.rescaled(to: 2)?.description == "-3.00")
  }

  @Test
  func `a number fits when it needs no more digits than there are`() throws {
    let number = try #require(ExactDecimal("999.90"))
    #expect(number.fits(precision: 4, scale: 1))
    #expect(!number.fits(precision: 3, scale: 1))
    #expect(!number.fits(precision: 5, scale: 0))
  }

  @Test
  func `all 38 digits fit`() {
    let digits = String(repeating: "9", count: 38)
    #expect(ExactDecimal("-" + digits)?.fits(precision: 38, scale: 0) == true)
  }

  @Test
  func `a sum keeps the longer fraction`() throws {
    let sum = try #require(ExactDecimal("0.1")).adding(try #require(ExactDecimal("0.20")))
    #expect(sum?.description == "0.30")
  }

  @Test
  func `a sum beyond the digits is nil`() throws {
    let most = ExactDecimal(unscaled: .max, scale: 0)
    #expect(most.adding(try #require(ExactDecimal("1"))) == nil)
  }

  @Test
  func `bytes are read as text is`() {
    #expect(ExactDecimal(ascii: Array("-12.30".utf8))?.description == "-12.30")
  }
}
