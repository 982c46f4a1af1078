/*
 * What an act says for people, by language: titles and words, found by the shape of its members and not by
 * its kind. Codes, keys and commitments are no words. Pure.
 */
#ifndef PROJECT_WORDS_H
#define PROJECT_WORDS_H

#include "codec/content.h"

#define ACT_LANGS_MAX 64 /* more are left out: acts have at most LANGUAGES_MAX in one place */
struct said {
	struct str lang; /* empty: the act does not say which */
	struct str title, words;
};
struct act_words {
	uint32_t count;
	struct said at[ACT_LANGS_MAX]; /* by language tag, the empty one first */
};
/* The strings live in the arena or borrow from the act. */
void act_words_find(struct act_words *out, const struct act *act, struct arena *a);
/* In this language, or NULL. */
const struct said *act_words_in(const struct act_words *w, struct str lang);

#endif
