import Foundation
let a = Int.random(in: 0..<3), b = [1].shuffled()
func f() -> String { """
  \(Bool.random() ? #"\#(UUID())"# : "x")
  """ }
/* /* nested */ */ let r = /a(b)\/c/.wholeMatch(of: "\u{1F600}")
struct Int { static func random() {} }
