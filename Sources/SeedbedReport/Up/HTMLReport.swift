import Mustache
import SeedbedBackfill
import SeedbedCore
import SeedbedGolden
import SeedbedMigrations
import SeedbedSeeds
import SeedbedStore
import SeedbedStore

/// One run as a single HTML file that needs nothing else.
package struct HTMLReport {
  private let template: MustacheTemplate

  /// - Throws: when the built-in template cannot be read, which a test excludes.
  package init() throws {
    template = try MustacheTemplate(string: HTMLTemplate.text)
  }

  /// The page, without anything in it that is not seen; the same summary gives the same bytes.
  package func html(of summary: RunSummary) -> String {
    ShownText.lines(template.render(Page(of: summary)))
  }
}

/// What the template shows, as it shows it.
private struct Page {
  let database: String
  let startedAt: String
  let headline: Headline?
  let services: [ServiceRow]
  let hasBackfills: Bool
  let backfills: [BackfillRow]
  let readTotal: String
  let loadedTotal: String
  let rejectedTotal: String
  let seedSet: String
  let seeds: [CountRow]
  let seedTotal: String
  let migrations: [MigrationRow]
  let hasLoads: Bool
  let trend: String
  let hasTrend: Bool

  init(of summary: RunSummary) {
    database = summary.database
    startedAt = String(summary.startedAt.description.prefix(19)).replacing("T", with: " ") + " UTC"
    headline = summary.verification.map { Headline($0) }
    services = summary.verification.map { ServiceRow.rows(of: $0) } ?? []
    backfills = summary.backfills.map { BackfillRow($0) }
    hasBackfills = !backfills.isEmpty
    hasLoads =
      summary.seeds != nil || summary.migrations.alreadyApplied > 0
      || !summary.migrations.done.isEmpty
    let chart = TrendChart.svg(of: summary.history)
    trend = chart ?? ""
    hasTrend = chart != nil
    let totals = summary.backfills.reduce(BackfillCounts()) { $0 + $1.totals }
    readTotal = Numbers.grouped(totals.read)
    loadedTotal = Numbers.grouped(totals.loaded)
    rejectedTotal = Numbers.grouped(totals.rejected)
    seedSet = summary.seeds?.set ?? ""
    seeds = (summary.seeds?.loaded ?? []).map {
      CountRow(name: $0.collection, count: Numbers.grouped($0.count))
    }
    seedTotal = Numbers.grouped(summary.seeds?.count ?? 0)
    migrations =
      summary.migrations.done.map {
        MigrationRow(
          name: $0.id, words: "\($0.manner.rawValue), \(Numbers.counted($0.steps.count, "step"))")
      }
      + (summary.migrations.alreadyApplied > 0
        ? [
          MigrationRow(
            name: Numbers.counted(summary.migrations.alreadyApplied, "migration"),
            words: "applied before")
        ] : [])
  }
}

private struct Headline {
  let percentage: String
  let fraction: String
  let tone: String
  let line: String
  let responding: String
  let provedReal: String
  let provedPercentage: String
  let provedTone: String
  let provedWords: String
  let coverage: String
  let compared: String
  let remarks: [String]
  let hasRemarks: Bool
  let needs: [String]
  let hasNeeds: Bool
  let stale: [String]
  let hasStale: Bool
  let waiting: [String]
  let hasWaiting: Bool
  let cells: [Cell]
  let levels: [LevelRow]
  let untested: [String]
  let hasUntested: Bool
  let undocumented: [String]
  let hasUndocumented: Bool
  let excluded: [String]
  let hasExcluded: Bool

  init(_ outcome: VerifyOutcome) {
    percentage = outcome.operational.percentage
    fraction = "\(outcome.operational.count) of \(outcome.operational.of)"
    tone = outcome.failing.isEmpty ? "good" : "bad"
    line = outcome.line
    responding = outcome.responding.description
    provedReal = outcome.provedReal?.description ?? "not measured"
    provedPercentage = outcome.provedReal?.percentage ?? "none"
    provedTone = outcome.notProved == 0 && outcome.provedReal != nil ? "good" : "bad"
    provedWords =
      outcome.provedReal == nil
      ? "no proof was made"
      : outcome.doubt
        ?? (outcome.notProved == 0 ? "proved real" : "\(outcome.notProved) not proved")
    coverage = outcome.coverage.description
    compared = outcome.compared.description
    remarks = outcome.remarks
    hasRemarks = !remarks.isEmpty
    needs = outcome.failing.isEmpty ? [] : outcome.curlNeeds
    hasNeeds = !needs.isEmpty
    stale = outcome.unused.stale
    hasStale = !stale.isEmpty
    waiting = outcome.unused.waiting.map { "\($0).new" }
    hasWaiting = !waiting.isEmpty
    levels = Level.allCases.map { level in
      LevelRow(level, count: outcome.operations.count { $0.level == level }, of: outcome)
    }
    untested = outcome.untested.map(\.title)
    hasUntested = !untested.isEmpty
    undocumented = outcome.undocumented.map(\.title)
    hasUndocumented = !undocumented.isEmpty
    excluded = outcome.exclusions.map { "\($0.call) until \($0.until): \($0.reason)" }
    hasExcluded = !excluded.isEmpty
    cells = outcome.operations.map {
      Cell(tone: $0.isOperational ? "good" : "bad", title: $0.title)
    }
  }
}

private struct Cell {
  let tone: String
  let title: String
}

private struct LevelRow {
  let number: Int
  let name: String
  let count: Int
  let width: Int
  let tone: String

  init(_ level: Level, count: Int, of outcome: VerifyOutcome) {
    number = level.rawValue
    name = level.name
    self.count = count
    width = outcome.operations.isEmpty ? 0 : count * 100 / outcome.operations.count
    tone = level >= .stable ? "good" : "bad"
  }
}

private struct ServiceRow {
  let name: String
  let good: Int
  let of: Int
  let tone: String
  let operations: [OperationRow]

  /// Operations grouped by the folder they are described in: the file's name without its ending.
  static func rows(of outcome: VerifyOutcome) -> [ServiceRow] {
    var names: [String] = []
    var groups: [String: [OperationOutcome]] = [:]
    for operation in outcome.operations where operation.reasons != [.notInGolden] {
      let file = operation.location.file.split(separator: "/").last.map(String.init) ?? ""
      let name = file.hasSuffix(".yaml") ? String(file.dropLast(5)) : file
      if groups[name] == nil { names.append(name) }
      groups[name, default: []].append(operation)
    }
    return names.map { name in
      let operations = groups[name] ?? []
      let good = operations.count(where: \.isOperational)
      return ServiceRow(
        name: name.replacing("_", with: " "), good: good, of: operations.count,
        tone: good == operations.count ? "good" : "bad",
        operations: operations.map { OperationRow($0) })
    }
  }
}

private struct OperationRow {
  let method: String
  let path: String
  let tone: String
  let levelName: String
  let compared: String
  let dots: [Cell]
  let status: String
  let reasons: [String]
  let differences: [DifferenceRow]
  let hasDifferences: Bool
  let moreDifferences: String
  let hasReasons: Bool
  let milliseconds: String
  let leaves: [LeafRow]
  let hasLeaves: Bool
  let leafSummary: String
  let curl: String
  let hasCurl: Bool
  let cause: String
  let hasCause: Bool

  init(_ operation: OperationOutcome) {
    let words = operation.title.split(separator: " ", maxSplits: 1)
    method = words.first.map(String.init) ?? ""
    path = words.last.map(String.init) ?? ""
    tone = operation.isOperational ? "good" : "bad"
    levelName = operation.level.name
    let share = operation.compared
    compared = share.map { $0.count < $0.of ? "compared \($0)" : "" } ?? ""
    dots = (1...6).map {
      Cell(tone: $0 <= operation.level.rawValue ? "on" : "off", title: "level \($0)")
    }
    status = operation.status.map(String.init) ?? "–"
    reasons = operation.reasons.filter { $0.kind != .difference }.map(\.description)
    differences = operation.differences.prefix(6).map { DifferenceRow($0) }
    hasDifferences = !differences.isEmpty
    let left = operation.differences.count - differences.count
    moreDifferences = left > 0 ? "and \(left) more" : ""
    hasReasons = !operation.reasons.isEmpty
    curl = operation.request?.curl ?? ""
    hasCurl = operation.request != nil && hasReasons
    cause = operation.cause?.description ?? ""
    hasCause = operation.cause != nil
    milliseconds = operation.milliseconds.map { "\($0) ms" } ?? ""
    leaves = (operation.verdicts ?? []).map { LeafRow($0) }
    hasLeaves = !leaves.isEmpty
    let traced = (operation.verdicts ?? []).count(where: \.isTraced)
    leafSummary = "\(traced) of \(Numbers.counted(leaves.count, "leaf")) traced"
      .replacing("leafs", with: "leaves")
  }
}

private struct LeafRow {
  let leaf: String
  let tone: String
  let word: String
  let explanation: String

  init(_ verdict: LeafVerdict) {
    leaf = verdict.leaf
    tone = verdict.isUnproved ? "bad" : "good"
    word = verdict.word
    explanation = verdict.explanation
  }
}

private struct DifferenceRow {
  let path: String
  let place: String
  let expected: String
  let actual: String

  init(_ difference: Difference) {
    path = difference.path
    place = difference.location?.description ?? ""
    expected = difference.expectedText
    actual = difference.actualText
  }
}

private struct BackfillRow {
  let name: String
  let target: String
  let tone: String
  let read: String
  let loaded: String
  let present: String
  let filtered: String
  let rejected: String

  init(_ outcome: BackfillOutcome) {
    name = outcome.backfill
    target = outcome.target
    tone = outcome.isGood ? "good" : "bad"
    read = Numbers.grouped(outcome.totals.read)
    loaded = Numbers.grouped(outcome.totals.loaded)
    present = Numbers.grouped(outcome.totals.present)
    filtered = Numbers.grouped(outcome.totals.filtered)
    rejected = Numbers.grouped(outcome.totals.rejected)
  }
}

private struct CountRow {
  let name: String
  let count: String
}

private struct MigrationRow {
  let name: String
  let words: String
}
