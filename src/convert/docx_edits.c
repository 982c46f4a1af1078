#include "convert/docx_edits.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "convert/docx_body.h"
#include "text/token.h"

/* ---- what Word changes by itself ---- */

struct habit {
	uint32_t from, to; /* code points */
	struct str plain;
};
static const struct habit HABITS[] = {
	{ 0xa0, 0xa0, { " ", 1 } },     /* no-break space */
	{ 0xab, 0xab, { "\"", 1 } },    /* guillemets, which Word makes of quotes in some languages */
	{ 0xad, 0xad, { "", 0 } },      /* soft hyphen */
	{ 0xbb, 0xbb, { "\"", 1 } },
	{ 0x2007, 0x2007, { " ", 1 } }, /* figure space */
	{ 0x200e, 0x200f, { "", 0 } },  /* marks of direction */
	{ 0x2010, 0x2014, { "-", 1 } }, /* hyphens and dashes */
	{ 0x2018, 0x201b, { "'", 1 } },
	{ 0x201c, 0x201f, { "\"", 1 } },
	{ 0x2026, 0x2026, { "...", 3 } },
	{ 0x202f, 0x202f, { " ", 1 } }, /* narrow no-break space */
};

void docx_plain_put(struct buf *b, struct str text)
{
	size_t n;
	bool is_after_space = false;
	for (size_t i = 0; i < text.n; i += n) {
		uint32_t c = utf8_get(text, i, &n);
		struct str plain = str_sub(text, i, i + n);
		for (size_t h = 0; c >= 0xa0 && h < CM_COUNT(HABITS); h++)
			if (c >= HABITS[h].from && c <= HABITS[h].to)
				plain = HABITS[h].plain;
		bool is_space = str_eq(plain, S(" "));
		if (!is_space || !is_after_space)
			buf_put(b, plain);
		is_after_space = is_space;
	}
}

static enum rc plain_words(
    struct edits_reader *r, struct words w, struct words *out, struct err *err)
{
	uint32_t *at = arena_array(r->arena, uint32_t, w.count + 1);
	struct buf b;
	buf_init(&b, r->arena, UNIT_BYTES_MAX * 3);
	for (uint32_t i = 0; i < w.count; i++) {
		buf_clear(&b);
		docx_plain_put(&b, lexicon_word(r->words, w.at[i]));
		enum rc rc = lexicon_put(&r->plain, buf_str(&b), &at[i], err);
		if (rc != RC_OK)
			return rc;
	}
	*out = (struct words){ at, w.count };
	return RC_OK;
}

/* ---- the same words again, in a range that was changed ---- */

#define PAIR_WORDS_MAX 64

struct range {
	struct words base, plain_base, changed, plain_changed;
};

/* Writes the changed words, each that only habits changed as the base has it. */
static uint32_t range_restore(const struct range *g, uint32_t *out)
{
	uint8_t longest[PAIR_WORDS_MAX + 1][PAIR_WORDS_MAX + 1] = { { 0 } };
	uint32_t n = g->plain_base.count, m = g->plain_changed.count, i = 0, j = 0, restored = 0;
	if (m > 0)
		memcpy(out, g->changed.at, m * sizeof(*out));
	if (n > PAIR_WORDS_MAX || m > PAIR_WORDS_MAX)
		return 0;
	for (uint32_t a = n; a-- > 0;)
		for (uint32_t b = m; b-- > 0;) {
			uint8_t right = longest[a][b + 1], down = longest[a + 1][b];
			longest[a][b] = g->plain_base.at[a] == g->plain_changed.at[b]
					    ? (uint8_t)(longest[a + 1][b + 1] + 1)
					    : right > down ? right : down;
		}
	while (i < n && j < m) {
		if (g->plain_base.at[i] == g->plain_changed.at[j]) {
			restored += g->base.at[i] != g->changed.at[j];
			out[j++] = g->base.at[i++];
		} else if (longest[i + 1][j] >= longest[i][j + 1]) {
			i++;
		} else {
			j++;
		}
	}
	return restored;
}

static struct words part_of(struct words w, uint32_t lo, uint32_t hi)
{
	return (struct words){ hi > lo ? w.at + lo : NULL, hi - lo };
}

/* Do both say the same but for habits, however the words were cut? */
static bool is_all_noise(struct edits_reader *r, struct words a, struct words b)
{
	struct buf raw, one, two;
	buf_init(&raw, r->arena, UNIT_BYTES_MAX * 2);
	buf_init(&one, r->arena, UNIT_BYTES_MAX * 6);
	buf_init(&two, r->arena, UNIT_BYTES_MAX * 6);
	words_piece(r->words, &raw, a);
	docx_plain_put(&one, buf_str(&raw));
	buf_clear(&raw);
	words_piece(r->words, &raw, b);
	docx_plain_put(&two, buf_str(&raw));
	return str_eq(buf_str(&one), buf_str(&two));
}

struct cleaner {
	uint32_t *out, count, noise;
};

static void equal_take(struct cleaner *c, struct words base, struct words changed)
{
	for (uint32_t i = 0; i < base.count; i++) {
		c->noise += base.at[i] != changed.at[i];
		c->out[c->count++] = base.at[i];
	}
}

/* The changed words with those of the base wherever only habits differ. */
static enum rc words_clean(struct edits_reader *r, struct words base, struct words changed,
    struct words *out, uint32_t *noise)
{
	struct words plain_base, plain_changed;
	struct err err;
	struct cleaner c = { 0 };
	uint32_t at = 0, from = 0; /* of the base, of the changed words */
	enum rc rc = plain_words(r, base, &plain_base, &err);
	if (rc == RC_OK)
		rc = plain_words(r, changed, &plain_changed, &err);
	if (rc != RC_OK)
		return rc;
	struct edits e = edits_between(r->arena, &r->plain, plain_base, plain_changed);
	c.out = arena_array(r->arena, uint32_t, (size_t)base.count + changed.count + 1);
	for (uint32_t i = 0; i < e.count; i++) {
		uint32_t lo = e.at[i].lo, hi = e.at[i].hi, to = from + lo - at + e.at[i].text.count;
		equal_take(&c, part_of(base, at, lo), part_of(changed, from, from + lo - at));
		from += lo - at;
		struct range g = { part_of(base, lo, hi), part_of(plain_base, lo, hi),
			part_of(changed, from, to), part_of(plain_changed, from, to) };
		if (is_all_noise(r, g.base, g.changed)) {
			c.noise++;
			for (uint32_t j = lo; j < hi; j++)
				c.out[c.count++] = base.at[j];
		} else {
			c.noise += range_restore(&g, c.out + c.count);
			c.count += g.changed.count;
		}
		at = hi;
		from = to;
	}
	equal_take(&c, part_of(base, at, base.count), part_of(changed, from, changed.count));
	*out = (struct words){ c.out, c.count };
	*noise += c.noise;
	return RC_OK;
}

/* ---- edits as they were tracked ---- */

struct spans {
	char *text;
	uint8_t *marks;
	size_t n;
};

/* The bytes of one mark from `at` on. */
static size_t span_end(const struct spans *s, size_t at)
{
	size_t end = at;
	while (end < s->n && s->marks[end] == s->marks[at])
		end++;
	return end;
}

/* What is put in or taken out at the very beginning has that space with it, each of both if it is
 * replaced; what is only put in before other words has not. */
static void spans_begin(struct spans *s)
{
	size_t end = 1, other = 0;
	if (s->n < 2 || s->marks[0] != 0 || s->marks[1] == 0)
		return;
	for (; end < s->n && s->marks[end] != 0; end++)
		if (other == 0 && s->marks[end] != s->marks[1])
			other = end;
	if (other == 0 && s->marks[1] == BODY_INSERTED && end < s->n)
		return;
	s->marks[0] = s->marks[1];
	if (other == 0)
		return;
	uint8_t mark = s->marks[other];
	memmove(s->text + other + 1, s->text + other, s->n - other);
	memmove(s->marks + other + 1, s->marks + other, s->n - other);
	s->text[other] = ' ';
	s->marks[other] = mark;
	s->n++;
}

/*
 * A space before the text, as words hold it; what was put in and taken out again is gone. Whoever
 * types before a word types the space after his own: it belongs to the word behind, as before.
 */
static struct spans spans_of(struct arena *a, const struct marked_text *t)
{
	struct spans s = { arena_alloc(a, t->text.n + 2, 1), arena_alloc(a, t->text.n + 2, 1), 1 };
	s.text[0] = ' ';
	s.marks[0] = 0;
	for (size_t i = 0; i < t->text.n; i++) {
		uint8_t mark = (uint8_t)t->marks.p[i];
		if (mark == (BODY_INSERTED | BODY_DELETED))
			continue;
		s.text[s.n] = t->text.p[i];
		s.marks[s.n++] = mark;
	}
	for (size_t at = 1, end; at < s.n; at = end) {
		end = span_end(&s, at);
		bool is_tail = s.marks[at] != 0 && s.text[end - 1] == ' ';
		if (is_tail && s.marks[at - 1] == 0 && s.text[at - 1] == ' ') {
			s.marks[at - 1] = s.marks[at];
			s.marks[end - 1] = 0;
			end--;
		}
	}
	spans_begin(&s);
	return s;
}

/* The number of base words that end before byte `at` of the base, if one ends there. */
static bool word_at(struct edits_reader *r, struct words base, size_t at, uint32_t *word, size_t *seen)
{
	while (*seen < at && *word < base.count)
		*seen += lexicon_word(r->words, base.at[(*word)++]).n;
	return *seen == at;
}

/* Edits from spans whose ends are ends of words; false where they are not. */
static bool spans_edits(struct edits_reader *r, struct words base, const struct spans *s, struct edits *out)
{
	struct edit *edits = arena_array(r->arena, struct edit, s->n + 1);
	uint32_t count = 0, word = 0;
	size_t at_base = 0, seen = 0, end;
	struct edits sent;
	struct err err;
	for (size_t at = 0; at < s->n; at = end) {
		end = span_end(s, at);
		struct edit *e = &edits[count];
		if (s->marks[at] == 0) {
			at_base += end - at;
			continue;
		}
		if (!word_at(r, base, at_base, &word, &seen))
			return false;
		e->lo = e->hi = word;
		if (s->marks[at] == BODY_DELETED) {
			at_base += end - at;
			if (!word_at(r, base, at_base, &word, &seen))
				return false;
			e->hi = word;
		} else {
			struct str piece = { s->text + at, end - at };
			if (words_cut_piece(r->words, r->arena, piece, &e->text, &err) != RC_OK)
				return false;
		}
		count++;
	}
	sent = (struct edits){ edits, count };
	return edits_normal(r->arena, base, sent, out, &err) == RC_OK;
}

/* The tracked edits, if they make the final text of the base, byte for byte. */
static bool edits_by_marks(
    struct edits_reader *r, struct words base, const struct marked_text *t, struct edits *out)
{
	struct spans s;
	struct edits e;
	struct buf b;
	if (t->text.n == 0)
		return false;
	s = spans_of(r->arena, t);
	if (!spans_edits(r, base, &s, &e))
		return false;
	buf_init(&b, r->arena, UNIT_BYTES_MAX * 2);
	words_text(r->words, &b, edits_apply(r->arena, base, e));
	if (b.failed || !str_eq(buf_str(&b), t->final))
		return false;
	*out = e;
	return true;
}

/* ---- both together ---- */

enum rc docx_edits_find(struct edits_reader *r, struct words base, const struct marked_text *t,
    struct edits_found *out, struct err *err)
{
	struct words original, final, clean;
	struct edits_found found = { .noise = 0 };
	enum rc rc = words_cut(r->words, r->arena, t->original, &original, err);
	if (rc == RC_OK)
		rc = words_cut(r->words, r->arena, t->final, &final, err);
	if (rc != RC_OK)
		return rc;
	bool is_base = words_eq(original, base);
	if (!is_base) {
		rc = words_clean(r, base, original, &clean, &found.noise);
		if (rc != RC_OK)
			return cm_fail(err, rc, "too many words");
		found.untracked = edits_between(r->arena, r->words, base, clean);
	}
	uint32_t noise = 0;
	rc = words_clean(r, base, final, &clean, &noise);
	if (rc != RC_OK)
		return cm_fail(err, rc, "too many words");
	found.noise = noise > found.noise ? noise : found.noise;
	if (is_base && noise == 0)
		found.by_marks = edits_by_marks(r, base, t, &found.edits);
	if (!found.by_marks)
		found.edits = edits_between(r->arena, r->words, base, clean);
	*out = found;
	return RC_OK;
}
