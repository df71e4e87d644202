/// A currency of ISO 4217.
package struct Currency: Sendable, Hashable {
  /// Three capital letters.
  package let code: String
  /// How many digits its minor unit is after the point: 2 for cents, 0 for yen.
  package let digits: Int

  /// The currency of a code, also one in small letters; nil for a code that is not in the standard.
  package init?(_ code: String) {
    let code = code.uppercased()
    guard let digits = Self.digits[code] else { return nil }
    self.code = code
    self.digits = digits
  }

  private static let digits = Dictionary(
    uniqueKeysWithValues: codes.flatMap { digits, codes in
      codes.split(whereSeparator: \.isWhitespace).map { (String($0), digits) }
    })

  /// List one of ISO 4217, and what was withdrawn from it since 2006.
  private static let codes = [
    (0, "BIF BYR CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
    (
      2,
      """
      AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD
      CAD CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EEK EGP ERN ETB EUR FJD FKP GBP
      GEL GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP
      LKR LRD LSL LTL LVL MAD MDL MGA MKD MMK MNT MOP MRO MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO
      NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SKK SLE SLL SOS
      SRD SSP STD STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VEF VES WST
      XCD XCG YER ZAR ZMK ZMW ZWG ZWL
      """
    ),
    (3, "BHD IQD JOD KWD LYD OMR TND"),
    (4, "CLF UYW"),
  ]
}
