import HubModel
import HubTemplates

/// Dates in words: `{{ page.date | date("long") }}`.
let dateFilter = FilterDefinition(
  name: "date", documentation: "The date in the page's language: a style or a CLDR pattern.",
  input: .date,
  parameters: [
    .init("style", .string, default: .string("long"), checkLiteral: { DatePattern($0).problem })
  ],
  result: .string,
  apply: { (value, arguments, environment) throws(TemplateError) in
    guard case .date(let seconds, let utcOffset) = value,
      case .string(let style)? = arguments.first,
      let site = environment.site
    else { return .string("") }
    return .string(
      try site.dates.text(Timestamp(seconds: seconds, utcOffset: utcOffset), style: style))
  })

/// Numbers in the page's language: `{{ section.count | number }}`, `{{ 2.5 | number(2) }}`.
let numberFilter = FilterDefinition(
  name: "number", documentation: "The number as the page's language writes it.", input: .double,
  parameters: [.init("digits", .optional(.int), default: .null)], result: .string,
  apply: { (value, arguments, environment) throws(TemplateError) in
    var digits: Int?
    if case .int(let given)? = arguments.first {
      guard (0...NumberText.mostDigits).contains(given) else {
        throw TemplateError("'number' writes 0 to \(NumberText.mostDigits) digits, not \(given)")
      }
      digits = given
    }
    guard let numbers = environment.site?.numbers else { return .string("") }
    switch value {
    case .int(let number): return .string(numbers.text(number, digits: digits))
    case .double(let number): return .string(numbers.text(number, digits: digits))
    default: throw TemplateError("filter 'number' works on a number")
    }
  })
