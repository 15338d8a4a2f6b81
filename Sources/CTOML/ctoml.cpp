#include "ctoml.h"

#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#define TOML_MAX_NESTED_VALUES 64
#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <deque>
#include <string>
#include <utility>
#include <vector>

struct ctoml_document {
  std::vector<ctoml_event> events;
  // A deque never moves its strings, so that events may point into them.
  std::deque<std::string> texts;

  void add(ctoml_kind kind, const toml::source_region &source) {
    events.push_back({kind, nullptr, 0, source.begin.line, source.begin.column,
                      source.end.line, source.end.column});
  }

  void add(ctoml_kind kind, std::string text, const toml::source_region &source) {
    texts.push_back(std::move(text));
    add(kind, source);
    events.back().text = texts.back().data();
    events.back().length = texts.back().size();
  }

  void visit(const toml::table &table) {
    add(CTOML_TABLE_START, table.source());
    std::vector<std::pair<const toml::key *, const toml::node *>> entries;
    entries.reserve(table.size());
    for (auto &&[key, value] : table) entries.emplace_back(&key, &value);
    // toml++ keeps keys in alphabetical order; readers want the order of the file.
    std::sort(entries.begin(), entries.end(), [](const auto &left, const auto &right) {
      const auto &a = left.first->source().begin, &b = right.first->source().begin;
      return std::pair(a.line, a.column) < std::pair(b.line, b.column);
    });
    for (const auto &[key, value] : entries) {
      add(CTOML_KEY, std::string(key->str()), key->source());
      visit(*value);
    }
    add(CTOML_TABLE_END, table.source());
  }

  void visit(const toml::array &array) {
    add(CTOML_ARRAY_START, array.source());
    for (const auto &element : array) visit(element);
    add(CTOML_ARRAY_END, array.source());
  }

  void visit(const toml::node &node) {
    if (const auto *table = node.as_table()) return visit(*table);
    if (const auto *array = node.as_array()) return visit(*array);
    if (const auto *text = node.as_string())
      return add(CTOML_STRING, text->get(), node.source());
    add(CTOML_LITERAL, literal(node), node.source());
  }

 private:
  template <typename... Values>
  static std::string format(const char *pattern, Values... values) {
    char buffer[64];
    const int length = std::snprintf(buffer, sizeof buffer, pattern, values...);
    return std::string(buffer, static_cast<size_t>(std::clamp(length, 0, 63)));
  }

  static std::string literal(const toml::node &node) {
    if (const auto *value = node.as_boolean()) return value->get() ? "true" : "false";
    if (const auto *value = node.as_integer()) return std::to_string(value->get());
    if (const auto *value = node.as_floating_point()) return literal(value->get());
    if (const auto *value = node.as_date()) return literal(value->get());
    if (const auto *value = node.as_time()) return literal(value->get());
    if (const auto *value = node.as_date_time()) return literal(value->get());
    return {};
  }

  static std::string literal(double value) {
    if (std::isnan(value)) return ".nan";
    if (std::isinf(value)) return value < 0 ? "-.inf" : ".inf";
    char buffer[64];
    const auto result = std::to_chars(buffer, buffer + sizeof buffer, value);
    std::string text(buffer, result.ptr);
    if (text.find_first_of(".e") == std::string::npos) text += ".0";
    return text;
  }

  static std::string literal(const toml::date &date) {
    return format("%04d-%02d-%02d", int(date.year), int(date.month), int(date.day));
  }

  static std::string literal(const toml::time &time) {
    auto text = format("%02d:%02d:%02d", int(time.hour), int(time.minute), int(time.second));
    return time.nanosecond ? text + format(".%09u", unsigned(time.nanosecond)) : text;
  }

  static std::string literal(const toml::date_time &moment) {
    auto text = literal(moment.date) + "T" + literal(moment.time);
    if (!moment.offset) return text;
    const int minutes = moment.offset->minutes;
    if (minutes == 0) return text + "Z";
    const int size = std::abs(minutes);
    return text + format("%c%02d:%02d", minutes < 0 ? '-' : '+', size / 60, size % 60);
  }
};

ctoml_document *ctoml_parse(const char *bytes, size_t length) {
  auto *document = new ctoml_document;
  auto result = toml::parse(std::string_view(bytes, length));
  if (result) {
    document->visit(result.table());
  } else {
    const auto &error = result.error();
    document->add(CTOML_ERROR, std::string(error.description()), error.source());
  }
  return document;
}

const ctoml_event *ctoml_events(const ctoml_document *document, size_t *count) {
  *count = document->events.size();
  return document->events.data();
}

void ctoml_free(ctoml_document *document) { delete document; }
