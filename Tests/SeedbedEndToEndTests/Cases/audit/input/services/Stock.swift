struct Stock {
  func count() -> Int {
    // Int.random(in: 0..<9) in a comment
    Int.random(in: 0..<100)
  }
}
