/*
 * What leads from a page to the signing origin, and what is shown there of keys. Pure. Nothing of an act is
 * kept on its way: it travels in forms.
 */
#ifndef VIEW_SIGN_PIECES_H
#define VIEW_SIGN_PIECES_H

#include "view/page.h"

/* An act that somebody may sign. `content` may hold words in capitals that are still to be filled in. */
struct sign_offer {
	struct str kind, by, with, content;
};
/* A button that brings it to the signing origin; nothing where there is none, or no content. */
void sign_offer_render(struct html *h, const struct site *s, const struct sign_offer *o);

/* A key's fingerprint as eight words of five letters, 128 bits of its SHA-256, for two people to compare by
 * voice: consonant and vowel in turn, each letter with one sound; in Russian the same sounds in Cyrillic. */
void key_words_put(struct buf *b, enum view_lang lang, struct str blob);

#endif
