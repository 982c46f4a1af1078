/* What the reading process answers. */
#include "base/arena.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "text/errand_priv.h"

#define EDIT_PACKED_BYTES_MIN ((size_t)12)
#define RETURNED_PACKED_BYTES_MIN ((size_t)44)
#define NEW_PACKED_BYTES_MIN ((size_t)16)
#define COMMENT_PACKED_BYTES_MIN ((size_t)12)
#define TRANSLATION_PACKED_BYTES_MIN ((size_t)28)

/* Text that pages and acts can hold; everything that comes back is looked at so. */
static bool is_text(struct str s)
{
	if (utf8_invalid_at(s) < s.n)
		return false;
	for (size_t at = 0, n; at < s.n; at += n) {
		if (!utf8_allowed(utf8_get(s, at, &n)))
			return false;
	}
	return true;
}

static struct str unpack_text(struct unpack *u)
{
	struct str s = unpack_str(u);
	u->failed = u->failed || !is_text(s);
	return u->failed ? STR_NONE : s;
}

/* The status; what follows is of a file that could be read. */
static enum rc answer_open(struct unpack *u, struct str answer, struct err *err)
{
	*u = (struct unpack){ answer, false };
	uint32_t rc = unpack_below(u, RC_IO + 1);
	if (!u->failed && rc == RC_OK)
		return RC_OK;
	struct str said = unpack_text(u);
	if (u->failed || u->rest.n > 0)
		return cm_fail(err, RC_CORRUPT, "what was read of the file is malformed");
	return cm_fail(err, (enum rc)rc, "%.*s", STR_ARG(said));
}

static enum rc answer_close(const struct unpack *u, struct err *err)
{
	if (u->failed || u->rest.n > 0)
		return cm_fail(err, RC_CORRUPT, "what was read of the file is malformed");
	return RC_OK;
}

/* ---- a document that came back ---- */

static void edits_put(struct buf *out, const struct lexicon *l, struct edits edits)
{
	buf_u32be(out, edits.count);
	for (uint32_t i = 0; i < edits.count; i++) {
		struct buf words;
		buf_init(&words, out->arena, UNIT_BYTES_MAX);
		words_piece(l, &words, edits.at[i].text);
		buf_u32be(out, edits.at[i].lo);
		buf_u32be(out, edits.at[i].hi);
		buf_ssh(out, buf_str(&words));
		out->failed = out->failed || words.failed;
	}
}

static void unit_put(struct buf *out, const struct lexicon *l, const struct returned_unit *u)
{
	buf_u32be(out, u->state);
	edits_put(out, l, u->edits);
	edits_put(out, l, u->untracked);
	const bool flags[] = { u->is_untracked, u->by_bookmark, u->by_marks, u->is_formatted,
		u->label_differs, u->is_joined };
	for (size_t i = 0; i < CM_COUNT(flags); i++)
		buf_u32be(out, flags[i]);
	buf_u32be(out, u->noise);
	buf_u32be(out, u->after);
}

static void origin_put(struct buf *out, const struct returned_origin *o)
{
	const bool flags[] = { o->is_stated, o->same_document, o->same_revision, o->same_lang,
		o->same_base };
	for (size_t i = 0; i < CM_COUNT(flags); i++)
		buf_u32be(out, flags[i]);
	buf_ssh(out, o->document);
	buf_ssh(out, o->revision);
}

void errand_returned_put(struct buf *out, const struct draft *d, const struct returned *r)
{
	buf_u32be(out, RC_OK);
	origin_put(out, &r->origin);
	for (uint32_t i = 0; i < d->units_count; i++)
		unit_put(out, d->words, &r->units[i]);
	buf_u32be(out, r->added_count);
	for (uint32_t i = 0; i < r->added_count; i++) {
		buf_u32be(out, r->added[i].after);
		buf_u32be(out, r->added[i].kind);
		buf_ssh(out, r->added[i].text);
		buf_u32be(out, r->added[i].is_tracked);
	}
	buf_u32be(out, r->comments_count);
	for (uint32_t i = 0; i < r->comments_count; i++) {
		buf_u32be(out, r->comments[i].unit);
		buf_ssh(out, r->comments[i].text);
		buf_ssh(out, r->comments[i].said_by);
	}
	buf_u32be(out, r->objects);
	buf_u32be(out, r->unfit);
	buf_u32be(out, r->has_macros);
}

struct returned_reader {
	struct unpack u;
	struct arena *arena;
	const struct errand_asked *of;
};

/* Of the unit's base, in normal form, each changing something. */
static struct edits edits_unpack(struct returned_reader *r, struct words base)
{
	uint32_t count = unpack_count(&r->u, EDIT_PACKED_BYTES_MIN);
	struct edit *at = arena_array(r->arena, struct edit, count);
	struct edits normal = { NULL, 0 };
	for (uint32_t i = 0; i < count && !r->u.failed; i++) {
		at[i].lo = unpack_u32(&r->u);
		at[i].hi = unpack_u32(&r->u);
		struct str words = unpack_text(&r->u);
		if (words_cut_piece(r->of->words, r->arena, words, &at[i].text, NULL) != RC_OK)
			r->u.failed = true;
	}
	if (r->u.failed ||
	    edits_normal(r->arena, base, (struct edits){ at, count }, &normal, NULL) != RC_OK ||
	    normal.count != count)
		r->u.failed = true;
	return r->u.failed ? (struct edits){ NULL, 0 } : normal;
}

static void unit_unpack(struct returned_reader *r, uint32_t unit, struct returned_unit *out)
{
	struct unpack *u = &r->u;
	struct words base = r->of->draft->units[unit].base;
	out->state = (enum returned_state)unpack_below(u, RETURNED_STATE__COUNT);
	out->edits = edits_unpack(r, base);
	out->untracked = edits_unpack(r, base);
	out->is_untracked = unpack_bool(u);
	out->by_bookmark = unpack_bool(u);
	out->by_marks = unpack_bool(u);
	out->is_formatted = unpack_bool(u);
	out->label_differs = unpack_bool(u);
	out->is_joined = unpack_bool(u);
	out->noise = unpack_u32(u);
	out->after = unpack_row(u, r->of->draft->units_count);
	bool has_edits = out->edits.count > 0;
	if ((out->state == RETURNED_CHANGED) != has_edits && out->state != RETURNED_MOVED)
		u->failed = true;
	if (out->state == RETURNED_MOVED && out->after == unit)
		u->failed = true;
}

static void added_unpack(struct returned_reader *r, struct returned *out)
{
	struct unpack *u = &r->u;
	out->added_count = unpack_count(u, NEW_PACKED_BYTES_MIN);
	struct returned_new *at = arena_array(r->arena, struct returned_new, out->added_count);
	for (uint32_t i = 0; i < out->added_count; i++) {
		at[i].after = unpack_row(u, r->of->draft->units_count);
		at[i].kind = (enum unit_kind)unpack_below(u, UNIT_KIND__COUNT);
		at[i].text = unpack_text(u);
		at[i].is_tracked = unpack_bool(u);
		u->failed = u->failed || at[i].text.n == 0;
	}
	out->added = at;
}

static void comments_unpack(struct returned_reader *r, struct returned *out)
{
	struct unpack *u = &r->u;
	out->comments_count = unpack_count(u, COMMENT_PACKED_BYTES_MIN);
	struct returned_comment *at = arena_array(r->arena, struct returned_comment, out->comments_count);
	for (uint32_t i = 0; i < out->comments_count; i++) {
		at[i].unit = unpack_row(u, r->of->draft->units_count);
		at[i].text = unpack_text(u);
		at[i].said_by = unpack_text(u);
	}
	out->comments = at;
}

static void origin_unpack(struct unpack *u, struct returned_origin *out)
{
	out->is_stated = unpack_bool(u);
	out->same_document = unpack_bool(u);
	out->same_revision = unpack_bool(u);
	out->same_lang = unpack_bool(u);
	out->same_base = unpack_bool(u);
	out->document = unpack_text(u);
	out->revision = unpack_text(u);
}

enum rc errand_returned_read(struct returned *out, struct arena *a, const struct errand_asked *of,
    struct err *err)
{
	struct returned_reader r = { .arena = a, .of = of };
	struct returned back = { .units = NULL };
	struct returned_unit *units = arena_array(a, struct returned_unit, of->draft->units_count);
	enum rc rc = answer_open(&r.u, of->answer, err);
	if (rc != RC_OK)
		return rc;
	origin_unpack(&r.u, &back.origin);
	for (uint32_t i = 0; i < of->draft->units_count && !r.u.failed; i++)
		unit_unpack(&r, i, &units[i]);
	back.units = units;
	added_unpack(&r, &back);
	comments_unpack(&r, &back);
	back.objects = unpack_u32(&r.u);
	back.unfit = unpack_u32(&r.u);
	back.has_macros = unpack_bool(&r.u);
	rc = answer_close(&r.u, err);
	if (rc == RC_OK)
		*out = back;
	return rc;
}

/* ---- the others ---- */

void errand_words_put(struct buf *out, struct str text)
{
	buf_u32be(out, RC_OK);
	buf_ssh(out, text);
}

enum rc errand_words_read(struct str *out, struct str answer, struct err *err)
{
	struct unpack u;
	enum rc rc = answer_open(&u, answer, err);
	if (rc != RC_OK)
		return rc;
	struct str text = unpack_text(&u);
	rc = answer_close(&u, err);
	if (rc == RC_OK)
		*out = text;
	return rc;
}

void errand_units_put(struct buf *out, const struct errand_units *u)
{
	buf_u32be(out, RC_OK);
	buf_ssh(out, u->lang);
	buf_u32be(out, u->is_own);
	units_put(out, u->units, u->count);
}

enum rc errand_units_read(struct errand_units *out, struct arena *a, struct str answer,
    struct err *err)
{
	struct unpack u;
	struct errand_units units;
	enum rc rc = answer_open(&u, answer, err);
	if (rc != RC_OK)
		return rc;
	units.lang = unpack_text(&u);
	units.is_own = unpack_bool(&u);
	units.units = units_unpack(&u, a, units.lang, &units.count);
	for (uint32_t i = 0; i < units.count; i++) {
		const struct draft_unit *unit = &units.units[i];
		u.failed = u.failed || !is_text(unit->id) || !is_text(unit->label) ||
		    !is_text(unit->texts[0].text);
	}
	rc = answer_close(&u, err);
	if (rc == RC_OK)
		*out = units;
	return rc;
}

void errand_translations_put(struct buf *out, const struct errand_translations *t)
{
	buf_u32be(out, RC_OK);
	buf_ssh(out, t->lang);
	buf_u32be(out, t->empty);
	buf_u32be(out, t->count);
	for (uint32_t i = 0; i < t->count; i++) {
		const struct errand_translation *one = &t->at[i];
		buf_u32be(out, one->unit);
		buf_ssh(out, one->unit_id);
		buf_ssh(out, one->source);
		buf_ssh(out, one->target);
		buf_u32be(out, one->state);
		buf_u32be(out, one->is_base);
		buf_u32be(out, one->is_altered);
	}
}

enum rc errand_translations_read(struct errand_translations *out, struct arena *a,
    const struct errand_asked *of, struct err *err)
{
	struct unpack u;
	struct errand_translations all;
	enum rc rc = answer_open(&u, of->answer, err);
	if (rc != RC_OK)
		return rc;
	all.lang = unpack_text(&u);
	all.empty = unpack_u32(&u);
	all.count = unpack_count(&u, TRANSLATION_PACKED_BYTES_MIN);
	struct errand_translation *at = arena_array(a, struct errand_translation, all.count);
	for (uint32_t i = 0; i < all.count; i++) {
		at[i].unit = unpack_row(&u, of->draft->units_count);
		at[i].unit_id = unpack_text(&u);
		at[i].source = unpack_text(&u);
		at[i].target = unpack_text(&u);
		at[i].state = (enum translation_state)unpack_below(&u, TRANSLATION_STATE__COUNT);
		at[i].is_base = unpack_bool(&u);
		at[i].is_altered = unpack_bool(&u);
	}
	all.at = at;
	rc = answer_close(&u, err);
	if (rc == RC_OK)
		*out = all;
	return rc;
}
