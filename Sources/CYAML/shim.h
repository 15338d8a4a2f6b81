#pragma once
#include <yaml.h>

// Swift copies a C union to read one of its members; these read in place.

static inline const unsigned char *cyaml_scalar_text(const yaml_event_t *event, size_t *length) {
  *length = event->data.scalar.length;
  return event->data.scalar.value;
}

static inline int cyaml_scalar_is_plain(const yaml_event_t *event) {
  return event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

// The anchor of a scalar, sequence or mapping, or the name that an alias refers to; else null.
static inline const char *cyaml_anchor(const yaml_event_t *event) {
  switch (event->type) {
    case YAML_SCALAR_EVENT: return (const char *)event->data.scalar.anchor;
    case YAML_SEQUENCE_START_EVENT: return (const char *)event->data.sequence_start.anchor;
    case YAML_MAPPING_START_EVENT: return (const char *)event->data.mapping_start.anchor;
    case YAML_ALIAS_EVENT: return (const char *)event->data.alias.anchor;
    default: return NULL;
  }
}

static inline const char *cyaml_tag(const yaml_event_t *event) {
  switch (event->type) {
    case YAML_SCALAR_EVENT: return (const char *)event->data.scalar.tag;
    case YAML_SEQUENCE_START_EVENT: return (const char *)event->data.sequence_start.tag;
    case YAML_MAPPING_START_EVENT: return (const char *)event->data.mapping_start.tag;
    default: return NULL;
  }
}
