#include "text/number.h"

#include "base/arena.h"

#define LABEL_BYTES_MAX 4096
#define DEPTH_MAX 5 /* deeper points are labelled as those of the fifth level */
#define LETTERS 26

enum sign_style { STYLE_FIGURES, STYLE_LETTERS, STYLE_ROMAN };
struct sign_form {
	enum sign_style style;
	char open[4], close[4];
};

static const struct str PROFILES[NUMBER_PROFILE__COUNT] = {
	[NUMBER_COMMITTEE] = { "committee", 9 },
	[NUMBER_MANUAL] = { "manual", 6 },
	[NUMBER_CICA] = { "cica", 4 },
	[NUMBER_UNFCCC] = { "unfccc", 6 },
};
static const struct sign_form PARAGRAPH = { STYLE_FIGURES, "", "." };
static const struct sign_form POINTS[] = {
	{ STYLE_FIGURES, "(", ")" }, /* only CICA begins here */
	{ STYLE_LETTERS, "(", ")" },
	{ STYLE_ROMAN, "(", ")" },
	{ STYLE_LETTERS, "", "." },
	{ STYLE_ROMAN, "", "." },
};

struct str number_profile_name(enum number_profile p)
{
	cm_assert(p < NUMBER_PROFILE__COUNT);
	return PROFILES[p];
}

static void roman_put(struct buf *b, uint32_t n)
{
	static const uint32_t values[] = { 1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1 };
	static const char signs[][4] = { "m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v",
		"iv", "i" };
	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
		for (; n >= values[i]; n -= values[i])
			buf_put(b, str_c(signs[i]));
}

/* a to z, aa to zz, aaa ... */
static void letters_put(struct buf *b, uint32_t n, char first)
{
	for (uint32_t i = 0; i <= (n - 1) / LETTERS; i++)
		buf_byte(b, (uint8_t)(first + (char)((n - 1) % LETTERS)));
}

static struct str label_make(struct arena *a, const struct sign_form *f, uint32_t n)
{
	struct buf b;
	buf_init(&b, a, LABEL_BYTES_MAX);
	buf_put(&b, str_c(f->open));
	/* Number 0 has no letter, and figures of thousands would fill a page in letters. */
	if (f->style == STYLE_FIGURES || n == 0 || n > 999)
		buf_dec(&b, n);
	else if (f->style == STYLE_LETTERS)
		letters_put(&b, n, 'a');
	else
		roman_put(&b, n);
	buf_put(&b, str_c(f->close));
	cm_assert(!b.failed);
	return buf_str(&b);
}

static uint32_t point_depth(const struct draft *d, uint32_t parent)
{
	uint32_t depth = 0;
	while (parent != DRAFT_NONE && d->units[parent].kind == UNIT_POINT && depth < DEPTH_MAX) {
		depth++;
		parent = d->units[parent].parent;
	}
	return depth;
}

struct row_form {
	enum number_profile profile;
	enum number_stage stage;
	enum unit_kind kind;
	uint32_t depth;
};

/* The n-th of its row; a row without numbers has empty labels. */
static struct str row_label(struct arena *a, const struct row_form *r, uint32_t n)
{
	struct sign_form f = PARAGRAPH;
	uint32_t depth;
	if (r->kind == UNIT_RECITAL) {
		if (r->stage == NUMBER_CLEAN ||
		    (r->profile != NUMBER_COMMITTEE && r->profile != NUMBER_UNFCCC))
			return S("");
		f = r->profile == NUMBER_COMMITTEE ? (struct sign_form){ STYLE_FIGURES, "PP", "" }
						   : (struct sign_form){ STYLE_FIGURES, "Pp", "" };
	} else if (r->kind == UNIT_PARAGRAPH) {
		if (r->stage == NUMBER_NEGOTIATED && r->profile == NUMBER_COMMITTEE)
			f = (struct sign_form){ STYLE_FIGURES, "OP", "" };
	} else {
		depth = r->depth + (r->profile == NUMBER_CICA ? 0 : 1);
		f = POINTS[depth < DEPTH_MAX ? depth : DEPTH_MAX - 1];
	}
	return label_make(a, &f, n);
}

static bool kind_is_numbered(enum unit_kind k)
{
	return k == UNIT_RECITAL || k == UNIT_PARAGRAPH || k == UNIT_POINT;
}

const struct str *number_all(
    struct arena *a, const struct draft *d, enum number_profile p, enum number_stage stage)
{
	struct str *labels = arena_array(a, struct str, (size_t)d->units_count + 1);
	uint32_t *points = arena_array(a, uint32_t, (size_t)d->units_count + 1);
	uint32_t counts[UNIT_KIND__COUNT] = { 0 };
	for (uint32_t i = 0; i < d->units_count; i++) {
		const struct draft_unit *u = &d->units[i];
		struct row_form r = { p, stage, u->kind, 0 };
		labels[i] = u->label;
		if (u->kind == UNIT_ANNEX || (u->kind == UNIT_HEADING && p == NUMBER_UNFCCC))
			counts[UNIT_PARAGRAPH] = 0;
		if (u->kind == UNIT_ANNEX)
			counts[UNIT_RECITAL] = 0;
		if (!kind_is_numbered(u->kind))
			continue;
		if (u->kind != UNIT_POINT) {
			labels[i] = row_label(a, &r, ++counts[u->kind]);
			continue;
		}
		r.depth = point_depth(d, u->parent);
		labels[i] = row_label(
		    a, &r, ++points[u->parent == DRAFT_NONE ? d->units_count : u->parent]);
	}
	return labels;
}

struct str number_latin(struct arena *a, uint32_t k)
{
	static const char names[][10] = { "bis", "ter", "quater", "quinquies", "sexies", "septies",
		"octies", "novies", "decies" };
	struct buf b;
	cm_assert(k >= 2);
	if (k - 2 < sizeof names / sizeof names[0])
		return str_c(names[k - 2]);
	buf_init(&b, a, LABEL_BYTES_MAX);
	buf_dec(&b, k);
	return buf_str(&b);
}

/* "2." and "bis" are "2 bis."; "(a)" and "bis" are "(a) bis"; with letters "2." is "2A.". */
static struct str label_join(struct arena *a, struct str label, struct str gap, struct str more)
{
	struct buf b;
	bool is_stopped = str_ends(label, S("."));
	buf_init(&b, a, LABEL_BYTES_MAX);
	buf_put(&b, str_sub(label, 0, label.n - is_stopped));
	buf_put(&b, gap);
	buf_put(&b, more);
	if (is_stopped)
		buf_byte(&b, '.');
	cm_assert(!b.failed);
	return buf_str(&b);
}

/* The k-th after a label, from 2. */
static struct str label_added(struct arena *a, enum number_profile p, struct str label, uint32_t k)
{
	struct buf b;
	if (p != NUMBER_MANUAL)
		return label_join(a, label, S(" "), number_latin(a, k));
	buf_init(&b, a, LABEL_BYTES_MAX);
	letters_put(&b, k - 1, 'A');
	return label_join(a, label, S(""), buf_str(&b));
}

struct str number_alternative(struct arena *a, enum number_profile p, struct str label, uint32_t k)
{
	struct buf b;
	cm_assert(k >= 1);
	buf_init(&b, a, LABEL_BYTES_MAX);
	switch (p) {
	case NUMBER_MANUAL:
		return label_join(a, label, S(" "), number_latin(a, k + 1));
	case NUMBER_UNFCCC:
		buf_put(&b, S("Option "));
		buf_dec(&b, (int64_t)k + 1);
		return buf_str(&b);
	case NUMBER_COMMITTEE:
	case NUMBER_CICA:
	case NUMBER_PROFILE__COUNT:
		break;
	}
	buf_put(&b, S("alt"));
	if (k > 1) {
		buf_byte(&b, ' ');
		buf_dec(&b, k);
	}
	return label_join(a, label, S(" "), buf_str(&b));
}

/* Units of one kind under one parent: their labels differ. */
struct row {
	const struct draft *draft;
	struct row_form form;
	uint32_t parent;
};

static bool row_holds(const struct row *r, uint32_t at)
{
	const struct draft_unit *u = &r->draft->units[at];
	return u->kind == r->form.kind && u->parent == r->parent;
}

static bool row_has(const struct row *r, struct str label)
{
	for (uint32_t i = 0; i < r->draft->units_count; i++)
		if (row_holds(r, i) && str_eq(r->draft->units[i].label, label))
			return true;
	return false;
}

struct str number_added(struct arena *a, const struct draft *d, enum number_profile p,
    enum unit_kind kind, uint32_t after)
{
	struct row r = { d, { p, NUMBER_NEGOTIATED, kind, 0 }, DRAFT_NONE };
	uint32_t before = DRAFT_NONE, next = DRAFT_NONE, n = 0;
	struct str label;
	cm_assert(after == DRAFT_NONE || after < d->units_count);
	if (!kind_is_numbered(kind))
		return S("");
	if (after != DRAFT_NONE)
		r.parent = d->units[after].kind == kind ? d->units[after].parent : after;
	r.form.depth = point_depth(d, r.parent);
	for (uint32_t i = 0; i < d->units_count; i++) {
		if (!row_holds(&r, i))
			continue;
		n++;
		if (after != DRAFT_NONE && i <= after)
			before = i;
		else if (next == DRAFT_NONE)
			next = i;
	}
	if (row_label(a, &r.form, 1).n == 0)
		return S("");
	if (next == DRAFT_NONE) {
		/* At the end: as many numbers are in use as there are units, or fewer. */
		for (n = 1; row_has(&r, row_label(a, &r.form, n));)
			n++;
		return row_label(a, &r.form, n);
	}
	label = row_label(a, &r.form, 0);
	if (before == DRAFT_NONE && !row_has(&r, label))
		return label;
	/* The number before it, whatever was added to that. */
	for (uint32_t i = 0; before != DRAFT_NONE && i <= n; i++) {
		struct str own = d->units[before].label, numbered = row_label(a, &r.form, i);
		struct str stem = str_sub(numbered, 0, numbered.n - str_ends(numbered, S(".")));
		bool is_end = own.n > stem.n && own.p[stem.n] >= '0' && own.p[stem.n] <= '9';
		if (str_starts(own, stem) && !is_end)
			label = numbered;
	}
	for (uint32_t k = 2;; k++) {
		struct str own = label_added(a, p, label, k);
		if (!row_has(&r, own))
			return own;
	}
}

static void reference_put(
    struct buf *b, const struct draft *d, const struct str *labels, uint32_t at)
{
	uint32_t chain[2 * DEPTH_MAX], count = 0;
	while (count < 2 * DEPTH_MAX && labels[at].n > 0) {
		chain[count++] = at;
		if (d->units[at].kind != UNIT_POINT || d->units[at].parent == DRAFT_NONE)
			break;
		at = d->units[at].parent;
	}
	for (uint32_t i = count; i-- > 0;) {
		struct str label = labels[chain[i]];
		buf_put(b, str_sub(label, 0, label.n - str_ends(label, S("."))));
		if (i > 0)
			buf_byte(b, ' ');
	}
}

uint32_t number_references(struct buf *b, struct str text, const struct draft *d,
    const struct str *labels)
{
	uint32_t unresolved = 0;
	while (text.n > 0) {
		size_t at = str_find_str(text, S("{#")), end = str_find(text, '}', at);
		struct str id = str_sub(text, at + 2, end);
		uint32_t unit = 0;
		buf_put(b, str_sub(text, 0, at));
		if (end == text.n) {
			buf_put(b, str_sub(text, at, text.n));
			break;
		}
		while (unit < d->units_count && !str_eq(d->units[unit].id, id))
			unit++;
		if (unit < d->units_count && labels[unit].n > 0) {
			reference_put(b, d, labels, unit);
		} else {
			unresolved++;
			buf_put(b, str_sub(text, at, end + 1));
		}
		text = str_sub(text, end + 1, text.n);
	}
	return unresolved;
}
