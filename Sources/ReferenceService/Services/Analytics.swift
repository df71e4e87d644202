/// What visitors looked at and did.
enum Analytics {
  static let endpoints = [
    Endpoint("analytics", "events", events),
    Endpoint("analytics", "pages", pages),
    Endpoint("analytics", "traffic", traffic),
  ]

  static func events(_ query: Query) throws -> Answer {
    [
      "total": .integer(try query.number("select count(*) from analytics")),
      "by_type": try query.list(
        """
        select event_type, count(*) as count, count(distinct user_id) as users,
          max("timestamp") as latest
        from analytics group by event_type order by count(*) desc, event_type
        """),
    ]
  }

  static func pages(_ query: Query) throws -> Answer {
    [
      "pages": .integer(try query.number("select count(distinct page) from page_visits")),
      "most_visited": try query.list(
        """
        select page, count(*) as visits, count(distinct user_id) as visitors,
          cast(coalesce(sum(duration), 0) as bigint) as seconds
        from page_visits group by page order by count(*) desc, page limit 10
        """),
    ]
  }

  static func traffic(_ query: Query) throws -> Answer {
    [
      "bytes": .integer(
        try query.number("select cast(coalesce(sum(bytes), 0) as bigint) from page_visits")),
      "visitors": .integer(try query.number("select count(distinct user_id) from page_visits")),
      "by_status": try query.list(
        """
        select status_code, count(*) as visits from page_visits
        group by status_code order by status_code
        """),
      "referrers": try query.list(
        """
        select referrer, count(*) as visits from page_visits where referrer is not null
        group by referrer order by count(*) desc, referrer limit 5
        """),
    ]
  }
}
