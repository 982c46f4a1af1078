#include "project/query.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "project/marks.h"

#define PREFIX_LETTERS_MIN 2 /* shorter beginnings are of half the dictionary */

struct query_term {
	struct str text;
	bool is_prefix, is_not, is_or; /* or: another way for the term before */
};
struct query_terms {
	uint32_t count;
	struct query_term at[SEARCH_TERMS_MAX];
};

static bool is_blank(uint32_t c)
{
	return c <= ' ' || c == 0x7f || c == 0xa0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200b) ||
	    c == 0x2028 || c == 0x2029;
}

/* What may be a letter or a figure: what is certainly none is left out. */
static bool is_letter(uint32_t c)
{
	if (c < 0x80)
		return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	return c > 0xbf && !(c >= 0x2000 && c <= 0x2bff) && !(c >= 0x3000 && c <= 0x303f) &&
	    !(c >= MARK_FIRST && c <= MARK_LAST);
}

/* A quotation mark of any sort. */
static bool is_quote(uint32_t c)
{
	return c == '"' || c == 0xab || c == 0xbb || (c >= 0x201c && c <= 0x201f);
}

static uint32_t letters_count(struct str s)
{
	uint32_t count = 0;
	size_t n;
	for (size_t at = 0; at < s.n; at += n)
		count += is_letter(utf8_get(s, at, &n));
	return count;
}

static uint32_t point_at(struct str s, size_t at, size_t *n)
{
	*n = 0;
	return at < s.n ? utf8_get(s, at, n) : 0;
}

/* Where what begins at `at` ends: at a quotation mark, or at a blank too. */
static size_t term_end(struct str s, size_t at, bool is_phrase)
{
	size_t n;
	for (; at < s.n; at += n) {
		uint32_t c = utf8_get(s, at, &n);
		if (is_quote(c) || (!is_phrase && is_blank(c)))
			break;
	}
	return at;
}

static bool is_or(struct str word)
{
	return str_eq(word, S("OR")) || str_eq(word, S("|")) || str_eq(word, S("ИЛИ"));
}

static bool is_and(struct str word)
{
	return str_eq(word, S("AND")) || str_eq(word, S("И"));
}

/* The next term; its text is empty at the end, and where there is no letter in it. */
static struct query_term term_next(struct str s, size_t *at)
{
	struct query_term t = { .text = STR_NONE };
	size_t n;
	uint32_t c = point_at(s, *at, &n);
	while (*at < s.n && is_blank(c)) {
		*at += n;
		c = point_at(s, *at, &n);
	}
	if (c == '-' && *at < s.n) {
		t.is_not = true;
		*at += n;
		c = point_at(s, *at, &n);
	}
	bool is_phrase = *at < s.n && is_quote(c);
	if (is_phrase)
		*at += n;
	size_t end = term_end(s, *at, is_phrase);
	t.text = str_sub(s, *at, end);
	(void)point_at(s, end, &n);
	*at = is_phrase ? end + n : end;
	if (is_phrase && *at < s.n && s.p[*at] == '*') {
		t.is_prefix = true;
		(*at)++;
	} else if (!is_phrase && str_ends(t.text, S("*"))) {
		t.is_prefix = true;
	}
	return t;
}

static enum query_fault terms_parse(struct query_terms *out, struct str s)
{
	bool is_joined = false;
	out->count = 0;
	if (s.n > SEARCH_TEXT_BYTES_MAX)
		return QUERY_TOO_LONG;
	if (utf8_invalid_at(s) != s.n)
		return QUERY_NO_TEXT;
	for (size_t at = 0; at < s.n;) {
		struct query_term t = term_next(s, &at);
		if (is_or(t.text) && out->count > 0) {
			is_joined = true;
			continue;
		}
		uint32_t letters = letters_count(t.text);
		if (letters == 0 || is_and(t.text))
			continue;
		if (out->count == SEARCH_TERMS_MAX)
			return QUERY_TOO_LONG;
		t.is_prefix = t.is_prefix && letters >= PREFIX_LETTERS_MIN;
		t.is_or = is_joined && !t.is_not && !out->at[out->count - 1].is_not;
		is_joined = false;
		out->at[out->count++] = t;
	}
	return QUERY_OK;
}

/* A string of the index's grammar: quotation marks are the only thing that could end it, and there is none
 * in a term. What could be a mark goes. */
static void term_put(struct buf *out, const struct query_term *t)
{
	size_t n;
	buf_byte(out, '"');
	for (size_t at = 0; at < t->text.n; at += n) {
		uint32_t c = utf8_get(t->text, at, &n);
		if (is_blank(c) || c == '*' || (c >= MARK_FIRST && c <= MARK_LAST))
			buf_byte(out, ' ');
		else
			buf_put(out, str_sub(t->text, at, at + n));
	}
	buf_byte(out, '"');
	if (t->is_prefix)
		buf_byte(out, '*');
}

/* "{title words} : (("a") AND ("b" OR "c"))"; *has_not: there are exclusions, of which nothing is written. */
static bool words_put(struct buf *out, const struct query_terms *terms, bool *has_not)
{
	bool is_first = true;
	*has_not = false;
	for (uint32_t i = 0; i < terms->count; i++) {
		const struct query_term *t = &terms->at[i];
		if (t->is_not) {
			*has_not = true;
			continue;
		}
		if (is_first)
			buf_put(out, S("{title words} : (("));
		else
			buf_put(out, t->is_or ? S(" OR ") : S(") AND ("));
		term_put(out, t);
		is_first = false;
	}
	if (!is_first)
		buf_put(out, S("))"));
	return !is_first;
}

static void nots_put(struct buf *out, const struct query_terms *terms)
{
	bool is_first = true;
	buf_put(out, S(" NOT ({title words} : ("));
	for (uint32_t i = 0; i < terms->count; i++) {
		if (!terms->at[i].is_not)
			continue;
		if (!is_first)
			buf_put(out, S(" OR "));
		term_put(out, &terms->at[i]);
		is_first = false;
	}
	buf_put(out, S("))"));
}

static void filter_begin(struct buf *out, bool *is_first)
{
	if (!*is_first)
		buf_put(out, S(" AND "));
	*is_first = false;
	buf_put(out, S("{marks} : ("));
}

static void days_put(struct buf *out, const struct search_query *q, bool *is_first)
{
	static const struct date first = { 1, 1, 1, -1 }, last = { 9999, 12, 31, -1 };
	int32_t from = date_first_day(date_known(q->from) ? q->from : first);
	int32_t until = date_last_day(date_known(q->until) ? q->until : last);
	if (!date_known(q->from) && !date_known(q->until))
		return;
	filter_begin(out, is_first);
	size_t before = out->n;
	marks_of_days(out, from, until, S("\""), S("\" OR "));
	cm_assert(out->failed || out->n > before);
	if (!out->failed)
		out->n -= sizeof " OR " - 1;
	buf_byte(out, ')');
}

static void filters_put(struct buf *out, const struct search_query *q, bool *is_first)
{
	const struct {
		char letter;
		struct str code;
	} filters[] = { { MARK_NOUN, q->noun }, { MARK_KIND, q->kind }, { MARK_PARTY, q->party },
		{ MARK_BODY, q->body }, { MARK_LANG, q->lang } };
	for (size_t i = 0; i < CM_COUNT(filters); i++) {
		if (filters[i].code.n == 0)
			continue;
		filter_begin(out, is_first);
		buf_byte(out, '"');
		mark_put(out, filters[i].letter, filters[i].code);
		buf_put(out, S("\")"));
	}
	days_put(out, q, is_first);
}

/* Codes come from addresses too: letters, figures and the four signs that marks know. */
static bool is_code(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		uint8_t c = (uint8_t)s.p[i];
		if (!(c < 0x80 && is_letter(c)) && c != '.' && c != '_' && c != '-' && c != '/')
			return false;
	}
	return s.n <= 2 * CODE_BYTES_MAX;
}

const char *query_fault_text(enum query_fault fault)
{
	static const char *const texts[] = {
		[QUERY_OK] = NULL,
		[QUERY_EMPTY] = "there is nothing to search for",
		[QUERY_TOO_LONG] = "the query is too long",
		[QUERY_NO_TEXT] = "the query is no text",
		[QUERY_ONLY_NOT] = "the query says only what must not be there",
		[QUERY_BAD_DATE] = "the last day is before the first",
	};
	return texts[fault];
}

enum query_fault query_expression(struct buf *out, const struct search_query *q, uint32_t *phrases)
{
	struct query_terms terms;
	bool has_not, is_first;
	enum query_fault fault = terms_parse(&terms, q->text);
	if (fault != QUERY_OK)
		return fault;
	if (!is_code(q->noun) || !is_code(q->kind) || !is_code(q->party) || !is_code(q->body) ||
	    !is_code(q->lang))
		return QUERY_NO_TEXT;
	if (date_known(q->from) && date_known(q->until) &&
	    date_first_day(q->from) > date_last_day(q->until))
		return QUERY_BAD_DATE;
	buf_byte(out, '(');
	is_first = !words_put(out, &terms, &has_not);
	*phrases = 0;
	for (uint32_t i = 0; i < terms.count; i++)
		*phrases += !terms.at[i].is_not;
	filters_put(out, q, &is_first);
	buf_byte(out, ')');
	if (is_first)
		return has_not ? QUERY_ONLY_NOT : QUERY_EMPTY;
	if (has_not)
		nots_put(out, &terms);
	return QUERY_OK;
}
