import Foundation
import HubModel
import HubTemplates

/// Dates in words: `{{ page.date | date("long") }}`.
let dateFilter = FilterDefinition(
  name: "date",
  documentation:
    "The date, or the text 2026-11-20, in the page's language: a style or a CLDR pattern.",
  input: .date,
  parameters: [
    .init("style", .string, default: .string("long"), checkLiteral: { DatePattern($0).problem })
  ],
  result: .string, checkLiteral: { problem(in: $0) },
  apply: { (value, arguments, environment) throws(TemplateError) in
    guard case .string(let style)? = arguments.first, let site = environment.site else {
      return .string("")
    }
    return .string(try site.dates.text(try moment(value, site), style: style))
  }
).ofDatesInTexts()

/// The moment that a date is, or that a text names; without an offset, in the site's time zone.
private func moment(
  _ value: TemplateValue, _ site: SiteEnvironment
) throws(TemplateError) -> Timestamp {
  if case .date(let seconds, let utcOffset) = value {
    return Timestamp(seconds: seconds, utcOffset: utcOffset)
  }
  let text = value.text ?? ""
  do throws(TimestampError) {
    return try Timestamp.parse(text, in: site.context.hub.config.site.timeZone)
  } catch {
    throw TemplateError(error.said(of: text), notes: [TimestampError.hint])
  }
}

/// Why a text that stands in a template is no date; nil where it is one.
private func problem(in text: String) -> String? {
  do throws(TimestampError) {
    _ = try Timestamp.parse(text, in: .gmt)
    return nil
  } catch { return "\(error.said(of: text)): \(TimestampError.hint)" }
}

extension TimestampError {
  /// What is wrong, always with the text itself, which may come from elsewhere.
  fileprivate func said(of text: String) -> String {
    switch self {
    case .notADate: message(for: text)
    case .impossible(let reason): "'\(text)' is no date: \(reason)"
    }
  }
}

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
