import Foundation
import SeedbedCore
import SeedbedGolden
import SeedbedSeeds
import SeedbedStore
import Synchronization

extension Workspace {
  func verify(_ options: VerifyOptions) async throws -> VerifyOutcome {
    let line = console.progress()
    defer { line.clear() }
    return try await withVerification(options, line: line) { try await $0.run() }
  }

  /// Runs `body` with a verification that exchanges rows only where the test mark allows it: those of a copy, where
  /// the service is started with its address and one is cheap.
  ///
  /// `action`: what needs a database that may be changed; nil for what goes without.
  func withVerification<Result>(
    _ options: VerifyOptions, changing action: String? = nil, line: ProgressLine? = nil,
    _ body: (Verification) async throws -> Result
  ) async throws -> Result {
    let document = try GoldenDocument.read(folder: project.golden)
    // A signal ends the command when the copy is gone.
    let interruption = Interruption.stores
    interruption?.begin()
    defer { interruption?.finish() }
    let database = try database(for: action, document, options)
    defer { database?.close() }
    return try await body(verification(of: database, document, options, line: line))
  }

  /// What a verification changes: a database, or a copy of it.
  private struct VerifiedDatabase {
    let store: any Store
    let url: String
    /// nil for a database itself.
    var copied: CopiedDatabase?
    let close: () -> Void
  }

  private func database(
    for action: String?, _ document: GoldenDocument, _ options: VerifyOptions
  ) throws -> VerifiedDatabase? {
    if let copy = try copy(for: document, options) { return copy }
    guard let store = try action == nil ? openIfAny(openStoreToVerify) : openStoreToVerify() else {
      return nil
    }
    do {
      if let action { try TestMark.require(for: action, on: store, confirmation: confirmation) }
      return VerifiedDatabase(store: store, url: absoluteDatabase) { try? store.close() }
    } catch {
      try? store.close()
      throw error
    }
  }

  /// A copy of the database; nil where its own rows are exchanged, or none may be.
  private func copy(
    for document: GoldenDocument, _ options: VerifyOptions
  ) throws -> VerifiedDatabase? {
    guard !options.inPlace, document.service.isStarted(with: "DATABASE_URL"),
      let store = try openIfAny(openToLook)
    else { return nil }
    let (mayCopy, isLeftChanged): (Bool, Bool)
    do {
      defer { try? store.close() }
      mayCopy = try mayChange(store)
      isLeftChanged = try self.isLeftChanged(store)
    }
    guard mayCopy else { return nil }
    if isLeftChanged { try openExisting().close() }
    do {
      // Nobody may be connected to a database on a server that is copied.
      let copy = try DatabaseCopy(of: url, shownAs: store.name)
      Interruption.stores?.add(copy.store)
      return VerifiedDatabase(
        store: copy.store, url: copy.url.target,
        copied: CopiedDatabase(url: absoluteDatabase, isChanged: copy.isOriginalChanged),
        close: copy.remove)
    } catch let refusal as CopyRefusal {
      console.say("the rows of \(store.name) are exchanged in place: \(refusal.reason)")
      return nil
    }
  }

  /// A verification that exchanges seeds only where the test mark allows it.
  private func verification(
    of database: VerifiedDatabase?, _ document: GoldenDocument, _ options: VerifyOptions,
    line: ProgressLine?
  ) throws -> Verification {
    let store = database?.store
    let mayReseed = try store.map(mayChange) ?? false
    if !mayReseed, let store {
      sayWithoutMark(store, document, allowsEffects: options.allowEffects)
    }
    let steps = VerifySteps(operations: document.endpoints.count)
    var settings = Verification.Settings(
      filter: CallFilter(options.filter), repeats: options.repeats, concurrency: options.parallel,
      failsFast: options.failFast, allowsEffects: options.allowEffects)
    settings.proofSeed = options.proofSeed
    settings.today = CalendarDate(Self.now)
    settings.databaseURL = database?.url
    settings.searchFolders = [Self.executableFolder]
    settings.serviceFolder = project.folder
    settings.serviceArguments = options.serviceArgument
    settings.seededKey = seededKey(store)
    settings.progress = { [work = Interruption.stores] progress in
      switch progress {
      case .begun: work?.begin()
      case .ended: work?.finish()
      case .asked: line?.show("verify", done: steps.next(), of: steps.total)
      case .seeding, .starting, .asking: break
      }
    }
    return Verification(
      document, environment: project.environment,
      data: verifiedData(database, mayReseed: mayReseed), settings: settings)
  }

  private func verifiedData(_ database: VerifiedDatabase?, mayReseed: Bool) -> VerifiedData {
    guard let database else { return .none }
    let store = database.store
    guard mayReseed else { return .fixed(store) }
    // The verification holds the lock of one runner from its start to its end.
    let data = ChangeableData(store, holder: holder, copied: database.copied) { name in
      let plan = try self.seedPlan(set: name, schema: store.read { try $0.schema() })
      _ = try SeedRun(on: store).load(plan, confirmation: self.confirmation)
    }
    return .changeable(data)
  }

  /// Reads a set of seeds when a label is first asked for.
  private func seededKey(_ store: (any Store)?) -> SeededKey {
    let plans = SeedPlans()
    return { set, collection, label in
      guard let store else { return nil }
      let plan = plans.plan(of: set) {
        try? self.seedPlan(set: set, schema: store.read { try $0.schema() })
      }
      return plan?.key(of: label, in: collection)
    }
  }

  /// What is left out, or stays changed, on a database without the test mark.
  private func sayWithoutMark(
    _ store: any Store, _ document: GoldenDocument, allowsEffects: Bool
  ) {
    let mark = "\(store.name) has no test mark"
    if allowsEffects, document.endpoints.contains(where: \.mayChangeData) {
      console.say("\(mark): what the calls change in it stays changed (--allow-effects)")
    } else if document.proof != nil {
      console.say("no proof: \(mark), so this command writes nothing to it")
    }
  }

  /// The service may start in another folder.
  private var absoluteDatabase: String {
    guard url.engine == .sqlite else { return url.target }
    return URL(filePath: url.target).standardizedFileURL.path(percentEncoded: false)
  }

  private static var executableFolder: String {
    let program = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    return program.resolvingSymlinksInPath().deletingLastPathComponent()
      .path(percentEncoded: false)
  }
}

/// The sets of seeds that were asked for, each read once.
private final class SeedPlans: Sendable {
  private let plans = Mutex<[String: SeedPlan?]>([:])

  func plan(of set: String, _ read: () -> SeedPlan?) -> SeedPlan? {
    plans.withLock { plans in
      if let known = plans[set] { return known }
      let plan = read()
      plans[set] = .some(plan)
      return plan
    }
  }
}
