/*
 * UTF-8, validated as Unicode 15 section 3.9 defines it: no overlong form, no surrogate, nothing
 * above U+10FFFF. Nothing here depends on a locale or a table that changes.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

/* Index of the first byte that cannot be part of valid UTF-8; s.n when all is valid. */
size_t utf8_invalid_at(struct str s);
/* Code point at s.p[at] of valid text; *n is its length in bytes. */
uint32_t utf8_get(struct str s, size_t at, size_t *n);
/* Number of code points of valid text. */
size_t utf8_count(struct str s);
/* May this code point stand in a string of an act (record-formats section 12)? LF and TAB may. */
bool utf8_allowed(uint32_t code_point);

#endif
