/// Numbers that look random and are the same in every run.
package struct SteadyNumbers {
  private var state: UInt64

  package init(seed: UInt64 = 42) {
    state = seed
  }

  /// The numbers of a source, others for nearly every source (FNV-1a).
  package init(of content: [UInt8]) {
    state = content.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }

  package mutating func next(upTo bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}
