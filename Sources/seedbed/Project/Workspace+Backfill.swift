import ArgumentParser
import SeedbedBackfill
import SeedbedCore
import SeedbedStore

extension Workspace {
  /// What a backfill was to do, and what it did.
  typealias Loaded = (plan: BackfillPlan, outcome: BackfillOutcome)

  /// Runs backfills one after the other; all are checked before the first begins.
  func backfill(
    _ names: [String], into store: any Store, options: BackfillRun.Options
  ) throws -> [Loaded] {
    let line = console.progress()
    defer { line.clear() }
    return try asOnlyRunner(on: store) { lock in
      // Another runner may have had the indexes of a collection away until now.
      try load(backfillPlans(named: names, schema: store.read { try $0.schema() })) { plan in
        let run = BackfillRun(
          on: store, lock: lock, options: options, now: { Self.now }, progress: line.show(_:))
        return try run.load(plan)
      }
    }
  }

  /// Loads the files of backfills beside other workers.
  func work(
    on names: [String], into store: any Store, options: BackfillRun.Options
  ) throws -> [Loaded] {
    let plans = try backfillPlans(named: names, schema: store.read { try $0.schema() })
    let line = console.progress()
    defer { line.clear() }
    return try load(plans) { plan in
      let worker = BackfillWorker(
        on: store, as: holder, options: options, now: { Self.now }, progress: line.show(_:))
      return try worker.load(plan)
    }
  }

  /// Loads one plan after the other, until one fails.
  private func load(
    _ plans: [BackfillPlan], by load: (BackfillPlan) throws -> BackfillOutcome
  ) throws -> [Loaded] {
    var loaded: [Loaded] = []
    for (place, plan) in plans.enumerated() {
      let outcome = try refusing(plan, isFirst: place == 0) {
        try load(place == 0 ? plan : planned(again: plan))
      }
      loaded.append((plan, outcome))
      if outcome.failure != nil { break }
    }
    return loaded + plans.dropFirst(loaded.count).map { (plan: $0, outcome: .notBegun($0)) }
  }

  /// A refusal is the end of a backfill, and hides nothing of what those before it did.
  private func refusing(
    _ plan: BackfillPlan, isFirst: Bool, _ load: () throws -> BackfillOutcome
  ) throws -> BackfillOutcome {
    if isFirst { return try load() }
    do {
      return try load()
    } catch let problem as Diagnostic {
      return .refused(plan, problem)
    } catch let problems as Diagnostics {
      guard let problem = problems.items.first else { throw problems }
      return .refused(plan, problem)
    }
  }

  /// The backfills called `names`, or all, checked together.
  func backfillPlans(named names: [String], schema: Schema) throws -> [BackfillPlan] {
    var problems = Diagnostics()
    let plans = try BackfillFolder(at: project.history).named(names).compactMap { specification in
      problems.collect {
        try BackfillPlan(
          for: specification, schema: schema, environment: project.environment)
      }
    }
    try problems.throwIfAny()
    return BackfillPlan.ordered(plans)
  }

  /// The same backfill, when rows it asks for may have come since it was planned.
  func planned(again plan: BackfillPlan) throws -> BackfillPlan {
    guard plan.isQueried else { return plan }
    let specifications = try BackfillFolder(at: project.history)
      .named([plan.specification.name])
    return try specifications.first.map {
      try BackfillPlan(
        for: $0, schema: Schema([plan.schema]), environment: project.environment)
    } ?? plan
  }
}

extension ProgressLine {
  /// Shows how far a backfill is.
  func show(_ progress: BackfillRun.Progress) {
    show(
      progress.backfill, done: progress.bytes, of: progress.totalBytes, records: progress.records)
  }
}
