/// Posts, and how they were received.
enum SocialMedia {
  static let endpoints = [
    Endpoint("social_media", "posts", posts),
    Endpoint("social_media", "engagement", engagement),
    Endpoint("social_media", "platforms", platforms),
  ]

  static func posts(_ query: Query) throws -> Answer {
    [
      "published": .integer(
        try query.number("select count(*) from social_media_posts where status = 'published'")),
      "latest": try query.list(
        """
        select platform, user_id, content, likes, shares, comments, posted_at
        from social_media_posts where status = 'published'
        order by posted_at desc, id limit 6
        """),
    ]
  }

  static func engagement(_ query: Query) throws -> Answer {
    [
      "totals": try query.object(
        """
        select cast(coalesce(sum(likes), 0) as bigint) as likes,
          cast(coalesce(sum(shares), 0) as bigint) as shares,
          cast(coalesce(sum(comments), 0) as bigint) as comments
        from social_media_posts
        """),
      "by_platform": try query.list(
        """
        select platform, cast(sum(likes) as bigint) as likes, cast(sum(shares) as bigint) as shares,
          cast(sum(comments) as bigint) as comments
        from social_media_posts group by platform order by platform
        """),
    ]
  }

  static func platforms(_ query: Query) throws -> Answer {
    [
      "platforms": try query.list(
        """
        select platform, count(*) as posts, count(distinct user_id) as authors,
          max(likes) as most_likes
        from social_media_posts group by platform order by count(*) desc, platform
        """)
    ]
  }
}
