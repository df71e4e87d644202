/// Whether a command runs where no person looks at it.
package enum ContinuousIntegration {
  /// Any value of `CI` counts that is not empty, `0` or `false`.
  package static func isOn(in environment: [String: String]) -> Bool {
    let value = (environment["CI"] ?? "").lowercased()
    return !["", "0", "false"].contains(value)
  }
}
