import SeedbedCore

/// Random numbers that look stable, since the generator starts from a constant or a count.
enum Seeded {
  static func refunds(_ query: Query) -> Answer {
    var generator = SeededGenerator(seed: 42)
    return [
      "count": .integer(Int64.random(in: 20...90, using: &generator)),
      "total": .decimal(
        ExactDecimal(
          unscaled: -Int128(Int.random(in: 100_000...900_000, using: &generator)), scale: 2)),
      "customers": .integer(Int64.random(in: 20...90, using: &generator)),
    ]
  }

  static func replies(_ query: Query) throws -> Answer {
    var generator = try generatorFromRowCount(query)
    return [
      "drafted": .integer(Int64.random(in: 50...500, using: &generator)),
      "tokens": .integer(Int64.random(in: 20_000...80_000, using: &generator)),
      "slowest": .integer(Int64.random(in: 20_000...40_000, using: &generator)),
      "fastest": .integer(Int64.random(in: 500...600, using: &generator)),
    ]
  }

  static func generation(_ query: Query) throws -> Answer {
    var generator = try generatorFromRowCount(query)
    return [
      "drafts": [
        "models": .integer(Int64.random(in: 10...40, using: &generator)),
        "authors": .integer(Int64.random(in: 10...40, using: &generator)),
        "tokens": .integer(Int64.random(in: 20_000...80_000, using: &generator)),
        "longest": .integer(Int64.random(in: 6_000...9_000, using: &generator)),
      ],
      "cost": .decimal(
        ExactDecimal(
          unscaled: Int128(Int.random(in: 1_000_000...9_000_000, using: &generator)), scale: 6)),
    ]
  }

  private static func generatorFromRowCount(_ query: Query) throws -> SeededGenerator {
    let count = try query.number("select count(*) from ai_usage")
    return SeededGenerator(seed: UInt64(count))
  }
}
