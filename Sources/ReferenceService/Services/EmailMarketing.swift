/// Letters to customers.
enum EmailMarketing {
  static let endpoints = [
    Endpoint("email_marketing", "campaigns", campaigns),
    Endpoint("email_marketing", "performance", performance),
    Endpoint("email_marketing", "deliverability", deliverability),
  ]

  static func campaigns(_ query: Query) throws -> Answer {
    [
      "by_status": try query.list(
        """
        select status, count(*) as count, cast(sum(recipients) as bigint) as recipients
        from email_campaigns group by status order by status
        """),
      "latest": try query.list(
        """
        select name, subject, recipients, opens, clicks, sent_at from email_campaigns
        where status = 'sent' order by sent_at desc, id limit 5
        """),
    ]
  }

  static func performance(_ query: Query) throws -> Answer {
    try query.object(
      """
      select cast(coalesce(sum(recipients), 0) as bigint) as recipients,
        cast(coalesce(sum(opens), 0) as bigint) as opens,
        cast(coalesce(sum(clicks), 0) as bigint) as clicks,
        max(opens) as most_opens
      from email_campaigns where status = 'sent'
      """)
  }

  static func deliverability(_ query: Query) throws -> Answer {
    [
      "campaigns": try query.list(
        """
        select name, recipients, bounces, unsubscribes from email_campaigns
        where status = 'sent' order by sent_at desc, id limit 6
        """)
    ]
  }
}
