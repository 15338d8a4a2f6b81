import HubDiagnostics
import Testing

struct DidYouMeanTests {
  struct Guess: Sendable, CustomTestStringConvertible {
    let word: String
    let among: [String]
    let meant: String?
    var testDescription: String { "\(word) → \(meant ?? "nothing")" }
  }

  private static let keys = ["title", "date", "description", "slug", "tags", "image", "draft"]

  @Test(arguments: [
    Guess(word: "titel", among: keys, meant: "title"),
    Guess(word: "Title", among: keys, meant: "title"),
    Guess(word: "tag", among: keys, meant: "tags"),
    Guess(word: "desciption", among: keys, meant: "description"),
    Guess(word: "drfat", among: keys, meant: "draft"),
    Guess(word: "cover", among: keys, meant: nil),
    Guess(word: "", among: keys, meant: nil),
    Guess(word: "x", among: ["y"], meant: nil),
    Guess(word: "title", among: ["title"], meant: nil),
    Guess(word: "bat", among: ["cat", "bar"], meant: "bar"),
    Guess(
      word: "Europe/Bratislva", among: ["Europe/Bratislava", "Europe/Berlin"],
      meant: "Europe/Bratislava"),
    Guess(word: "čaj", among: ["caj"], meant: "caj"),
  ])
  func `the closest name is offered, none where all are far`(_ guess: Guess) {
    #expect(closestMatch(to: guess.word, in: guess.among) == guess.meant)
    #expect(
      didYouMean(guess.word, in: guess.among)
        == (guess.meant.map { ["did you mean '\($0)'?"] } ?? []))
  }

  @Test func `the guess does not depend on the order of the names`() {
    #expect(
      closestMatch(to: "bat", in: ["bar", "cat"]) == closestMatch(to: "bat", in: ["cat", "bar"]))
  }
}
