import SeedbedCore

/// How a visit goes for the customer.
enum CustomerExperience {
  static let endpoints = [
    Endpoint("customer_experience", "sessions", sessions),
    Endpoint("customer_experience", "journeys", journeys),
    Endpoint("customer_experience", "friction", friction),
  ]

  static func sessions(_ query: Query) throws -> Answer {
    [
      "live": try query.list(
        """
        select user_id, created_at, last_activity, expires_at from user_sessions
        where is_active = $1 and expires_at > $2 order by created_at desc, id
        """, .bool(true), .timestamp(query.now)),
      "expired": .integer(
        try query.number(
          "select count(*) from user_sessions where expires_at <= $1", .timestamp(query.now))),
      "by_user": try query.list(
        """
        select user_id, count(*) as sessions, max(last_activity) as last_activity
        from user_sessions group by user_id order by user_id
        """),
    ]
  }

  static func journeys(_ query: Query) throws -> Answer {
    [
      "journeys": try query.list(
        """
        select user_id, count(*) as pages, cast(coalesce(sum(duration), 0) as bigint) as seconds,
          min(visited_at) as started
        from page_visits where session_id is not null
        group by session_id, user_id order by min(visited_at) desc, user_id
        """)
    ]
  }

  static func friction(_ query: Query) throws -> Answer {
    [
      "actions": try query.list(
        """
        select action, count(*) as stopped, count(distinct user_id) as users,
          max("timestamp") as latest
        from user_actions where status in ('failed', 'abandoned')
        group by action order by action
        """)
    ]
  }
}
