import SeedbedCore

/// Texts on their way out.
enum ContentCreation {
  static let endpoints = [
    Endpoint("content_creation", "drafts", drafts),
    Endpoint("content_creation", "generation", generation),
    Endpoint("content_creation", "calendar", calendar),
  ]

  static func drafts(_ query: Query) throws -> Answer {
    [
      "posts": try query.list(
        """
        select content, user_id, created_at from social_media_posts
        where status = 'draft' order by created_at desc, id limit 3
        """),
      "campaigns": .integer(
        try query.number("select count(*) from email_campaigns where status = 'draft'")),
      "planned_projects": .integer(
        try query.number("select count(*) from projects where status = 'planned'")),
    ]
  }

  static func generation(_ query: Query) throws -> Answer {
    [
      "drafts": try query.object(
        """
        select count(distinct model) as models, count(distinct user_id) as authors,
          cast(coalesce(sum(completion_tokens), 0) as bigint) as tokens,
          max(tokens_used) as longest
        from ai_usage where service_type = 'content_draft'
        """),
      "cost": .decimal(
        try query.total(
          scale: 6, "select cost as amount from ai_usage where service_type = 'content_draft'")),
    ]
  }

  static func calendar(_ query: Query) throws -> Answer {
    [
      "posts": try query.list(
        """
        select platform, content, posted_at from social_media_posts
        where posted_at > $1 order by posted_at, id
        """, .timestamp(query.now)),
      "campaigns": try query.list(
        """
        select name, subject, recipients, sent_at from email_campaigns
        where sent_at > $1 order by sent_at, id
        """, .timestamp(query.now)),
    ]
  }
}
