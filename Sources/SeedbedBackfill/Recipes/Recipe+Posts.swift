/// Archives of social networks.
extension Recipe {
  static let mastodonOutbox = Recipe(
    "mastodon_outbox",
    """
    about: The outbox.json of a Mastodon archive; boosts of other people's posts are left out
    target: social_media_posts
    source: {format: json, pointer: /orderedItems}
    map:
      id:         {from: id}
      user_id:    {from: actor, mask: pseudonym, domain: mastodon}
      platform:   {value: mastodon}
      content:    {from: object.content, default: "", optional: true}
      status:     {from: type, words: {Create: published, Announce: draft}, other_words: reject}
      likes:      {from: object.likes.totalItems, default: 0, optional: true}
      shares:     {from: object.shares.totalItems, default: 0, optional: true}
      posted_at:  {from: published, format: iso8601}
      created_at: {from: published, format: iso8601}
    filter:
      - {name: no_boosts, drop_if: {status: draft}}
    """)

  static let twitterArchive = Recipe(
    "twitter_archive",
    """
    about: The tweets.js of a Twitter archive
    target: social_media_posts
    source: {format: js_assigned}
    map:
      id:         {from: tweet.id_str}
      user_id:    {value: owner}
      platform:   {value: twitter}
      content:    {from: tweet.full_text}
      status:     {value: published}
      likes:      {from: tweet.favorite_count, written_as: text, default: 0, optional: true}
      shares:     {from: tweet.retweet_count, written_as: text, default: 0, optional: true}
      posted_at:  {from: tweet.created_at, format: "%a %b %d %H:%M:%S %z %Y"}
      created_at: {from: tweet.created_at, format: "%a %b %d %H:%M:%S %z %Y"}
    """)
}
