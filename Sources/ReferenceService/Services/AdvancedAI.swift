/// What the language models were asked, and what that cost.
enum AdvancedAI {
  static let endpoints = [
    Endpoint("advanced_ai", "models", models),
    Endpoint("advanced_ai", "jobs", jobs),
    Endpoint("advanced_ai", "costs", costs),
  ]

  static func models(_ query: Query) throws -> Answer {
    [
      "models": try query.list(
        """
        select model, count(*) as requests, cast(sum(prompt_tokens) as bigint) as prompt_tokens,
          cast(sum(completion_tokens) as bigint) as completion_tokens,
          max(response_time) as slowest_response, max(created_at) as last_used
        from ai_usage group by model order by model
        """)
    ]
  }

  static func jobs(_ query: Query) throws -> Answer {
    [
      "by_status": try query.list(
        """
        select status, count(*) as count, cast(sum(tokens_used) as bigint) as tokens
        from ai_usage where job_id is not null group by status order by status
        """),
      "latest": try query.list(
        """
        select job_id, service_type, model, status, tokens_used, created_at from ai_usage
        where job_id is not null order by created_at desc, id limit 8
        """),
    ]
  }

  static func costs(_ query: Query) throws -> Answer {
    [
      "total": .decimal(try query.total(scale: 6, "select cost as amount from ai_usage")),
      "by_model": try query.totals(
        named: "model", scale: 6,
        "select model as name, cost as amount from ai_usage order by model, id"),
      "by_user": try query.totals(
        named: "user_id", scale: 6,
        "select user_id as name, cost as amount from ai_usage order by user_id, id"),
    ]
  }
}
