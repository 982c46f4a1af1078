/*
 * Sentences of the interface, in every language of it. The catalogues are po/en.po and po/ru.po;
 * tools/po2c.py compiles them into const tables at build time and refuses a message that is missing
 * in one of them. Messages hold {1}, {2} ...; {1g} asks for the genitive of a date. Pure.
 */
#ifndef VIEW_MESSAGES_H
#define VIEW_MESSAGES_H

#include "codec/content.h"
#include "view/site.h"

enum message {
#include "view/messages_enum.inc"
	MESSAGE__COUNT
};

/* What fills a place of a message. */
enum part_type { PART__END, PART_TEXT, PART_LINK, PART_CODE, PART_DATE, PART_MOMENT, PART_NUMBER };
struct part {
	enum part_type type;
	struct lang_text words; /* of text, links and code; lang empty: the surrounding one */
	struct str href;
	struct date date;
	moment at;
	int64_t number;
};
#define PARTS(...) ((const struct part[]){ __VA_ARGS__, { .type = PART__END } })

static inline struct part part_text(struct str text)
{
	return (struct part){ .type = PART_TEXT, .words = { STR_NONE, text } };
}
static inline struct part part_words(struct lang_text words)
{
	return (struct part){ .type = PART_TEXT, .words = words };
}
static inline struct part part_link(struct str href, struct lang_text words)
{
	return (struct part){ .type = PART_LINK, .words = words, .href = href };
}
static inline struct part part_code(struct str text)
{
	return (struct part){ .type = PART_CODE, .words = { STR_NONE, text } };
}
static inline struct part part_date(struct date date)
{
	return (struct part){ .type = PART_DATE, .date = date };
}
static inline struct part part_moment(moment at)
{
	return (struct part){ .type = PART_MOMENT, .at = at };
}
static inline struct part part_number(int64_t number)
{
	return (struct part){ .type = PART_NUMBER, .number = number };
}

/* The sentence as it stands in the catalogue, in the plural form of `count` (1 for others). */
struct str message_text(enum view_lang lang, enum message id, int64_t count);
/* The id it has in the catalogues: "front.title". */
struct str message_name(enum message id);
/* MESSAGE__COUNT when there is none: for codes that have a message, as "kind.comment". */
enum message message_of(struct str name);
/* Plural form by the rule of the language: en 0..1, ru 0..2. */
unsigned message_form(enum view_lang lang, int64_t count);
/* Appends the message with its parts as plain text. */
void message_put(struct buf *out, enum view_lang lang, enum message id, const struct part *parts);
/* The next piece of a message: literal text in *text, or a place: *place from 0, *is_genitive.
 * False at the end. */
bool message_next(struct str *rest, struct str *text, int *place, bool *is_genitive);

/* Dates and numbers as the language writes them: "28 April 2016", "май 2014 г.", "27 April 2016,
 * 10:03"; "1,234" and "1 234". */
void date_put_words(struct buf *out, enum view_lang lang, struct date d, bool is_genitive);
/* The two halves of a range, the first without what it shares with the second: "27" and "28 April
 * 2016". True when a bare dash joins them, false when spaces stand around it. */
bool range_first_put(struct buf *out, enum view_lang lang, struct date from, struct date until);
void range_last_put(struct buf *out, enum view_lang lang, struct date from, struct date until);
void moment_put_words(struct buf *out, enum view_lang lang, moment at);
/* To the millisecond. */
void instant_put_words(struct buf *out, enum view_lang lang, moment at);
/* An expiry: to the millisecond where it is not a whole second. */
void expiry_put_words(struct buf *out, enum view_lang lang, moment at);
void number_put_words(struct buf *out, enum view_lang lang, int64_t number);

/* "rtl" for languages written from right to left, else "ltr". */
struct str lang_direction(struct str tag);
/* A language's own name ("English", "русский"), or the tag where we know none. */
struct str lang_own_name(struct str tag);

#endif
