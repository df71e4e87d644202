package import SeedbedCore
import SeedbedStore

/// Asks a service everything its golden files list, and judges the answers.
///
/// ```swift
/// let document = try GoldenDocument.read(folder: "golden")
/// let verification = Verification(document, environment: ["PORT": "8080"])
/// print(try await verification.run().line)
/// ```
///
/// Where its rows may be changed, the database goes through the states of `VerifyState`: set A of the document is
/// loaded before the first call, and the rows are restored at the end, also after a failure.
package struct Verification: Sendable {
  package let document: GoldenDocument
  /// What `${NAME}` and `!env NAME` stand for, and the service's own environment.
  let environment: [String: String]
  let data: VerifiedData
  let settings: Settings
  /// Which operations are called, and which are left out.
  let plan: VerifyPlan

  package init(
    _ document: GoldenDocument, environment: [String: String], data: VerifiedData = .none,
    settings: Settings = Settings()
  ) {
    self.document = document
    self.environment = environment
    self.data = data
    self.settings = settings
    plan = VerifyPlan(document, filter: settings.filter)
  }

  /// What a person may say of a run.
  package struct Settings: Sendable {
    /// The calls to ask; those they need are asked too, and what is left out stays in the denominator.
    package var filter: CallFilter
    /// How often each operation is asked in state A, before and after a restart.
    package var repeats: Int
    /// How many operations are asked at once.
    package var concurrency: Int
    /// What the values that a proof makes start from.
    package var proofSeed: UInt64 = 1
    /// Whether the first operation that is not equal to its golden ends the run.
    package var failsFast: Bool
    /// Whether calls that may change data are made also where data may not be changed, or the service is not
    /// started by the tool; what they change there stays.
    package var allowsEffects: Bool
    /// The day on which exclusions have to hold; nil to look at none.
    package var today: CalendarDate?
    /// What `${DATABASE_URL}` stands for.
    package var databaseURL: String?
    /// Where the service's program is looked for before PATH.
    package var searchFolders: [String] = []
    /// Where the service begins, and its paths start; nil for where this process is.
    package var serviceFolder: String?
    /// What is added to the end of the command that starts the service.
    package var serviceArguments: [String] = []
    /// nil where there are no seeds.
    package var seededKey: SeededKey?
    /// Called in the order in which things happen.
    package var progress: (@Sendable (VerifyProgress) -> Void)?

    package init(
      filter: CallFilter = CallFilter(), repeats: Int = 3, concurrency: Int = 4,
      failsFast: Bool = false, allowsEffects: Bool = false,
      progress: (@Sendable (VerifyProgress) -> Void)? = nil
    ) {
      self.filter = filter
      self.repeats = repeats
      self.concurrency = concurrency
      self.failsFast = failsFast
      self.allowsEffects = allowsEffects
      self.progress = progress
    }
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
    if settings.allowsEffects { return nil }
    guard service.isStartedHere else {
      return "the service at \(service.baseURL) is not one that this command starts"
    }
    switch data {
    case .none: return "there is no database to look at"
    case .fixed(let store): return "\(store.name) has no test mark"
    case .changeable: return nil
    }
  }
}

extension Diagnostic.Code {
  /// A run that verified nothing.
  package static let verifiedNothing = Self("verify.nothing", .runFailed)
  /// A filter that chooses no call.
  package static let verifyFilter = Self("verify.filter", .usage)
}
