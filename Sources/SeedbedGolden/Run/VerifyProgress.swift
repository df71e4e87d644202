/// What a run is doing, for a person who waits.
public enum VerifyProgress: Sendable, Hashable {
  /// The database is being brought into the state of a set of seeds.
  case seeding(set: String)
  case starting(service: String)
  case asking(VerifyState, operations: Int)
  /// One operation has been asked as often as the state demands.
  case asked(Endpoint.Call, VerifyState)
}
