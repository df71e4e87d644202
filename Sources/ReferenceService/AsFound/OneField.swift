/// Real lists, with one field that nobody ever stored.
enum OneField {
  /// The users are drawn for each request.
  static func friction(_ query: Query) throws -> Answer {
    [
      "actions": try query.list(
        """
        select action, count(*) as stopped, max("timestamp") as latest
        from user_actions where status in ('failed', 'abandoned')
        group by action order by action
        """
      ).setting("users") { .integer(Int64.random(in: 1_000...9_999_999)) }
    ]
  }

  /// The bounces are always the same.
  static func deliverability(_ query: Query) throws -> Answer {
    [
      "campaigns": try query.list(
        """
        select name, recipients, unsubscribes from email_campaigns
        where status = 'sent' order by sent_at desc, id limit 6
        """
      ).setting("bounces") { 25 }
    ]
  }
}

extension Answer {
  /// The list with `key` set in each of its objects.
  fileprivate func setting(_ key: String, _ value: () -> Answer) -> Answer {
    guard case .list(let items) = self else { return self }
    return .list(
      items.map { item in
        guard case .object(var members) = item else { return item }
        members[key] = value()
        return .object(members)
      })
  }
}
