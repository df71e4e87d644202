import SeedbedCore

/// The first page after signing in.
enum Dashboard {
  static let endpoints = [
    Endpoint("dashboard", "overview", overview),
    Endpoint("dashboard", "activity", activity),
    Endpoint("dashboard", "usage", usage),
  ]

  static func overview(_ query: Query) throws -> Answer {
    [
      "page_visits": .integer(try query.number("select count(*) from page_visits")),
      "projects": .integer(try query.number("select count(*) from projects")),
      "actions": .integer(try query.number("select count(*) from user_actions")),
      "live_sessions": .integer(
        try query.number(
          "select count(*) from user_sessions where is_active = $1 and expires_at > $2",
          .bool(true), .timestamp(query.now))),
      "paid": .decimal(
        try query.total(
          scale: 2,
          "select amount from financial_transactions where type = 'payment' and currency = 'EUR'")),
    ]
  }

  static func activity(_ query: Query) throws -> Answer {
    [
      "by_type": try query.list(
        """
        select type, count(*) as count, max("timestamp") as latest from user_activities
        group by type order by count(*) desc, type
        """),
      "latest": try query.list(
        """
        select user_id, type, message, "timestamp" from user_activities
        order by "timestamp" desc, id limit 8
        """),
    ]
  }

  static func usage(_ query: Query) throws -> Answer {
    [
      "tokens": .integer(
        try query.number("select cast(coalesce(sum(tokens_used), 0) as bigint) from ai_usage")),
      "cost": .decimal(try query.total(scale: 6, "select cost as amount from ai_usage")),
      "by_service": try query.list(
        """
        select service_type, count(*) as requests, cast(sum(tokens_used) as bigint) as tokens
        from ai_usage group by service_type order by service_type
        """),
    ]
  }
}
