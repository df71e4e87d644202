/// What runs by itself, and what waits.
enum Automation {
  static let endpoints = [
    Endpoint("automation", "runs", runs),
    Endpoint("automation", "projects", projects),
    Endpoint("automation", "queue", queue),
  ]

  static func runs(_ query: Query) throws -> Answer {
    [
      "by_action": try query.list(
        """
        select action, count(*) as runs,
          cast(sum(case when status = 'failed' then 1 else 0 end) as bigint) as failed,
          max("timestamp") as latest
        from user_actions where action like 'automation.%' group by action order by action
        """)
    ]
  }

  static func projects(_ query: Query) throws -> Answer {
    [
      "by_status": try query.list(
        """
        select status, count(*) as count, max(updated_at) as latest_change from projects
        group by status order by status
        """),
      "recent": try query.list(
        """
        select name, user_id, status, created_at, updated_at from projects
        order by updated_at desc, id limit 6
        """),
    ]
  }

  static func queue(_ query: Query) throws -> Answer {
    try query.object(
      """
      select count(*) as waiting, count(distinct user_id) as users,
        count(distinct action) as actions, min("timestamp") as oldest
      from user_actions where status = 'pending'
      """)
  }
}
