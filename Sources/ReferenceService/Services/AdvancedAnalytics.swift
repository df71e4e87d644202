/// Users over time.
enum AdvancedAnalytics {
  static let endpoints = [
    Endpoint("advanced_analytics", "retention", retention),
    Endpoint("advanced_analytics", "cohorts", cohorts),
    Endpoint("advanced_analytics", "throughput", throughput),
  ]

  static func retention(_ query: Query) throws -> Answer {
    [
      "users": try query.list(
        """
        select user_id, count(*) as visits, min(visited_at) as first_visit,
          max(visited_at) as last_visit
        from page_visits group by user_id order by max(visited_at) desc, user_id limit 10
        """)
    ]
  }

  static func cohorts(_ query: Query) throws -> Answer {
    [
      "sessions": try query.object(
        """
        select count(*) as sessions, count(distinct user_id) as users,
          min(created_at) as first, max(created_at) as latest
        from user_sessions
        """),
      "joined": try query.object(
        """
        select count(*) as users, min("timestamp") as first, max("timestamp") as latest
        from user_activities where type = 'joined'
        """),
    ]
  }

  static func throughput(_ query: Query) throws -> Answer {
    [
      "events": .integer(try query.number("select count(*) from analytics")),
      "activities": .integer(try query.number("select count(*) from user_activities")),
      "actions": .integer(
        try query.number("select count(*) from user_actions where status = 'completed'")),
      "tokens": .integer(
        try query.number(
          "select cast(coalesce(sum(completion_tokens), 0) as bigint) from ai_usage")),
    ]
  }
}
