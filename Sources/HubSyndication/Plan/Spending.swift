import HubData
package import HubDiagnostics
package import HubModel

/// What posts take of an account's budget.
struct Spending: Hashable, Sendable {
  var posts = 1
  /// In thousandths of the currency.
  var cost: Int64 = 0

  static let none = Spending(posts: 0)

  static func + (left: Spending, right: Spending) -> Spending {
    Spending(posts: left.posts + right.posts, cost: left.cost + right.cost)
  }

  static func += (left: inout Spending, right: Spending) { left = left + right }
}

/// What a network charges for a post, in thousandths of its currency.
package struct PostPrice: Hashable, Sendable {
  package var withLink: Int64
  package var withoutLink: Int64

  package init(withLink: Int64, withoutLink: Int64) {
    self.withLink = withLink
    self.withoutLink = withoutLink
  }

  /// By the network's id; those that are not named charge nothing, or nobody knows what.
  package static let known: [String: PostPrice] = [
    // In US dollars, as X lists them since 2026.
    "x": PostPrice(withLink: 200, withoutLink: 15)
  ]
}

/// What is wrong with accounts' budgets: money that no post is known to take, or too little for
/// one.
package func budgetProblems(_ accounts: [AccountConfig]) -> [Diagnostic] {
  accounts.compactMap { account in
    guard let budget = account.pace.budget, let cost = budget.cost else { return nil }
    let place = SourceLocation(
      file: account.location.file, span: budget.place ?? account.location.span)
    let network = account.network.value
    let price = budget.each?.thousandths ?? PostPrice.known[network]?.withLink
    guard let price else {
      return .error(
        "unpriced-budget", "nobody knows what a post costs on \(network), so 'cost' bounds nothing",
        at: place,
        notes: [
          "add what one post costs, such as each: 0.015, or bound their number with posts: 100"
        ])
    }
    guard price > cost.thousandths else { return nil }
    return .error(
      "small-budget",
      "one post costs \(Money(thousandths: price).text) and the budget is \(cost.text): nothing would go out",
      at: place,
      notes: [
        "raise 'cost'"
          + (budget.each == nil
            ? ", or write what a post costs you as 'each'" : ", or lower 'each'")
      ])
  }
}
