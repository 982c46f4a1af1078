#include "convert/docx_body.h"

#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "convert/xml_read.h"

struct body_reader {
	struct body *body;
	const struct body_maps *maps;
	struct body_paragraph *now; /* NULL between paragraphs */
	uint32_t bookmark;          /* of the next paragraph: it stood before it */
	uint32_t depth, skip_from;  /* elements open; from which on nothing counts, or 0 */
	uint32_t inserted, deleted; /* ranges around */
	uint32_t in_properties;     /* of the paragraph */
	bool is_in_run, is_in_text, is_deleted_text;
};

static bool is_one_of(const char *name, const char *const *names)
{
	for (; *names != NULL; names++)
		if (strcmp(name, *names) == 0)
			return true;
	return false;
}

static bool inserts(const char *name)
{
	return strcmp(name, "ins") == 0 || strcmp(name, "moveTo") == 0;
}

static bool deletes(const char *name)
{
	return strcmp(name, "del") == 0 || strcmp(name, "moveFrom") == 0;
}

/* A unit has one paragraph: the first. Copies that LibreOffice makes end in "_Copy_1". */
static uint32_t unit_of(struct body_reader *r, struct str name)
{
	uint32_t unit = map_get(r->maps->units, name);
	size_t at = str_find_str(name, S("_Copy_"));
	if (unit == MAP_NONE && at < name.n)
		unit = map_get(r->maps->units, str_sub(name, 0, at));
	return unit == MAP_NONE ? DRAFT_NONE : unit;
}

static void bookmark_take(struct body_reader *r, struct str name)
{
	uint32_t unit = unit_of(r, name);
	if (unit == DRAFT_NONE)
		return;
	if (r->now == NULL) {
		r->bookmark = unit;
	} else if (r->now->unit == DRAFT_NONE) {
		r->now->unit = unit;
		r->now->has_bookmark = true;
	}
}

static enum rc paragraph_begin(struct body_reader *r, struct err *err)
{
	if (r->now != NULL)
		return cm_fail(err, RC_INVALID, "a paragraph lies in a paragraph");
	if (r->body->paragraphs.count >= DOCX_UNITS_MAX)
		return cm_fail(err, RC_LIMIT, "more than %d paragraphs", DOCX_UNITS_MAX);
	r->now = table_add(&r->body->paragraphs);
	r->now->from = r->now->to = r->body->text.n;
	r->now->unit = r->bookmark;
	r->now->has_bookmark = r->bookmark != DRAFT_NONE;
	r->now->kind = UNIT_KIND__COUNT;
	r->bookmark = DRAFT_NONE;
	r->in_properties = 0;
	r->is_in_run = r->is_in_text = false;
	return RC_OK;
}

static uint8_t marks_now(const struct body_reader *r)
{
	unsigned marks = 0;
	if (r->inserted > 0)
		marks |= BODY_INSERTED;
	if (r->deleted > 0 || r->is_deleted_text)
		marks |= BODY_DELETED;
	return (uint8_t)marks;
}

static void text_add(struct body_reader *r, struct str text)
{
	uint8_t marks = marks_now(r);
	size_t n;
	for (size_t i = 0; i < text.n; i += n) {
		uint32_t c = utf8_get(text, i, &n);
		if (!utf8_allowed(c)) {
			r->now->has_unfit = true;
			continue;
		}
		buf_put(&r->body->text, str_sub(text, i, i + n));
		for (size_t j = 0; j < n; j++)
			buf_byte(&r->body->marks, marks);
	}
}

/* ---- inside a paragraph ---- */

static void property_open(struct body_reader *r, const char *name, const char **attrs)
{
	uint32_t kind;
	if (strcmp(name, "pStyle") == 0) {
		kind = map_get(r->maps->styles, xml_attribute(attrs, "val"));
		if (kind != MAP_NONE)
			r->now->kind = (enum unit_kind)kind;
	} else if (inserts(name)) {
		r->now->end |= BODY_INSERTED;
	} else if (deletes(name)) {
		r->now->end |= BODY_DELETED;
	} else if (strcmp(name, "pPrChange") == 0 || strcmp(name, "rPrChange") == 0) {
		r->now->is_formatted = true;
		r->skip_from = r->depth;
	} else if (strcmp(name, "rPr") != 0) {
		r->skip_from = r->depth;
	}
}

/* What stands for a character, or is none. */
static void character_open(struct body_reader *r, const char *name, const char **attrs)
{
	struct str type = xml_attribute(attrs, "type");
	if (strcmp(name, "tab") == 0 || strcmp(name, "ptab") == 0)
		text_add(r, S("\t"));
	else if (strcmp(name, "cr") == 0 || (strcmp(name, "br") == 0 && !str_eq(type, S("page"))))
		text_add(r, S("\n"));
	else if (strcmp(name, "noBreakHyphen") == 0)
		text_add(r, S("\xe2\x80\x91"));
	else if (strcmp(name, "softHyphen") == 0)
		text_add(r, S("\xc2\xad"));
	else if (strcmp(name, "sym") == 0)
		r->now->has_object = true;
}

static void run_open(struct body_reader *r, const char *name, const char **attrs)
{
	if (strcmp(name, "t") == 0 || strcmp(name, "delText") == 0) {
		r->is_in_text = true;
		r->is_deleted_text = strcmp(name, "delText") == 0;
	} else {
		character_open(r, name, attrs);
	}
}

static void comment_take(struct body_reader *r, const char **attrs)
{
	struct body_comment *c;
	if (r->body->comments.count >= DOCX_NOTICES_MAX)
		return;
	c = table_add(&r->body->comments);
	c->paragraph = r->body->paragraphs.count - 1;
	c->row = map_get(r->maps->comments, xml_attribute(attrs, "id"));
}

static void inside_open(struct body_reader *r, const char *name, const char **attrs)
{
	static const char *const objects[] = { "drawing", "pict", "object", "footnoteReference",
		"endnoteReference", "", NULL }; /* "": another vocabulary's, such as formulas */
	if (r->in_properties > 0) {
		property_open(r, name, attrs);
	} else if (strcmp(name, "pPr") == 0) {
		r->in_properties = r->depth;
	} else if (is_one_of(name, objects)) {
		r->now->has_object = true;
		r->skip_from = r->depth;
	} else if (strcmp(name, "rPr") == 0) {
		r->skip_from = r->depth; /* looked at for rPrChange while it is skipped */
	} else if (inserts(name)) {
		r->inserted++;
	} else if (deletes(name)) {
		r->deleted++;
	} else if (strcmp(name, "r") == 0) {
		r->is_in_run = true;
	} else if (strcmp(name, "commentReference") == 0) {
		comment_take(r, attrs);
	} else if (r->is_in_run) {
		run_open(r, name, attrs);
	}
}

/* ---- expat's calls ---- */

static enum rc body_open(void *ctx, const char *full, const char **attrs, struct err *err)
{
	static const char *const apart[] = { "sectPr", "sdtPr", "sdtEndPr", "tblPr", "tblPrEx", "tblGrid",
		"trPr", "tcPr", "altChunk", NULL };
	struct body_reader *r = ctx;
	const char *name = xml_word_name(full);
	r->depth++;
	if (r->skip_from > 0) {
		if (r->now != NULL && strcmp(name, "rPrChange") == 0)
			r->now->is_formatted = true;
		return RC_OK;
	}
	if (strcmp(name, "bookmarkStart") == 0) {
		bookmark_take(r, xml_attribute(attrs, "name"));
	} else if (is_one_of(name, apart)) {
		r->skip_from = r->depth;
	} else if (strcmp(name, "p") == 0) {
		return paragraph_begin(r, err);
	} else if (r->now != NULL) {
		inside_open(r, name, attrs);
	} else if (inserts(name)) { /* whole paragraphs */
		r->inserted++;
	} else if (deletes(name)) {
		r->deleted++;
	} else if (name[0] == '\0') {
		r->skip_from = r->depth;
	}
	return RC_OK;
}

static void paragraph_end(struct body_reader *r)
{
	r->now->to = r->body->text.n;
	r->now->end |= marks_now(r);
	r->now = NULL;
}

static enum rc body_close(void *ctx, const char *full, struct err *err)
{
	struct body_reader *r = ctx;
	const char *name = xml_word_name(full);
	uint32_t depth = r->depth--;
	(void)err;
	if (r->skip_from > 0) {
		if (r->skip_from == depth)
			r->skip_from = 0;
		return RC_OK;
	}
	if (r->in_properties > 0) {
		if (r->in_properties == depth)
			r->in_properties = 0;
	} else if (inserts(name)) {
		r->inserted -= r->inserted > 0;
	} else if (deletes(name)) {
		r->deleted -= r->deleted > 0;
	} else if (strcmp(name, "p") == 0 && r->now != NULL) {
		paragraph_end(r);
	} else if (strcmp(name, "r") == 0) {
		r->is_in_run = false;
	} else if (strcmp(name, "t") == 0 || strcmp(name, "delText") == 0) {
		r->is_in_text = r->is_deleted_text = false;
	} else if (strcmp(name, "tc") == 0 && r->now == NULL && r->body->paragraphs.count > 0) {
		struct body_paragraph *last =
		    table_at(&r->body->paragraphs, r->body->paragraphs.count - 1);
		last->is_last = true;
	}
	return RC_OK;
}

static enum rc body_text(void *ctx, struct str text, struct err *err)
{
	struct body_reader *r = ctx;
	if (r->skip_from > 0 || r->now == NULL || !r->is_in_text)
		return RC_OK;
	if (utf8_invalid_at(text) < text.n)
		return cm_fail(err, RC_INVALID, "a character is broken");
	text_add(r, text);
	if (r->body->text.failed || r->body->marks.failed)
		return cm_fail(err, RC_LIMIT, "the text is too long");
	return RC_OK;
}

enum rc body_read(struct arena *a, struct zip_part part, const struct body_maps *maps,
    struct body *out, struct err *err)
{
	static const struct xml_calls calls = { body_open, body_close, body_text };
	struct body_reader r = { .body = out, .maps = maps, .bookmark = DRAFT_NONE };
	enum rc rc;
	*out = (struct body){ .arena = a };
	buf_init(&out->text, a, DOCX_PART_BYTES_MAX);
	buf_init(&out->marks, a, DOCX_PART_BYTES_MAX);
	table_init(&out->paragraphs, a, sizeof(struct body_paragraph));
	table_init(&out->comments, a, sizeof(struct body_comment));
	rc = xml_read(part.name, part.bytes, &calls, &r, err);
	if (rc == RC_OK && out->paragraphs.count > 0) {
		struct body_paragraph *last = table_at(&out->paragraphs, out->paragraphs.count - 1);
		last->is_last = true;
	}
	return rc;
}
