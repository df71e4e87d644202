/// The engines there are drivers for.
package enum StoreEngine: String, Sendable, Hashable, CaseIterable {
  case sqlite
  case postgres
}
