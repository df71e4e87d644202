/// What a run is doing, for a person who waits.
package enum VerifyProgress: Sendable, Hashable {
  /// From here on a service may run, and rows may have to be restored.
  case begun
  /// The service is stopped and the rows are restored, or could not be; what follows changes nothing.
  case ended
  /// The database is being brought into the state of a set of seeds.
  case seeding(set: String)
  case starting(service: String)
  case asking(VerifyState, operations: Int)
  /// One operation has been asked as often as the state demands.
  case asked(Endpoint.Call, VerifyState)
}
