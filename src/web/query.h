/*
 * Percent-encoded parts of an address as text: path segments and the query's parameters. What is not
 * valid UTF-8, holds a control character or stands twice is refused; the values of a form's body may have
 * lines and tabs. No effects but the arena.
 */
#ifndef WEB_QUERY_H
#define WEB_QUERY_H

#include "base/str.h"

struct arena;

#define QUERY_PAIRS_MAX 128 /* the fields of a form (FORM_FIELDS_MAX), and what goes with them */

struct query_param {
	struct str name, value;
};
struct query {
	uint32_t count;
	struct query_param at[QUERY_PAIRS_MAX];
};

/* "%41" is "A"; '+' is a blank where is_form. *out lives in the arena. */
CM_MUST_USE bool url_decode(struct str *out, struct arena *a, struct str text, bool is_form);
/* What stands after '?'. False: malformed, a name twice, or too many. */
CM_MUST_USE bool query_parse(struct query *out, struct arena *a, struct str text);
/* The same of a form's body: a line break, however it was written, is LF. */
CM_MUST_USE bool query_parse_form(struct query *out, struct arena *a, struct str text);
/* Lines and tabs as blanks: what a field of one line gets. Lives in the arena where it differs. */
struct str query_flat(struct arena *a, struct str value);
/* Empty when it is not there. */
struct str query_value(const struct query *q, struct str name);
bool query_has(const struct query *q, struct str name);
/* Decimal from 1 to max into *out, which is untouched when the parameter is absent or empty. False:
 * anything else. */
CM_MUST_USE bool query_number(const struct query *q, struct str name, uint64_t *out, uint64_t max);

#endif
