import SeedbedCore

/// How likely a value that has nothing to do with the data agrees with it by accident.
///
/// An arbitrary number of the size of `n` is `n` once in `n + 1` times; a time agrees once in 100,000
/// times, a text once in 1,000. The chance of a trace is the product over the states, whose data is made
/// independently, times how many candidates were tried; fewer than three different values prove nothing.
enum Coincidence {
  /// A trace with a greater chance is not accepted.
  static let limit = 1e-3

  /// The chance of an arbitrary value being this one.
  static func share(_ atom: Atom) -> Double {
    switch atom {
    case .null: 1
    case .number(let number): 1 / (Double(number.unscaled.magnitude) + 1)
    case .time: 1e-5
    case .text(let text): text.isEmpty ? 1 : 1e-3
    }
  }

  /// The chance that one of `tried` candidates gives a leaf by accident in every state that has it.
  ///
  /// `leavingOut`: a state whose data is nearly that of another.
  static func chance(of leaf: ScalarLeaf, leavingOut: Int?, tried: Int) -> Double {
    guard leaf.differentAtoms.count >= 3 else { return 1 }
    var chance = Double(max(1, tried))
    for (state, atom) in leaf.atoms.enumerated() where state != leavingOut {
      if let atom { chance *= share(atom) }
    }
    return chance
  }

  /// The chance that one of `tried` columns holds all these values by accident; each counts once.
  static func chance(ofDifferent atoms: some Sequence<Atom>, tried: Int) -> Double {
    Set(atoms).reduce(Double(max(1, tried))) { $0 * share($1) }
  }
}
