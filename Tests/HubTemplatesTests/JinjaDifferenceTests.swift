import Testing

struct JinjaDifferenceTests {
  @Test(.enabled(if: JinjaReference.problem == nil, "python3 with Jinja2 3.1 is not installed"))
  func `every template of the table prints what Jinja2 prints here and now`() async throws {
    let outputs = try await JinjaReference.outputs(BehaviourTable.all)
    try #require(outputs.count == BehaviourTable.all.count)
    for (row, output) in zip(BehaviourTable.all, outputs) {
      #expect(row.expected == output, "\(row.template)")
    }
  }
}
