import HubTemplates
import Testing

/// What filters do with a value that only rendering knows.
struct NullTests {
  @Test(arguments: [
    TemplateCase(
      "[{{ data.nope|title }}|{{ data.nope|truncate(3) }}|{{ data.nope|length }}]", "[||0]"),
    .init("{{ data.nope|default(-3)|abs }}", "3"),
    .init(
      "{{ data.nope|abs }}",
      """
      templates/main.html:1:4: error: filter 'abs' works on a number, not on null [template-rendering]
      note: put '| default(…)' before it, or test the value with '{% if … %}'
      """),
    .init(
      "{{ data.colour|abs }}",
      "templates/main.html:1:4: error: filter 'abs' works on a number, not on the string 'red & blue' [template-rendering]"
    ),
    .init(
      "{{ data|title }}",
      "templates/main.html:1:4: error: filter 'title' works on a text, not on a map [template-rendering]"
    ),
    .init(
      "{{ data.size|join }}",
      "templates/main.html:1:4: error: filter 'join' works on a list, a map or a text, not on the number 3 [template-rendering]"
    ),
    .init(
      "{{ data.deep.er|map('abs')|join }}",
      "templates/main.html:1:4: error: filter 'abs' works on a number, not on the string 'x' [template-rendering]"
    ),
  ])
  func `null counts as an empty text or list, and nothing else`(_ row: TemplateCase) {
    #expect(row.output() == row.expected)
  }
}
