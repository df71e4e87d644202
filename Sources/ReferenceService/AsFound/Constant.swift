/// Numbers somebody once typed.
enum Constant {
  static func throughput(_ query: Query) -> Answer {
    ["events": 1250, "activities": 340, "actions": 95, "tokens": 48_000]
  }

  static func drafts(_ query: Query) -> Answer {
    [
      "posts": [
        [
          "content": "Ten tips for a better week", "user_id": "editor",
          "created_at": "2025-06-01T09:00:00.000000Z",
        ],
        [
          "content": "Our year in numbers", "user_id": "editor",
          "created_at": "2025-05-20T09:00:00.000000Z",
        ],
        [
          "content": "Meet the team", "user_id": "editor",
          "created_at": "2025-05-02T09:00:00.000000Z",
        ],
      ],
      "campaigns": 12,
      "planned_projects": 7,
    ]
  }
}
