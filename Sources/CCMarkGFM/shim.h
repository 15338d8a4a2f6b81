#pragma once
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmark-gfm.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm-core-extensions.h>

// Debian installs the library's own headers too. They are what makes it possible to read a text
// without a copy for each node, and to look at the blocks before their inlines are parsed.
#include <cmark-gfm/node.h>
#include <cmark-gfm/parser.h>
#include <cmark-gfm/references.h>
#include <cmark-gfm/syntax_extension.h>

/// Every kind of node, those of the extensions too.
enum __attribute__((enum_extensibility(closed))) NodeKind {
  NodeKindDocument,
  NodeKindBlockQuote,
  NodeKindList,
  NodeKindItem,
  NodeKindCodeBlock,
  NodeKindHTMLBlock,
  NodeKindParagraph,
  NodeKindHeading,
  NodeKindThematicBreak,
  NodeKindFootnoteDefinition,
  NodeKindTable,
  NodeKindTableRow,
  NodeKindTableCell,
  NodeKindText,
  NodeKindSoftBreak,
  NodeKindLineBreak,
  NodeKindCode,
  NodeKindHTMLInline,
  NodeKindEmphasis,
  NodeKindStrong,
  NodeKindStrikethrough,
  NodeKindLink,
  NodeKindImage,
  NodeKindFootnoteReference,
  NodeKindOther,
};
typedef enum NodeKind NodeKind;

/// The kinds that the extensions made at run time are told apart by their names.
static inline NodeKind hubgen_extension_kind(cmark_node *node) {
  const char *name = cmark_node_get_type_string(node);
  if (strcmp(name, "table_cell") == 0) return NodeKindTableCell;
  if (strcmp(name, "table_row") == 0 || strcmp(name, "table_header") == 0)
    return NodeKindTableRow;
  if (strcmp(name, "strikethrough") == 0) return NodeKindStrikethrough;
  if (strcmp(name, "table") == 0) return NodeKindTable;
  return NodeKindOther;
}

static inline NodeKind hubgen_node_kind(cmark_node *node) {
  switch (node->type) {
  case CMARK_NODE_TEXT: return NodeKindText;
  case CMARK_NODE_SOFTBREAK: return NodeKindSoftBreak;
  case CMARK_NODE_PARAGRAPH: return NodeKindParagraph;
  case CMARK_NODE_DOCUMENT: return NodeKindDocument;
  case CMARK_NODE_BLOCK_QUOTE: return NodeKindBlockQuote;
  case CMARK_NODE_LIST: return NodeKindList;
  case CMARK_NODE_ITEM: return NodeKindItem;
  case CMARK_NODE_CODE_BLOCK: return NodeKindCodeBlock;
  case CMARK_NODE_HTML_BLOCK: return NodeKindHTMLBlock;
  case CMARK_NODE_HEADING: return NodeKindHeading;
  case CMARK_NODE_THEMATIC_BREAK: return NodeKindThematicBreak;
  case CMARK_NODE_FOOTNOTE_DEFINITION: return NodeKindFootnoteDefinition;
  case CMARK_NODE_LINEBREAK: return NodeKindLineBreak;
  case CMARK_NODE_CODE: return NodeKindCode;
  case CMARK_NODE_HTML_INLINE: return NodeKindHTMLInline;
  case CMARK_NODE_EMPH: return NodeKindEmphasis;
  case CMARK_NODE_STRONG: return NodeKindStrong;
  case CMARK_NODE_LINK: return NodeKindLink;
  case CMARK_NODE_IMAGE: return NodeKindImage;
  case CMARK_NODE_FOOTNOTE_REFERENCE: return NodeKindFootnoteReference;
  default: return hubgen_extension_kind(node);
  }
}

static inline cmark_chunk hubgen_literal(const cmark_node *node) { return node->as.literal; }
static inline cmark_chunk hubgen_code(const cmark_node *node) { return node->as.code.literal; }
static inline cmark_chunk hubgen_info(const cmark_node *node) { return node->as.code.info; }
static inline cmark_chunk hubgen_url(const cmark_node *node) { return node->as.link.url; }
static inline cmark_chunk hubgen_title(const cmark_node *node) { return node->as.link.title; }
static inline int hubgen_heading_level(const cmark_node *node) { return node->as.heading.level; }
static inline int hubgen_list_start(const cmark_node *node) { return node->as.list.start; }
static inline bool hubgen_list_is_tight(const cmark_node *node) { return node->as.list.tight; }
static inline bool hubgen_list_is_ordered(const cmark_node *node) {
  return node->as.list.list_type == CMARK_ORDERED_LIST;
}
static inline bool hubgen_item_is_checked(const cmark_node *node) { return node->as.list.checked; }
static inline int hubgen_footnote_references(const cmark_node *node) {
  return node->footnote.def_count;
}
static inline int hubgen_footnote_reference_index(const cmark_node *node) {
  return node->footnote.ref_ix;
}
static inline bool hubgen_is_block(const cmark_node *node) {
  return (node->type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK;
}

/// The longest address and title that one use of a reference definition copies.
static inline intptr_t hubgen_longest_reference(const cmark_parser *parser) {
  intptr_t longest = 0;
  if (!parser->refmap) return 0;
  for (cmark_map_entry *entry = parser->refmap->refs; entry; entry = entry->next) {
    const cmark_reference *reference = (const cmark_reference *)entry;
    intptr_t size = (intptr_t)reference->url.len + reference->title.len;
    if (size > longest) longest = size;
  }
  return longest;
}

/// Stands for `~` in the list of delimiters. No document contains it: it is refused before.
#define HUBGEN_TILDE 1

/// The library's own match for `~`, filed under a byte that no document contains.
///
/// While it parses, the library switches an extension's characters on in a table that all threads
/// share and then off again. Under this byte the switching changes nothing that a parse can see.
static inline cmark_node *hubgen_match_tilde(
    cmark_syntax_extension *self, cmark_parser *parser, cmark_node *parent,
    unsigned char character, cmark_inline_parser *inline_parser) {
  cmark_syntax_extension *original = (cmark_syntax_extension *)self->priv;
  cmark_node *node = original->match_inline(original, parser, parent, character, inline_parser);
  delimiter *last = cmark_inline_parser_get_last_delimiter(inline_parser);
  if (node && last && last->inl_text == node) last->delim_char = HUBGEN_TILDE;
  return node;
}

/// Strikethrough that many threads may use at once; `original` must outlive it.
static inline cmark_syntax_extension *hubgen_strikethrough_new(cmark_syntax_extension *original) {
  cmark_syntax_extension *extension = cmark_syntax_extension_new("hubgen-strikethrough");
  cmark_mem *memory = cmark_get_default_mem_allocator();
  cmark_syntax_extension_set_private(extension, original, NULL);
  cmark_syntax_extension_set_match_inline_func(extension, hubgen_match_tilde);
  cmark_syntax_extension_set_inline_from_delim_func(
      extension, original->insert_inline_from_delim);
  cmark_syntax_extension_set_get_type_string_func(extension, original->get_type_string_func);
  cmark_syntax_extension_set_can_contain_func(extension, original->can_contain_func);
  cmark_syntax_extension_set_html_render_func(extension, original->html_render_func);
  cmark_syntax_extension_set_special_inline_chars(
      extension, cmark_llist_append(memory, NULL, (void *)(uintptr_t)HUBGEN_TILDE));
  return extension;
}

/// Memory for one document, given back at once: cmark-gfm makes thousands of small pieces for each,
/// and a quarter of its time goes into malloc and free.
struct hubgen_arena {
  struct hubgen_arena *next;
  size_t used, size;
  unsigned char *last;
};

/// The arena of the document that this thread is parsing; the library passes no context along.
static inline struct hubgen_arena **hubgen_current_arena(void) {
  static _Thread_local struct hubgen_arena *current;
  return &current;
}

#define HUBGEN_ARENA_CHUNK (96 * 1024)
#define HUBGEN_ARENA_HEADER 16

static inline unsigned char *hubgen_arena_take(size_t size) {
  struct hubgen_arena *arena = *hubgen_current_arena();
  size_t needed = HUBGEN_ARENA_HEADER + ((size + 15) & ~(size_t)15);
  if (!arena || arena->size - arena->used < needed) {
    size_t room = needed > HUBGEN_ARENA_CHUNK ? needed : HUBGEN_ARENA_CHUNK;
    struct hubgen_arena *chunk = (struct hubgen_arena *)malloc(sizeof(*chunk) + room);
    if (!chunk) abort();
    chunk->next = arena;
    chunk->used = 0;
    chunk->size = room;
    *hubgen_current_arena() = arena = chunk;
  }
  unsigned char *piece = (unsigned char *)(arena + 1) + arena->used;
  arena->used += needed;
  *(size_t *)piece = size;
  arena->last = piece + HUBGEN_ARENA_HEADER;
  return arena->last;
}

static inline void *hubgen_arena_calloc(size_t count, size_t size) {
  if (size && count > SIZE_MAX / 2 / size) abort();
  return memset(hubgen_arena_take(count * size), 0, count * size);
}

static inline void *hubgen_arena_realloc(void *old, size_t size) {
  if (!old) return hubgen_arena_take(size);
  size_t *old_size = (size_t *)((unsigned char *)old - HUBGEN_ARENA_HEADER);
  if (size <= *old_size) return old;
  struct hubgen_arena *arena = *hubgen_current_arena();
  size_t more = ((size + 15) & ~(size_t)15) - ((*old_size + 15) & ~(size_t)15);
  if (arena->last == old && arena->size - arena->used >= more) {
    arena->used += more;
    *old_size = size;
    return old;
  }
  size_t count = *old_size;
  return memcpy(hubgen_arena_take(size), old, count);
}

static inline void hubgen_arena_free(void *piece) { (void)piece; }

/// A parser for one document whose tree lives until `hubgen_arena_end`, on the same thread.
static inline cmark_parser *hubgen_arena_parser_new(int options) {
  static cmark_mem memory = {hubgen_arena_calloc, hubgen_arena_realloc, hubgen_arena_free};
  return cmark_parser_new_with_mem(options, &memory);
}

/// Gives back everything that parsers of this thread made.
static inline void hubgen_arena_end(void) {
  struct hubgen_arena **current = hubgen_current_arena();
  while (*current) {
    struct hubgen_arena *chunk = *current;
    *current = chunk->next;
    free(chunk);
  }
}
