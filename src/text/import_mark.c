#include "text/import_mark.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/map.h"
#include "text/import_option.h"
#include "text/token.h"

#define NOTE_WORDS_MAX 8      /* of the name of a note: "[^note-1]" */
#define LINK_WORDS_MAX 250    /* of a link's name or address */
#define SIDES 4

static const struct str openers[SIDES] = { { "[", 1 }, { "［", 3 }, { "【", 3 }, { "〔", 3 } };
static const struct str closers[SIDES] = { { "]", 1 }, { "］", 3 }, { "】", 3 }, { "〕", 3 } };

/* What stands alone in a bracket for what is not known yet. */
static const struct str placeholders[] = {
	{ "х", 2 }, { "Х", 2 }, { "name", 4 }, { "date", 4 }, { "number", 6 }, { "place", 5 },
	{ "amount", 6 }, { "title", 5 }, { "month", 5 }, { "year", 4 }, { "venue", 5 },
	{ "tbd", 3 }, { "TBD", 3 }, { "tbc", 3 }, { "TBC", 3 }, { "название", 16 },
	{ "наименование", 24 }, { "имя", 6 }, { "дата", 8 }, { "число", 10 }, { "номер", 10 },
	{ "место", 10 }, { "год", 6 }, { "日期", 6 }, { "地点", 6 }, { "名称", 6 },
};
static const struct str placeholder_openings[] = {
	{ "Placeholder", 11 }, { "placeholder", 11 }, { "PLACEHOLDER", 11 },
};
static const struct str blanks[] = {
	{ ".", 1 }, { "…", 3 }, { "_", 1 }, { "-", 1 }, { "–", 3 }, { "—", 3 }, { "*", 1 },
};

struct find {
	const struct import_text *text;
	struct arena *arena;
	struct import_mark *marks;
	uint32_t count;
	uint32_t *open; /* marks of brackets that wait for their other end */
	uint32_t open_count, open_sides[SIDES];
	/* Of options: the last one of each style, or none. */
	uint32_t option_first[OPTION_STYLE__COUNT], option_ordinal[OPTION_STYLE__COUNT];
	struct import_tally *tally;
};

struct str import_mark_name(enum import_mark_kind k)
{
	static const struct str names[] = {
		[MARK_CONTESTED] = { "contested", 9 },
		[MARK_ALTERNATIVE] = { "alternative", 11 },
		[MARK_PLACEHOLDER] = { "placeholder", 11 },
		[MARK_EMPTY] = { "empty", 5 },
		[MARK_OPTION] = { "option", 6 },
		[MARK_UNOPENED] = { "unopened", 8 },
		[MARK_UNCLOSED] = { "unclosed", 8 },
	};
	cm_assert(k < IMPORT_MARK_KIND__COUNT);
	return names[k];
}

/* ---- words ------------------------------------------------------------------------------------- */

static struct str word_of(const struct find *f, uint32_t unit, uint32_t word)
{
	struct words w = f->text->units[unit].base;
	return word < w.count ? lexicon_word(f->text->words, w.at[word]) : STR_NONE;
}

static struct str core_of(const struct find *f, uint32_t unit, uint32_t word)
{
	return token_core(word_of(f, unit, word));
}

/* Does it follow the word before without white space? */
static bool is_glued(const struct find *f, uint32_t unit, uint32_t word)
{
	struct str w = word_of(f, unit, word);
	return w.n > 0 && token_core(w).n == w.n;
}

static bool is_listed(struct str s, const struct str *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(s, list[i]))
			return true;
	return false;
}

/* Which of the kinds of brackets it is; SIDES: none. Marks may stay with the bracket. */
static uint32_t side_of(struct str core, const struct str *list)
{
	uint32_t i = 0;
	while (i < SIDES && !str_starts(core, list[i]))
		i++;
	return i;
}

static uint32_t opener_side(const struct find *f, const struct import_mark *m)
{
	return side_of(core_of(f, m->at.unit, m->at.word), openers);
}

/* ---- links of Markdown, references to notes ----------------------------------------------------- */

/* The word that ends "[^1]", which begins at `at`; 0: it does not. */
static uint32_t note_end(const struct find *f, uint32_t unit, uint32_t at)
{
	if (!str_eq(core_of(f, unit, at), S("[")) || !is_glued(f, unit, at + 1) ||
	    !str_starts(core_of(f, unit, at + 1), S("^")))
		return 0;
	for (uint32_t i = at + 2; i < at + NOTE_WORDS_MAX && is_glued(f, unit, i); i++)
		if (str_eq(core_of(f, unit, i), S("]")))
			return i;
	return 0;
}

/* Are the words from..to the name of a link? */
static bool is_link_name(const struct find *f, uint32_t unit, uint32_t from, uint32_t to)
{
	struct words w = f->text->units[unit].base;
	struct buf b;
	if (f->text->links == NULL || from >= to || to - from > LINK_WORDS_MAX)
		return false;
	buf_init(&b, f->arena, UNIT_BYTES_MAX);
	words_text(f->text->words, &b, (struct words){ w.at + from, to - from });
	return !b.failed && map_get(f->text->links, buf_str(&b)) != MAP_NONE;
}

/* Does "(address)" follow, in one piece? */
static bool address_follows(const struct find *f, uint32_t unit, uint32_t at)
{
	bool is_address = false;
	if (f->text->links == NULL || !is_glued(f, unit, at) || !str_eq(core_of(f, unit, at), S("(")))
		return false;
	for (uint32_t i = at + 1; i < at + LINK_WORDS_MAX && is_glued(f, unit, i); i++) {
		struct str core = core_of(f, unit, i);
		if (str_eq(core, S(")")))
			return is_address;
		is_address = is_address || str_eq(core, S("/")) || str_eq(core, S("#")) ||
			     str_eq(core, S("@"));
	}
	return false;
}

/* The pair that has just been closed at `end` was no bracket but a link: it is forgotten. */
static bool link_drop(struct find *f, uint32_t mark, struct import_place end)
{
	const struct import_mark *m = &f->marks[mark], *before = mark > 0 ? m - 1 : m;
	bool is_name, is_text;
	if (mark + 1 != f->count || m->at.unit != end.unit)
		return false;
	is_name = is_link_name(f, end.unit, m->at.word + 1, end.word);
	is_text = address_follows(f, end.unit, end.word + 1);
	if (!is_name && !is_text)
		return false;
	f->count--;
	f->tally->links++;
	/* "[text][name]" */
	if (is_name && mark > 0 && before->kind == MARK_CONTESTED && before->end.unit == end.unit &&
	    before->end.word + 1 == m->at.word && is_glued(f, end.unit, m->at.word)) {
		f->count--;
		f->tally->links++;
	}
	return true;
}

/* ---- the walk ----------------------------------------------------------------------------------- */

static struct import_mark *mark_add(
    struct find *f, enum import_mark_kind kind, uint32_t unit, uint32_t word)
{
	struct import_mark *m = &f->marks[f->count];
	struct import_place at = { unit, word };
	*m = (struct import_mark){ kind, 0, f->count, at, at };
	f->count++;
	return m;
}

static void bracket_open(struct find *f, uint32_t unit, uint32_t word, uint32_t side)
{
	struct import_mark *m = mark_add(f, MARK_UNCLOSED, unit, word);
	f->open[f->open_count++] = f->count - 1;
	f->open_sides[side]++;
	m->depth = f->open_count;
}

/* Closes the newest bracket of its kind; those opened after it stay unclosed. */
static void bracket_close(struct find *f, uint32_t unit, uint32_t word, uint32_t side)
{
	struct import_place end = { unit, word };
	uint32_t last, mark;

	if (f->open_sides[side] == 0) {
		(void)mark_add(f, MARK_UNOPENED, unit, word);
		return;
	}
	do {
		mark = f->open[--f->open_count];
		last = opener_side(f, &f->marks[mark]);
		f->open_sides[last]--;
	} while (last != side);
	if (link_drop(f, mark, end))
		return;
	f->marks[mark].kind = MARK_CONTESTED;
	f->marks[mark].end = end;
}

static void option_add(struct find *f, uint32_t unit, uint32_t word, const struct option *o)
{
	struct import_mark *m = mark_add(f, MARK_OPTION, unit, word);
	bool goes_on = o->ordinal > 1 && f->option_ordinal[o->style] + 1 == o->ordinal;
	m->end.word = word + o->words - 1;
	if (goes_on)
		m->first = f->option_first[o->style];
	f->option_first[o->style] = m->first;
	f->option_ordinal[o->style] = o->ordinal;
}

static bool ends_options(enum unit_kind k)
{
	return k == UNIT_TITLE || k == UNIT_HEADING || k == UNIT_ANNEX;
}

static void unit_walk(struct find *f, uint32_t unit)
{
	const struct draft_unit *u = &f->text->units[unit];
	bool is_first = true;
	struct option o;

	if (ends_options(u->kind))
		memset(f->option_ordinal, 0, sizeof f->option_ordinal);
	for (uint32_t i = 0; i < u->base.count; i++) {
		struct str core = core_of(f, unit, i);
		uint32_t note = note_end(f, unit, i), opens = side_of(core, openers),
			 closes = side_of(core, closers);
		if (note > 0) {
			f->tally->links++;
			i = note;
		} else if (opens < SIDES) {
			bracket_open(f, unit, i, opens);
		} else if (closes < SIDES) {
			bracket_close(f, unit, i, closes);
		} else {
			if (option_at(f->text->words, u->base, i, is_first, &o))
				option_add(f, unit, i, &o);
			is_first = false;
		}
	}
}

/* ---- what they say ------------------------------------------------------------------------------ */

static bool is_pair(const struct import_mark *m)
{
	return m->kind <= MARK_EMPTY;
}

/* The mark at this place, or `count`. */
static uint32_t mark_at(const struct find *f, uint32_t unit, uint32_t word)
{
	uint32_t lo = 0, hi = f->count;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		struct import_place at = f->marks[mid].at;
		if (at.unit < unit || (at.unit == unit && at.word < word))
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo < f->count && f->marks[lo].at.unit == unit && f->marks[lo].at.word == word)
		return lo;
	return f->count;
}

/* A letter for what is not known, up to three times. */
static bool is_unknown(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != s.p[0] || i > 2)
			return false;
	return s.n > 0 && str_find(S("xXyYzZnN"), s.p[0], 0) < 8;
}

static enum import_mark_kind pair_kind(const struct find *f, const struct import_mark *m)
{
	uint32_t unit = m->at.unit, from = m->at.word + 1, to = m->end.word;
	struct str first = core_of(f, unit, from);
	uint32_t words;

	if (unit != m->end.unit)
		return MARK_CONTESTED;
	words = to - from;
	if (words == 1 || (words == 2 && str_eq(core_of(f, unit, from + 1), S("%"))))
		if (is_unknown(first) || is_listed(first, placeholders, CM_COUNT(placeholders)))
			return MARK_PLACEHOLDER;
	/* Han has a word a letter. */
	if (words == 2 && is_glued(f, unit, from + 1)) {
		for (size_t i = 0; i < CM_COUNT(placeholders); i++)
			if (placeholders[i].n == 6 && str_starts(placeholders[i], first) &&
			    str_ends(placeholders[i], core_of(f, unit, from + 1)) && first.n == 3)
				return MARK_PLACEHOLDER;
	}
	if (words > 0 && is_listed(first, placeholder_openings, CM_COUNT(placeholder_openings)))
		return MARK_PLACEHOLDER;
	while (from < to && is_listed(core_of(f, unit, from), blanks, CM_COUNT(blanks)))
		from++;
	return from == to ? MARK_EMPTY : MARK_CONTESTED;
}

/* Neighbours become one run, which begins with its first. */
static void pair_judge(struct find *f, uint32_t mark)
{
	struct import_mark *m = &f->marks[mark], *next;
	uint32_t after = mark_at(f, m->end.unit, m->end.word + 1);

	if (m->kind == MARK_CONTESTED)
		m->kind = pair_kind(f, m);
	if (after == f->count)
		return;
	next = &f->marks[after];
	if (!is_pair(next))
		return;
	next->first = m->first;
	f->tally->adjacent++;
	if (m->kind == MARK_CONTESTED)
		m->kind = MARK_ALTERNATIVE;
}

static void marks_judge(struct find *f)
{
	for (uint32_t i = 0; i < f->count; i++) {
		struct import_mark *m = &f->marks[i];
		if (is_pair(m)) {
			pair_judge(f, i);
			if (m->first != i && m->kind == MARK_CONTESTED)
				m->kind = MARK_ALTERNATIVE;
			f->tally->pairs++;
			f->tally->across += m->at.unit != m->end.unit;
		}
		if (m->depth > f->tally->depth_max)
			f->tally->depth_max = m->depth;
		f->tally->kinds[m->kind]++;
	}
}

/* No more marks than brackets and words that could be options; 0 would be no array. */
static uint32_t marks_bound(const struct import_text *text)
{
	uint64_t n = 1;
	for (uint32_t u = 0; u < text->units_count; u++) {
		struct words w = text->units[u].base;
		struct option o;
		for (uint32_t i = 0; i < w.count; i++) {
			struct str core = token_core(lexicon_word(text->words, w.at[i]));
			n += side_of(core, openers) < SIDES || side_of(core, closers) < SIDES ||
			     option_at(text->words, w, i, true, &o);
		}
	}
	return n > IMPORT_MARKS_MAX ? IMPORT_MARKS_MAX + 1 : (uint32_t)n;
}

enum rc import_marks_find(struct arena *a, const struct import_text *text, struct import_marks *out,
    struct import_tally *tally, struct err *err)
{
	struct find f = { .text = text, .arena = a, .tally = tally };
	uint32_t bound = marks_bound(text);

	if (bound > IMPORT_MARKS_MAX)
		return cm_fail(err, RC_LIMIT, "more than %d brackets", IMPORT_MARKS_MAX);
	f.marks = arena_array(a, struct import_mark, bound);
	f.open = arena_array(a, uint32_t, bound);
	memset(tally, 0, sizeof *tally);
	for (uint32_t u = 0; u < text->units_count; u++)
		unit_walk(&f, u);
	marks_judge(&f);
	*out = (struct import_marks){ f.marks, f.count };
	return RC_OK;
}
