/// The candidate closest to a misspelt word, or nil where none is close enough to be meant.
package func closestMatch(
  to word: String, in candidates: some Sequence<String>
) -> String? {
  // Whole paragraphs are no slips of the pen, and the distance takes time by the square.
  guard word.utf8.count <= 200 else { return nil }
  let limit = max(1, word.count / 3)
  let wanted = Array(word.lowercased())
  var best: (candidate: String, distance: Int)?
  for candidate in candidates where candidate != word {
    let letters = Array(candidate.lowercased())
    guard abs(letters.count - wanted.count) <= limit else { continue }
    let distance = editDistance(wanted, letters)
    // A word with every letter replaced is another word.
    guard distance <= limit, distance < wanted.count else { continue }
    if let known = best, (known.distance, known.candidate) <= (distance, candidate) { continue }
    best = (candidate, distance)
  }
  return best?.candidate
}

/// The hint that goes with an unknown name, if there is one to give.
package func didYouMean(_ word: String, in candidates: some Sequence<String>) -> [String] {
  closestMatch(to: word, in: candidates).map { ["did you mean '\($0)'?"] } ?? []
}

/// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
  if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
  var older = [Int](repeating: 0, count: right.count + 1)
  var previous = Array(0...right.count)
  for row in 1...left.count {
    var current = [Int](repeating: row, count: right.count + 1)
    for column in 1...right.count {
      let cost = left[row - 1] == right[column - 1] ? 0 : 1
      var distance = min(
        previous[column] + 1, current[column - 1] + 1, previous[column - 1] + cost)
      let isSwap =
        row > 1 && column > 1 && left[row - 1] == right[column - 2]
        && left[row - 2] == right[column - 1]
      if isSwap { distance = min(distance, older[column - 2] + 1) }
      current[column] = distance
    }
    (older, previous) = (previous, current)
  }
  return previous[right.count]
}
