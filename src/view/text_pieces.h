/*
 * How a text under negotiation looks: the words of a unit with the choices that are open in them, its
 * translations, and what proposals do with it as a whole. Brackets and names are characters, so that they are
 * printed, copied and searched; readers that speak skip them and are told the same in words, in the order of
 * reading, which TEXT_LINEAR shows to everybody. What somebody would delete is <del>, what somebody would put
 * in is <ins>; nothing is said by colour alone. Pure.
 */
#ifndef VIEW_TEXT_PIECES_H
#define VIEW_TEXT_PIECES_H

#include "text/draft.h"
#include "view/html.h"

#define TEXT_DEPTH_SHOWN 10       /* choices in each other that have elements; deeper ones are characters */
#define TEXT_WIDE_ALTERNATIVES 5  /* more, or two of which one has more words than these: a list of wholes */
#define TEXT_WIDE_WORDS 40

enum text_mode {
	TEXT_BRACKETS,
	TEXT_LINEAR, /* the brackets in words */
	TEXT_SKIP,   /* the base, as if there were none */
};

struct text_view {
	const struct draft *draft;
	struct arena *scratch;
	enum text_mode mode;
	struct str second; /* language of a second column; empty: none */
	struct str as;     /* code of a party: its reading; empty: everybody's brackets */
	bool has_numbers;  /* each word of the base is an element with its number, from 1: a desk */
	bool is_nameless;  /* nobody is named: a room that looks at words only */
	uint32_t outlined; /* the proposal whose choice is under discussion; 0: none */
	/* Which units a list has; NULL: all. */
	bool (*shows)(const void *ctx, uint32_t unit);
	/* A party's name. NULL: its code, or the short name that the draft gives it. */
	struct str (*party)(const void *ctx, struct str code);
	const void *ctx;
	/* Where a unit has its page; NULL: nowhere. */
	struct str (*unit_url)(const void *ctx, const struct draft_unit *u);
};

/* The words of a unit in the language of negotiation, without an element around them. */
void text_words_render(struct html *h, const struct text_view *v, const struct draft_unit *u);
/* All units in their order as a list, with what whole-unit proposals do between them. */
void text_units_render(struct html *h, const struct text_view *v);
/* One of them: its head, its languages, the changes of the whole of it. */
void text_unit_render(struct html *h, const struct text_view *v, uint32_t unit);
/* The same without its head; after it, as a list, what proposals put behind it. */
void text_unit_body_render(struct html *h, const struct text_view *v, uint32_t unit);
/* Items of a list: what proposals put behind a unit, or first (DRAFT_NONE): alternatives of it, new ones,
 * those that would move here. */
void text_behind_render(struct html *h, const struct text_view *v, uint32_t unit);
/* Its words as one party reads them; true when the party must say which of its alternatives it prefers. */
bool text_reading_render(struct html *h, const struct text_view *v, const struct draft_unit *u);
/* Two versions of a unit's words as one text: `edits` turn `base` into the other. */
void text_compare_render(struct html *h, const struct lexicon *l, struct words base, struct edits edits);
/* "OP3", or what kind of unit it is. */
struct str text_unit_label(const struct html *h, const struct draft_unit *u);
/* "Kazakhstan, Korea" of whoever makes or stands behind these proposals, each once. */
struct str text_parties(const struct html *h, const struct text_view *v, const uint32_t *ids,
    uint32_t count);
/* "KAZ, KOR" as brackets have them. */
void text_chip_render(struct html *h, const struct text_view *v, const uint32_t *ids, uint32_t count,
    bool is_deletion);
/* Open choices of a unit, those inside others too. */
uint32_t text_choices_count(const struct draft_unit *u);
/* Words of a unit by their numbers, as text, in the scratch arena. */
struct str text_words_of(const struct text_view *v, struct words w);
/* What only screen readers say, or, in TEXT_LINEAR, everybody reads. */
void text_said_render(struct html *h, const struct text_view *v, struct str said);

#endif
