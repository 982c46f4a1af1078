/* What Markdown puts inside a paragraph and is no word: emphasis and escapes. */
#ifndef TEXT_IMPORT_INLINE_H
#define TEXT_IMPORT_INLINE_H

#include "base/str.h"

struct arena;

/*
 * The text without the strokes of "\*" and the marks of "*emphasis*" and "__strength__" that belong
 * together; the others are words. In the arena.
 */
struct str inline_strip(struct arena *a, struct str text);

#endif
