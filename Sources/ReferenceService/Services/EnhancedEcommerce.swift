import SeedbedCore

/// Orders, what came back, and the way to an order.
enum EnhancedEcommerce {
  static let endpoints = [
    Endpoint("enhanced_ecommerce", "orders", orders),
    Endpoint("enhanced_ecommerce", "refunds", refunds),
    Endpoint("enhanced_ecommerce", "funnel", funnel),
  ]

  static func orders(_ query: Query) throws -> Answer {
    [
      "count": .integer(
        try query.number("select count(*) from financial_transactions where type = 'payment'")),
      "by_category": try query.totals(
        named: "category", scale: 2,
        """
        select category as name, amount from financial_transactions
        where type = 'payment' and currency = 'EUR' order by category, id
        """),
      "latest": try query.list(
        """
        select id, user_id, amount, currency, status, transaction_date
        from financial_transactions where type = 'payment'
        order by transaction_date desc, id limit 6
        """),
    ]
  }

  static func refunds(_ query: Query) throws -> Answer {
    [
      "count": .integer(
        try query.number("select count(*) from financial_transactions where type = 'refund'")),
      "total": .decimal(
        try query.total(
          scale: 2,
          "select amount from financial_transactions where type = 'refund' and currency = 'EUR'")),
      "customers": .integer(
        try query.number(
          "select count(distinct user_id) from financial_transactions where type = 'refund'")),
    ]
  }

  static func funnel(_ query: Query) throws -> Answer {
    [
      "viewed": try step("product_viewed", query),
      "in_basket": try step("cart_updated", query),
      "ordered": try step("order_completed", query),
    ]
  }

  private static func step(_ event: String, _ query: Query) throws -> Answer {
    try query.object(
      """
      select count(*) as events, count(distinct user_id) as users from analytics
      where event_type = $1
      """, .text(event))
  }
}
