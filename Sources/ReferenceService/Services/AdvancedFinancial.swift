import SeedbedCore

/// Money in and out.
enum AdvancedFinancial {
  static let endpoints = [
    Endpoint("advanced_financial", "summary", summary),
    Endpoint("advanced_financial", "categories", categories),
    Endpoint("advanced_financial", "ledger", ledger),
  ]

  static func summary(_ query: Query) throws -> Answer {
    [
      "payments": .decimal(try total("payment", query)),
      "refunds": .decimal(try total("refund", query)),
      "fees": .decimal(try total("fee", query)),
      "transactions": .integer(try query.number("select count(*) from financial_transactions")),
    ]
  }

  static func categories(_ query: Query) throws -> Answer {
    [
      "categories": try query.totals(
        named: "category", scale: 2,
        """
        select category as name, amount from financial_transactions
        where currency = 'EUR' order by category, id
        """)
    ]
  }

  static func ledger(_ query: Query) throws -> Answer {
    [
      "latest": try query.list(
        """
        select id, type, amount, currency, status, category, transaction_date
        from financial_transactions order by transaction_date desc, id limit 10
        """)
    ]
  }

  private static func total(_ type: String, _ query: Query) throws -> ExactDecimal {
    try query.total(
      scale: 2,
      "select amount from financial_transactions where type = $1 and currency = 'EUR'",
      .text(type))
  }
}
