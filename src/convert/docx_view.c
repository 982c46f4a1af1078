#include "base/arena.h"
#include "base/limits.h"
#include "convert/docx_priv.h"
#include "text/token.h"

/* ---- views ---- */

static void piece_put(
    const struct docx_reader *r, const struct body_paragraph *p, uint8_t dropped, struct buf *b)
{
	const char *text = r->body.text.p, *marks = r->body.marks.p;
	for (size_t i = p->from, end; i < p->to; i = end) {
		bool is_dropped = ((uint8_t)marks[i] & dropped) != 0;
		for (end = i + 1; end < p->to; end++)
			if ((((uint8_t)marks[end] & dropped) != 0) != is_dropped)
				break;
		if (!is_dropped)
			buf_bytes(b, text + i, end - i);
	}
}

/* Whose paragraph this is: that of the first text in it; without any, that of the last piece, whose end
 * is the one that stands. */
static void owner_find(const struct docx_reader *r, const struct view *v, struct view_paragraph *now,
    size_t before, uint32_t at)
{
	const struct body_paragraph *p = table_at(&r->body.paragraphs, at);
	bool has_text = v->text.n > before, is_first_text = has_text && before == now->from;
	bool is_empty = v->text.n == now->from;
	if (is_first_text || (is_empty && p->unit != DRAFT_NONE)) {
		now->unit = p->unit;
		now->owner = at;
	} else if (has_text && p->unit != DRAFT_NONE && now->unit != DRAFT_NONE) {
		now->is_joined = true;
	}
}

static void paragraph_close(struct view *v, struct view_paragraph *now)
{
	now->to = v->text.n;
	if (now->unit != DRAFT_NONE && v->places[now->unit] == PLACE_NONE)
		v->places[now->unit] = v->count;
	else
		now->unit = DRAFT_NONE;
	v->at[v->count++] = *now;
}

void docx_view_build(struct docx_reader *r, uint8_t dropped, struct view *out)
{
	uint32_t count = r->body.paragraphs.count;
	struct view v = { .count = 0 };
	struct view_paragraph now = { .owner = PLACE_NONE, .unit = DRAFT_NONE };
	bool is_open = false;
	buf_init(&v.text, r->arena, DOCX_PART_BYTES_MAX);
	v.at = arena_array(r->arena, struct view_paragraph, count + 1);
	v.places = arena_array(r->arena, uint32_t, r->draft->units_count + 1);
	for (uint32_t i = 0; i < r->draft->units_count; i++)
		v.places[i] = PLACE_NONE;
	for (uint32_t i = 0; i < count; i++) {
		const struct body_paragraph *p = table_at(&r->body.paragraphs, i);
		size_t before = v.text.n;
		if (!is_open)
			now = (struct view_paragraph){ i, i, PLACE_NONE, DRAFT_NONE, before, before, false };
		piece_put(r, p, dropped, &v.text);
		owner_find(r, &v, &now, before, i);
		now.last = i;
		is_open = (p->end & dropped) != 0;
		bool is_nothing = is_open && v.text.n == now.from;
		if (!is_open || (p->is_last && !is_nothing))
			paragraph_close(&v, &now);
		is_open = is_open && !p->is_last;
	}
	*out = v;
}

struct str docx_view_text(const struct view *v, const struct view_paragraph *p)
{
	return token_trim(str_sub(buf_str(&v->text), p->from, p->to));
}

#define LABEL_SLACK_BYTES 16

struct str docx_unlabel(struct str text, struct str label, bool *differs)
{
	size_t tab;
	*differs = false;
	if (label.n == 0)
		return text;
	if (str_starts(text, label) && text.n > label.n && text.p[label.n] == '\t')
		return token_trim(str_sub(text, label.n + 1, text.n));
	if (str_eq(text, label)) /* the tab before nothing was trimmed */
		return STR_NONE;
	*differs = true;
	tab = str_find(text, '\t', 0);
	if (tab < text.n && tab <= label.n + LABEL_SLACK_BYTES)
		return token_trim(str_sub(text, tab + 1, text.n));
	return text;
}

/* ---- units of paragraphs without bookmarks ---- */

#define CANDIDATES_MAX 256

struct matcher {
	struct docx_reader *r;
	bool *is_taken;   /* by unit */
	uint32_t *counts; /* by word */
	uint32_t *spent;
	uint32_t counts_max;
};

static struct str piece_of(struct docx_reader *r, const struct body_paragraph *p)
{
	struct buf b;
	buf_init(&b, r->arena, UNIT_BYTES_MAX);
	piece_put(r, p, BODY_INSERTED, &b);
	return token_trim(buf_str(&b));
}

static void unit_take(struct matcher *m, struct body_paragraph *p, uint32_t unit)
{
	p->unit = unit;
	m->is_taken[unit] = true;
}

static void match_equal(struct matcher *m)
{
	const struct draft *d = m->r->draft;
	struct map units;
	map_init(&units, m->r->arena, m->r->words->map.hash_key);
	for (uint32_t i = d->units_count; i-- > 0;)
		if (!m->is_taken[i] && d->units[i].texts[0].text.n > 0)
			map_put(&units, d->units[i].texts[0].text, i);
	for (uint32_t i = 0; i < m->r->body.paragraphs.count; i++) {
		struct body_paragraph *p = table_at(&m->r->body.paragraphs, i);
		struct str text;
		uint32_t unit;
		if (p->unit != DRAFT_NONE)
			continue;
		text = piece_of(m->r, p);
		unit = map_get(&units, text);
		if (unit == MAP_NONE)
			unit = map_get(&units, token_trim(str_sub(text, str_find(text, '\t', 0), text.n)));
		if (unit != MAP_NONE && !m->is_taken[unit])
			unit_take(m, p, unit);
	}
}

/* How many words a unit has in common with the paragraph that is counted, each as often as both have it. */
static uint32_t common_words(struct matcher *m, struct words w)
{
	uint32_t common = 0;
	for (uint32_t i = 0; i < w.count; i++)
		if (w.at[i] < m->counts_max && m->counts[w.at[i]] > 0) {
			m->counts[w.at[i]]--;
			m->spent[common++] = w.at[i];
		}
	for (uint32_t i = 0; i < common; i++)
		m->counts[m->spent[i]]++;
	return common;
}

static void match_best(
    struct matcher *m, struct body_paragraph *p, struct words w, uint32_t from, uint32_t to)
{
	uint32_t best = DRAFT_NONE, best_common = 0, tried = 0;
	for (uint32_t unit = from; unit < to && tried < CANDIDATES_MAX; unit++) {
		const struct draft_unit *u = &m->r->draft->units[unit];
		if (m->is_taken[unit] || u->base.count == 0)
			continue;
		tried++;
		uint32_t common = common_words(m, u->base);
		bool is_alike = (uint64_t)common * 10 >= ((uint64_t)w.count + u->base.count) * 3;
		bool is_better = common > best_common || (common == best_common && u->kind == p->kind);
		if (is_alike && is_better) {
			best = unit;
			best_common = common;
		}
	}
	if (best != DRAFT_NONE)
		unit_take(m, p, best);
}

/* Between the units of the paragraphs around it. */
static enum rc match_alike(struct matcher *m, struct body_paragraph *p, uint32_t from, uint32_t to,
    struct err *err)
{
	struct words w;
	struct str text = piece_of(m->r, p);
	enum rc rc;
	if (text.n == 0 || text.n >= UNIT_BYTES_MAX)
		return RC_OK;
	rc = words_cut(m->r->words, m->r->arena, text, &w, err);
	if (rc != RC_OK)
		return rc;
	for (uint32_t i = 0; i < w.count; i++)
		if (w.at[i] < m->counts_max)
			m->counts[w.at[i]]++;
	match_best(m, p, w, from, to);
	for (uint32_t i = 0; i < w.count; i++)
		if (w.at[i] < m->counts_max)
			m->counts[w.at[i]] = 0;
	return RC_OK;
}

static void matcher_init(struct matcher *m, struct docx_reader *r)
{
	uint32_t words_max = 0;
	*m = (struct matcher){ .r = r, .counts_max = r->words->words.count };
	m->is_taken = arena_array(r->arena, bool, r->draft->units_count + 1);
	m->counts = arena_array(r->arena, uint32_t, m->counts_max + 1);
	for (uint32_t i = 0; i < r->body.paragraphs.count; i++) {
		const struct body_paragraph *p = table_at(&r->body.paragraphs, i);
		if (p->unit != DRAFT_NONE)
			m->is_taken[p->unit] = true;
	}
	for (uint32_t i = 0; i < r->draft->units_count; i++)
		if (r->draft->units[i].base.count > words_max)
			words_max = r->draft->units[i].base.count;
	m->spent = arena_array(r->arena, uint32_t, words_max + 1);
}

enum rc docx_units_match(struct docx_reader *r, struct err *err)
{
	uint32_t count = r->body.paragraphs.count, units = r->draft->units_count, from = 0;
	uint32_t *next = arena_array(r->arena, uint32_t, count + 1);
	struct matcher m;
	matcher_init(&m, r);
	match_equal(&m);
	next[count] = units;
	for (uint32_t i = count; i-- > 0;) {
		const struct body_paragraph *p = table_at(&r->body.paragraphs, i);
		next[i] = p->unit != DRAFT_NONE ? p->unit : next[i + 1];
	}
	for (uint32_t i = 0; i < count; i++) {
		struct body_paragraph *p = table_at(&r->body.paragraphs, i);
		if (p->unit == DRAFT_NONE) {
			enum rc rc = match_alike(&m, p, from, next[i], err);
			if (rc != RC_OK)
				return rc;
		}
		if (p->unit != DRAFT_NONE)
			from = p->unit + 1;
	}
	return RC_OK;
}
