import Testing

struct BehaviourTests {
  @Test(arguments: BehaviourTable.all)
  func `a template prints what Jinja2 prints`(_ row: TemplateCase) {
    #expect(row.output() == row.expected)
  }
}
