import SeedbedCore

/// New numbers for each request.
enum RandomPerCall {
  static func engagement(_ query: Query) -> Answer {
    [
      "totals": reception(),
      "by_platform": .list(
        ["mastodon", "photoshare", "longform"].map { platform in
          .object([
            "platform": .text(platform),
            "likes": .integer(Int64.random(in: 1_000...9_999_999)),
            "shares": .integer(Int64.random(in: 1_000...9_999_999)),
            "comments": .integer(Int64.random(in: 1_000...9_999_999)),
          ])
        }),
    ]
  }

  static func runs(_ query: Query) -> Answer {
    [
      "by_action": .list(
        ["backup", "cleanup", "reindex"].map { action in
          .object([
            "action": .text(action),
            "runs": .integer(Int64.random(in: 1_000...9_999_999)),
            "failed": .integer(Int64.random(in: 1_000...9_999_999)),
            "latest": .text(
              query.now.adding(seconds: -Int64.random(in: 1_000...9_999_999)).description),
          ])
        })
    ]
  }

  private static func reception() -> Answer {
    [
      "likes": .integer(Int64.random(in: 1_000...9_999_999)),
      "shares": .integer(Int64.random(in: 1_000...9_999_999)),
      "comments": .integer(Int64.random(in: 1_000...9_999_999)),
    ]
  }
}
