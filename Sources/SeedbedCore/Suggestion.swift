/// The nearest of the words a person may have meant.
package enum Suggestion {
  /// `"; did you mean 'email'?"`, or nothing when no candidate is near enough.
  package static func phrase(for word: String, among candidates: some Sequence<String>) -> String {
    nearest(to: word, among: candidates).map { "; did you mean '\($0)'?" } ?? ""
  }

  /// The candidate with the least edit distance, at most a third of the word's length (at least 2, and 1 for a
  /// word of four letters or fewer, of which nearly every other is two edits away).
  ///
  /// Ties go to the first in alphabetical order.
  package static func nearest(
    to word: String, among candidates: some Sequence<String>
  ) -> String? {
    let limit = word.count <= 4 ? 1 : max(2, word.count / 3)
    let lowercased = word.lowercased()
    return
      candidates
      .map { (name: $0, distance: distance(from: lowercased, to: $0.lowercased())) }
      .filter { $0.distance <= limit && $0.distance < max(word.count, $0.name.count) }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?
      .name
  }

  /// Optimal string alignment distance: insertions, deletions, substitutions, swaps of neighbours.
  static func distance(from first: String, to second: String) -> Int {
    let left = Array(first)
    let right = Array(second)
    var before = [Int](repeating: 0, count: right.count + 1)
    var previous = Array(0...right.count)
    for i in left.indices {
      var current = [i + 1]
      for j in right.indices {
        let substitution = previous[j] + (left[i] == right[j] ? 0 : 1)
        var best = min(substitution, previous[j + 1] + 1, current[j] + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          best = min(best, before[j - 1] + 1)
        }
        current.append(best)
      }
      before = previous
      previous = current
    }
    return previous[right.count]
  }
}
