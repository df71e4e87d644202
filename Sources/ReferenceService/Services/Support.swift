/// Questions, replies, and what went wrong on the site.
enum Support {
  static let endpoints = [
    Endpoint("support", "tickets", tickets),
    Endpoint("support", "replies", replies),
    Endpoint("support", "errors", errors),
  ]

  static func tickets(_ query: Query) throws -> Answer {
    [
      "count": .integer(
        try query.number("select count(*) from user_activities where type = 'support_ticket'")),
      "latest": try query.list(
        """
        select user_id, message, "timestamp" from user_activities
        where type = 'support_ticket' order by "timestamp" desc, id limit 6
        """),
    ]
  }

  static func replies(_ query: Query) throws -> Answer {
    try query.object(
      """
      select count(*) as drafted, cast(coalesce(sum(tokens_used), 0) as bigint) as tokens,
        max(response_time) as slowest, min(response_time) as fastest
      from ai_usage where service_type = 'support_reply'
      """)
  }

  static func errors(_ query: Query) throws -> Answer {
    [
      "pages": try query.list(
        """
        select page, status_code, count(*) as visits, max(visited_at) as latest
        from page_visits where status_code >= 500
        group by page, status_code order by max(visited_at) desc, page, status_code
        """),
      "missing": .integer(
        try query.number("select count(*) from page_visits where status_code = 404")),
    ]
  }
}
