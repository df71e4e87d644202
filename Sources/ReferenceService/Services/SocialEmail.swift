/// Posts and letters together.
enum SocialEmail {
  static let endpoints = [
    Endpoint("social_email", "reach", reach),
    Endpoint("social_email", "audience", audience),
    Endpoint("social_email", "schedule", schedule),
  ]

  static func reach(_ query: Query) throws -> Answer {
    [
      "opens": .integer(
        try query.number("select cast(coalesce(sum(opens), 0) as bigint) from email_campaigns")),
      "clicks": .integer(
        try query.number("select cast(coalesce(sum(clicks), 0) as bigint) from email_campaigns")),
      "likes": .integer(
        try query.number("select cast(coalesce(sum(likes), 0) as bigint) from social_media_posts")),
      "shares": .integer(
        try query.number("select cast(coalesce(sum(shares), 0) as bigint) from social_media_posts")
      ),
    ]
  }

  static func audience(_ query: Query) throws -> Answer {
    [
      "post_authors": try query.list(
        """
        select user_id, count(*) as posts, cast(sum(likes) as bigint) as likes
        from social_media_posts group by user_id order by user_id
        """),
      "letter_authors": try query.list(
        """
        select user_id, count(*) as letters, cast(sum(opens) as bigint) as opens
        from email_campaigns group by user_id order by user_id
        """),
    ]
  }

  static func schedule(_ query: Query) throws -> Answer {
    [
      "last_post": try query.value(
        "select max(posted_at) from social_media_posts where status = 'published'"),
      "next_post": try query.value(
        "select min(posted_at) from social_media_posts where status = 'scheduled'"),
      "last_letter": try query.value(
        "select max(sent_at) from email_campaigns where status = 'sent'"),
      "next_letter": try query.value(
        "select min(sent_at) from email_campaigns where status = 'scheduled'"),
    ]
  }
}
