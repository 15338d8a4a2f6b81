// A small C face of toml++: a document as a flat list of events with places.
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
  CTOML_TABLE_START,
  CTOML_TABLE_END,
  CTOML_ARRAY_START,
  CTOML_ARRAY_END,
  // Comes before the value it names.
  CTOML_KEY,
  // Text.
  CTOML_STRING,
  // Numbers, booleans and dates, in YAML's spelling: decimal, true, .inf, 2026-11-20T09:00:00Z.
  CTOML_LITERAL,
  // The last event where the text is no TOML; its text says why.
  CTOML_ERROR,
} ctoml_kind;

typedef struct {
  ctoml_kind kind;
  // UTF-8, not terminated; lives as long as the document.
  const char *text;
  size_t length;
  // 1-based; columns in characters. 0 where the value has no place of its own.
  uint32_t line;
  uint32_t column;
  uint32_t end_line;
  uint32_t end_column;
} ctoml_event;

typedef struct ctoml_document ctoml_document;

// Never null; freed with ctoml_free. The bytes must be UTF-8 and may go after the call.
ctoml_document *ctoml_parse(const char *bytes, size_t length);
const ctoml_event *ctoml_events(const ctoml_document *document, size_t *count);
void ctoml_free(ctoml_document *document);

#ifdef __cplusplus
}
#endif
