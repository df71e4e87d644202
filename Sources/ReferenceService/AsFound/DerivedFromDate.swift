import SeedbedCore

/// Numbers that move a little each day, as if somebody came.
enum DerivedFromDate {
  static func cohorts(_ query: Query) -> Answer {
    let day = Timestamp.wallClock.seconds / 86_400
    let midnight = Timestamp(seconds: day * 86_400)
    return [
      "sessions": [
        "sessions": .integer(1_000 + day % 365 * 3),
        "users": .integer(400 + day % 365),
        "first": .text(midnight.adding(seconds: -90 * 86_400).description),
        "latest": .text(midnight.description),
      ],
      "joined": [
        "users": .integer(200 + day % 31),
        "first": .text(midnight.adding(seconds: -60 * 86_400).description),
        "latest": .text(midnight.adding(seconds: -86_400).description),
      ],
    ]
  }
}
