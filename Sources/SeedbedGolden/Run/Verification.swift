package import SeedbedCore
package import SeedbedStore

/// Asks a service everything its golden files list, and judges the answers.
///
/// ```swift
/// let document = try GoldenDocument.read(folder: "golden")
/// let verification = Verification(document, environment: ["PORT": "8080"])
/// print(try await verification.run().line)
/// ```
///
/// With `reseed`, `store` and the `proof` of the document, the database goes through the states of
/// `VerifyState`: A is loaded before the first call, and the rows are restored at the end, also after a failure.
package struct Verification: Sendable {
  /// Brings the database into the state of a set of seeds.
  package typealias Reseed = @Sendable (_ set: String) async throws -> Void

  package let document: GoldenDocument
  let plan: VerifyPlan
  let environment: [String: String]
  let store: (any Store)?
  let databaseURL: String?
  let searchFolders: [String]
  let repeats: Int
  let concurrency: Int
  let answerTimeout: Duration?
  let extraServiceArguments: [String]
  let reseed: Reseed?
  let proofSeed: UInt64
  let failsFast: Bool
  let allowsEffects: Bool
  let clock: (@Sendable () -> Timestamp)?
  let holder: LockHolder?
  let progress: (@Sendable (VerifyProgress) -> Void)?
  /// nil where there are no seeds.
  package var seededKey: SeededKey?
  /// Where the service begins, and its paths start; nil for where this process is.
  package var serviceFolder: String?
  /// What `store` is a copy of; nil where the database itself is changed.
  package var copied: CopiedDatabase?

  ///
  /// `environment`: what `${NAME}` and `!env NAME` stand for, and the service's own environment.
  /// `store`: where `!where` looks; asked again after each reseed.
  /// `databaseURL`: what `${DATABASE_URL}` stands for.
  /// `searchFolders`: where the service's program is looked for before PATH.
  /// `filter`: words of which a call has to contain one; those it needs are asked too, and what is left out stays in
  /// the denominator.
  /// `repeats`: how often each operation is asked in state A, before and after a restart.
  /// `concurrency`: how many operations are asked at once.
  /// `answerTimeout`: how long one answer may take; nil for what the service definition says.
  /// `extraServiceArguments`: added to the end of the command.
  /// `reseed`: brings the database into the state of a set of seeds; nil where no data may be changed.
  /// `proofSeed`: what the values that a proof makes start from.
  /// `failsFast`: whether the first operation that is not equal to its golden ends the run.
  /// `allowsEffects`: whether calls that may change data are made also where data may not be changed, or the service
  /// is not started by the tool; what they change there stays.
  /// `clock`: the present, on which exclusions have to hold, and with which the lock is renewed.
  /// `holder`: who holds the lock of one runner while data is changed; nil to take none.
  /// `progress`: called in the order in which things happen.
  package init(
    _ document: GoldenDocument, environment: [String: String], store: (any Store)? = nil,
    databaseURL: String? = nil, searchFolders: [String] = [], filter: [String] = [],
    repeats: Int = 3, concurrency: Int = 4, answerTimeout: Duration? = nil,
    extraServiceArguments: [String] = [], reseed: Reseed? = nil,
    proofSeed: UInt64 = 1, failsFast: Bool = false, allowsEffects: Bool = false,
    clock: (@Sendable () -> Timestamp)? = nil,
    holder: LockHolder? = nil,
    progress: (@Sendable (VerifyProgress) -> Void)? = nil
  ) {
    self.document = document
    self.plan = VerifyPlan(document, filter: CallFilter(filter))
    self.environment = environment
    self.store = store
    self.databaseURL = databaseURL
    self.searchFolders = searchFolders
    self.repeats = max(1, repeats)
    self.concurrency = max(1, concurrency)
    self.answerTimeout = answerTimeout
    self.extraServiceArguments = extraServiceArguments
    self.reseed = reseed
    self.proofSeed = proofSeed
    self.failsFast = failsFast
    self.allowsEffects = allowsEffects
    self.clock = clock
    self.holder = holder
    self.progress = progress
  }

  /// The operations to ask.
  func selected() throws -> [Endpoint] {
    let endpoints = plan.selected
    guard !endpoints.isEmpty else {
      guard let some = document.endpoints.first else {
        throw Diagnostic(
          .verifiedNothing, "the golden files in '\(document.folder)' list no endpoint",
          help: "add endpoints: [{call: GET /path}]")
      }
      throw Diagnostic(
        .verifyFilter, "none of the \(document.endpoints.count) calls contains what was asked for",
        help: "name a part of a call, such as '\(some.title)'")
    }
    return endpoints
  }

  /// Why calls that may change data are not made; nil when they are.
  ///
  /// They are made where all they change is in a database that may be changed, by a service of this run.
  func refusalOfEffects(to service: ServiceSettings) -> String? {
    if allowsEffects { return nil }
    guard service.isStartedHere else {
      return "the service at \(service.baseURL) is not one that this command starts"
    }
    if reseed != nil { return nil }
    return store.map { "\($0.name) has no test mark" } ?? "there is no database to look at"
  }
}

extension Diagnostic.Code {
  /// A run that verified nothing.
  package static let verifiedNothing = Self("verify.nothing", .runFailed)
  /// A filter that chooses no call.
  package static let verifyFilter = Self("verify.filter", .usage)
}
