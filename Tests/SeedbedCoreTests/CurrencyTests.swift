import SeedbedCore
import Testing

struct CurrencyTests {
  @Test(arguments: [("EUR", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("usd", 2)])
  func `a currency knows its minor unit`(code: String, digits: Int) {
    #expect(Currency(code)?.digits == digits)
    #expect(Currency(code)?.code == code.uppercased())
  }

  @Test(arguments: ["", "EURO", "XYZ", "€"])
  func `a code that is not in ISO 4217 is none`(code: String) {
    #expect(Currency(code) == nil)
  }
}
