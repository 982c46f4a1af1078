#include "convert/docx_read.h"

#include "base/arena.h"
#include "base/encode.h"
#include "base/limits.h"
#include "convert/docx_priv.h"
#include "text/token.h"
#include "view/docx.h"

struct reporter {
	struct docx_reader *r;
	struct edits_reader edits;
	struct returned_unit *units;
	struct returned_new *added;
	uint32_t added_count;
};

/* ---- units ---- */

static const struct body_paragraph *owner_of(const struct docx_reader *r, const struct view_paragraph *p)
{
	return table_at(&r->body.paragraphs, p->owner);
}

/* The paragraph with its marks, without its label; nothing where the label is not as it was. */
static void marked_take(
    const struct docx_reader *r, const struct body_paragraph *p, struct str label, struct marked_text *out)
{
	struct str text = str_sub(buf_str(&r->body.text), p->from, p->to);
	struct str marks = str_sub(buf_str(&r->body.marks), p->from, p->to);
	size_t cut = label.n == 0 ? 0 : label.n + 1;
	if (cut > text.n)
		return;
	for (size_t i = 0; i < cut; i++)
		if (marks.p[i] != 0 || text.p[i] != (i < label.n ? label.p[i] : '\t'))
			return;
	out->text = str_sub(text, cut, text.n);
	out->marks = str_sub(marks, cut, marks.n);
}

static enum rc unit_compare(struct reporter *p, uint32_t unit, struct err *err)
{
	struct docx_reader *r = p->r;
	const struct draft_unit *u = &r->draft->units[unit];
	struct returned_unit *out = &p->units[unit];
	uint32_t original = r->original.places[unit], final = r->final.places[unit];
	struct marked_text text = { .original = STR_NONE };
	struct edits_found found;
	const struct body_paragraph *owner;
	bool label_differed = false;
	enum rc rc;
	out->after = DRAFT_NONE;
	if (final == PLACE_NONE) {
		out->state = RETURNED_MISSING;
		out->is_untracked = original == PLACE_NONE;
		return RC_OK;
	}
	owner = owner_of(r, &r->final.at[final]);
	if (original != PLACE_NONE)
		text.original = docx_unlabel(
		    docx_view_text(&r->original, &r->original.at[original]), u->label, &label_differed);
	text.final = docx_unlabel(
	    docx_view_text(&r->final, &r->final.at[final]), u->label, &out->label_differs);
	out->label_differs |= label_differed;
	marked_take(r, owner, u->label, &text);
	rc = docx_edits_find(&p->edits, u->base, &text, &found, err);
	if (rc != RC_OK)
		return err_wrap(err, "unit %.*s", STR_ARG(u->id));
	out->edits = found.edits;
	out->untracked = found.untracked;
	out->noise = found.noise;
	out->by_marks = found.by_marks;
	out->is_untracked = original == PLACE_NONE || found.untracked.count > 0;
	out->by_bookmark = owner->has_bookmark;
	out->is_formatted = owner->is_formatted;
	out->is_joined = r->final.at[final].is_joined;
	out->state = found.edits.count > 0 ? RETURNED_CHANGED : RETURNED_SAME;
	return RC_OK;
}

/* ---- paragraphs that are nobody's ---- */

static bool is_tracked(const struct docx_reader *r, const struct view_paragraph *v)
{
	for (uint32_t i = v->first; i <= v->last; i++) {
		const struct body_paragraph *p = table_at(&r->body.paragraphs, i);
		for (size_t at = p->from; at < p->to; at++)
			if (r->body.marks.p[at] == 0)
				return false;
	}
	return true;
}

/* The unit that is missing elsewhere and stands here now, or DRAFT_NONE. */
static uint32_t moved_here(const struct reporter *p, const struct map *missing, struct str text)
{
	uint32_t unit = map_get(missing, text);
	if (unit == MAP_NONE)
		unit = map_get(missing, token_trim(str_sub(text, str_find(text, '\t', 0), text.n)));
	if (unit == MAP_NONE || p->units[unit].state != RETURNED_MISSING)
		return DRAFT_NONE;
	return unit;
}

static void added_take(struct reporter *p)
{
	const struct draft *d = p->r->draft;
	const struct view *v = &p->r->final;
	uint32_t after = DRAFT_NONE;
	struct map missing;
	map_init(&missing, p->r->arena, p->r->words->map.hash_key);
	for (uint32_t i = d->units_count; i-- > 0;)
		if (p->units[i].state == RETURNED_MISSING && d->units[i].texts[0].text.n > 0)
			map_put(&missing, d->units[i].texts[0].text, i);
	p->added = arena_array(p->r->arena, struct returned_new, v->count + 1);
	for (uint32_t i = 0; i < v->count; i++) {
		struct str text = docx_view_text(v, &v->at[i]);
		if (v->at[i].unit != DRAFT_NONE) {
			after = v->at[i].unit;
			continue;
		}
		if (text.n == 0)
			continue;
		uint32_t moved = moved_here(p, &missing, text);
		if (moved != DRAFT_NONE) {
			p->units[moved].state = RETURNED_MOVED;
			p->units[moved].after = after;
			p->units[moved].is_untracked |= !is_tracked(p->r, &v->at[i]);
			continue;
		}
		const struct body_paragraph *first = table_at(&p->r->body.paragraphs, v->at[i].first);
		enum unit_kind kind = first->kind;
		if (kind == UNIT_KIND__COUNT)
			kind = after == DRAFT_NONE ? UNIT_PARAGRAPH : d->units[after].kind;
		p->added[p->added_count++] =
		    (struct returned_new){ after, kind, text, is_tracked(p->r, &v->at[i]) };
	}
}

/* ---- order ---- */

/* The units as the final view has them; *count of them. */
static uint32_t *final_order(const struct reporter *p, uint32_t *count)
{
	const struct view *v = &p->r->final;
	uint32_t *order = arena_array(p->r->arena, uint32_t, v->count + 1);
	*count = 0;
	for (uint32_t i = 0; i < v->count; i++)
		if (v->at[i].unit != DRAFT_NONE)
			order[(*count)++] = v->at[i].unit;
	return order;
}

/* Moved is what is not in the longest run of units that still follow each other. */
static void moved_take(struct reporter *p)
{
	uint32_t count, length = 0;
	uint32_t *order = final_order(p, &count);
	/* By length: the place of the least end. */
	uint32_t *ends = arena_array(p->r->arena, uint32_t, count + 1);
	uint32_t *before = arena_array(p->r->arena, uint32_t, count + 1);
	bool *stays = arena_array(p->r->arena, bool, count + 1);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t lo = 0, hi = length;
		while (lo < hi) {
			uint32_t mid = (lo + hi) / 2;
			if (order[ends[mid]] < order[i])
				lo = mid + 1;
			else
				hi = mid;
		}
		before[i] = lo > 0 ? ends[lo - 1] : PLACE_NONE;
		ends[lo] = i;
		length = lo == length ? length + 1 : length;
	}
	for (uint32_t i = length > 0 ? ends[length - 1] : PLACE_NONE; i != PLACE_NONE; i = before[i])
		stays[i] = true;
	for (uint32_t i = 0; i < count; i++) {
		if (stays[i])
			continue;
		p->units[order[i]].state = RETURNED_MOVED;
		p->units[order[i]].after = i > 0 ? order[i - 1] : DRAFT_NONE;
		p->units[order[i]].is_untracked = true; /* Word would have told */
	}
}

/* ---- the rest ---- */

static void comments_take(struct docx_reader *r, struct returned *out)
{
	struct returned_comment *list =
	    arena_array(r->arena, struct returned_comment, r->body.comments.count + 1);
	for (uint32_t i = 0; i < r->body.comments.count; i++) {
		const struct body_comment *c = table_at(&r->body.comments, i);
		const struct body_paragraph *p = table_at(&r->body.paragraphs, c->paragraph);
		if (c->row == MAP_NONE)
			continue;
		const struct file_comment *said = table_at(&r->file.comment_rows, c->row);
		list[out->comments_count++] = (struct returned_comment){ p->unit, said->text, said->said_by };
	}
	out->comments = list;
}

static void origin_take(const struct docx_reader *r, struct returned_origin *out)
{
	const struct docx_file *f = &r->file;
	struct hash base = docx_base_hash(r->arena, r->draft), stated;
	uint64_t revision;
	out->is_stated = f->document_code.n > 0 && f->base.n > 0;
	out->document = f->document_code;
	out->revision = f->revision;
	out->same_document = str_eq(f->document_code, r->draft->code);
	out->same_revision = dec_decode(&revision, f->revision) && revision == r->draft->revision;
	out->same_lang = str_eq(f->lang, r->draft->lang);
	out->same_base = hex_decode(stated.bytes, sizeof(stated.bytes), f->base) && hash_eq(&stated, &base);
}

static void body_report(const struct docx_reader *r, struct returned *out)
{
	for (uint32_t i = 0; i < r->body.paragraphs.count; i++) {
		const struct body_paragraph *p = table_at(&r->body.paragraphs, i);
		out->objects += p->has_object;
		out->unfit += p->has_unfit;
	}
	out->has_macros = r->file.has_macros;
}

static void bookmarks_init(struct docx_reader *r)
{
	map_init(&r->bookmarks, r->arena, r->words->map.hash_key);
	for (uint32_t i = 0; i < r->draft->units_count; i++) {
		struct buf name;
		buf_init(&name, r->arena, DOCX_BOOKMARK_BYTES_MAX);
		docx_bookmark_put(&name, r->draft->units[i].id);
		map_put(&r->bookmarks, str_copy(r->arena, buf_str(&name)), i);
	}
}

static enum rc body_open(struct docx_reader *r, struct str file, struct err *err)
{
	enum rc rc = docx_file_read(r->arena, file, r->words->map.hash_key, &r->file, err);
	if (rc != RC_OK)
		return rc;
	bookmarks_init(r);
	struct body_maps maps = { &r->bookmarks, &r->file.styles, &r->file.comments };
	rc = body_read(r->arena, r->file.document, &maps, &r->body, err);
	if (rc == RC_OK)
		rc = docx_units_match(r, err);
	if (rc != RC_OK)
		return rc;
	docx_view_build(r, BODY_INSERTED, &r->original);
	docx_view_build(r, BODY_DELETED, &r->final);
	return RC_OK;
}

enum rc docx_read(
    struct arena *a, const struct docx_order *order, struct returned *out, struct err *err)
{
	struct docx_reader r = { .arena = a, .draft = order->draft, .words = order->words };
	struct reporter p = { .r = &r, .edits = { .arena = a, .words = order->words } };
	struct returned report = { .objects = 0 };
	enum rc rc = body_open(&r, order->file, err);
	lexicon_init(&p.edits.plain, a, order->words->map.hash_key);
	p.units = arena_array(a, struct returned_unit, order->draft->units_count + 1);
	for (uint32_t i = 0; rc == RC_OK && i < order->draft->units_count; i++)
		rc = unit_compare(&p, i, err);
	if (rc != RC_OK)
		return rc;
	added_take(&p);
	moved_take(&p);
	comments_take(&r, &report);
	origin_take(&r, &report.origin);
	body_report(&r, &report);
	report.units = p.units;
	report.added = p.added;
	report.added_count = p.added_count;
	*out = report;
	return RC_OK;
}
