#include "view/docx.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "proof/sha.h"
#include "view/docx_priv.h"
#include "view/messages.h"

/* ---- what both directions agree on ---- */

static const struct str STYLE_NAMES[UNIT_KIND__COUNT] = {
	[UNIT_TITLE] = { "Comity Title", 12 },
	[UNIT_HEADING] = { "Comity Heading", 14 },
	[UNIT_FORMULA] = { "Comity Formula", 14 },
	[UNIT_RECITAL] = { "Comity Recital", 14 },
	[UNIT_PARAGRAPH] = { "Comity Paragraph", 16 },
	[UNIT_POINT] = { "Comity Point", 12 },
	[UNIT_ANNEX] = { "Comity Annex", 12 },
	[UNIT_CELL] = { "Comity Cell", 11 },
	[UNIT_NOTE] = { "Comity Note", 11 },
};

struct str docx_style_name(enum unit_kind k)
{
	cm_assert(k < UNIT_KIND__COUNT);
	return STYLE_NAMES[k];
}

enum unit_kind docx_style_kind(struct str name)
{
	unsigned k = 0;
	while (k < UNIT_KIND__COUNT && !str_eq(STYLE_NAMES[k], name))
		k++;
	return (enum unit_kind)k;
}

static bool id_is_fit(struct str id)
{
	if (id.n == 0 || id.n > DOCX_BOOKMARK_BYTES_MAX - 3 || str_starts(id, S("h_")))
		return false;
	for (size_t i = 0; i < id.n; i++) {
		char c = id.p[i];
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'))
			return false;
	}
	return true;
}

void docx_bookmark_put(struct buf *b, struct str unit_id)
{
	struct hash h;
	buf_put(b, S("cm_"));
	if (id_is_fit(unit_id)) {
		buf_put(b, unit_id);
		return;
	}
	sha256(&h, unit_id.p, unit_id.n);
	buf_put(b, S("h_"));
	buf_hex(b, h.bytes, 16);
}

struct hash docx_base_hash(struct arena *a, const struct draft *d)
{
	struct sha256_run run;
	struct hash h;
	struct buf b;
	sha256_begin(&run);
	sha256_add(&run, "comity-base/1\n", 14);
	buf_init(&b, a, 64);
	for (uint32_t i = 0; i < d->units_count; i++) {
		const struct draft_unit *u = &d->units[i];
		struct str text = u->texts[0].text;
		buf_clear(&b);
		buf_byte(&b, '\n');
		buf_dec(&b, (int64_t)text.n);
		buf_byte(&b, '\n');
		sha256_add(&run, u->id.p, u->id.n);
		sha256_add(&run, b.p, b.n);
		sha256_add(&run, text.p, text.n);
		sha256_add(&run, "\n", 1);
	}
	sha256_end(&run, &h);
	return h;
}

/* ---- paragraphs and runs ---- */

static enum rc texts_check(const struct draft *d, struct err *err)
{
	for (uint32_t i = 0; i < d->units_count; i++) {
		struct str text = d->units[i].texts[0].text;
		if (xml_unfit_at(text) < text.n)
			return cm_fail(err, RC_INVALID,
			    "unit %.*s: byte %zu begins a character that a document cannot hold",
			    STR_ARG(d->units[i].id), xml_unfit_at(text));
	}
	if (d->units_count > DOCX_UNITS_MAX)
		return cm_fail(err, RC_LIMIT, "%u units are too many", d->units_count);
	return RC_OK;
}

enum rc docx_begin(struct docx_writer *w, struct arena *a, const struct draft *d, struct err *err)
{
	enum rc rc = texts_check(d, err);
	if (rc != RC_OK)
		return rc;
	*w = (struct docx_writer){ .arena = a, .draft = d, .next_id = 1 };
	w->is_rtl = str_eq(lang_direction(d->lang), S("rtl"));
	buf_init(&w->body, a, DOCX_PART_BYTES_MAX);
	buf_init(&w->comments_body, a, DOCX_PART_BYTES_MAX);
	xml_init(&w->x, &w->body);
	xml_open(&w->x, "w:document");
	xml_attr(&w->x, "xmlns:w", S(DOCX_WML));
	xml_open(&w->x, "w:body");
	xml_init(&w->comments, &w->comments_body);
	xml_open(&w->comments, "w:comments");
	xml_attr(&w->comments, "xmlns:w", S(DOCX_WML));
	return RC_OK;
}

void docx_change_attrs(struct docx_writer *w)
{
	xml_attr_number(&w->x, "w:id", w->next_id++);
	xml_attr(&w->x, "w:author", w->author);
	xml_attr(&w->x, "w:date", w->at);
}

static const char *mark_element(enum docx_mark mark)
{
	static const char *const names[] = { [MARK_PLAIN] = "", [MARK_INSERTED] = "w:ins",
		[MARK_DELETED] = "w:del", [MARK_MOVED_FROM] = "w:moveFrom", [MARK_MOVED_TO] = "w:moveTo" };
	return names[mark];
}

void docx_paragraph_open(struct docx_writer *w, enum unit_kind kind, enum docx_mark end)
{
	xml_open(&w->x, "w:p");
	xml_open(&w->x, "w:pPr");
	xml_open(&w->x, "w:pStyle");
	xml_attr(&w->x, "w:val", unit_kind_name(kind));
	xml_close(&w->x);
	if (w->is_rtl)
		xml_empty(&w->x, "w:bidi");
	if (w->is_rtl || end != MARK_PLAIN) {
		xml_open(&w->x, "w:rPr");
		if (end != MARK_PLAIN) {
			xml_open(&w->x, mark_element(end));
			docx_change_attrs(w);
			xml_close(&w->x);
		}
		if (w->is_rtl)
			xml_empty(&w->x, "w:rtl");
		xml_close(&w->x);
	}
	xml_close(&w->x);
}

void docx_paragraph_close(struct docx_writer *w)
{
	xml_close(&w->x);
}

static void run_properties_put(struct docx_writer *w, enum docx_look look)
{
	static const struct str styles[] = { [LOOK_LABEL] = { "label", 5 },
		[LOOK_BRACKET] = { "bracket", 7 }, [LOOK_BY] = { "by", 2 }, [LOOK_TEXT] = { NULL, 0 } };
	bool is_rtl = w->is_rtl && look != LOOK_BY; /* codes of parties are Latin */
	if (look == LOOK_TEXT && !is_rtl)
		return;
	xml_open(&w->x, "w:rPr");
	if (look != LOOK_TEXT)
		xml_val(&w->x, "w:rStyle", styles[look]);
	if (is_rtl)
		xml_empty(&w->x, "w:rtl");
	xml_close(&w->x);
}

static void run_text_put(struct docx_writer *w, const char *element, struct str text)
{
	size_t from = 0;
	for (size_t i = 0; i <= text.n; i++) {
		bool is_text = i < text.n && text.p[i] != '\n' && text.p[i] != '\t';
		if (is_text)
			continue;
		if (i > from) {
			xml_open(&w->x, element);
			xml_attr(&w->x, "xml:space", S("preserve"));
			xml_text(&w->x, str_sub(text, from, i));
			xml_close(&w->x);
		}
		if (i < text.n)
			xml_empty(&w->x, text.p[i] == '\t' ? "w:tab" : "w:br");
		from = i + 1;
	}
}

void docx_run_put(struct docx_writer *w, enum docx_look look, enum docx_mark mark, struct str text)
{
	if (text.n == 0)
		return;
	if (mark != MARK_PLAIN) {
		xml_open(&w->x, mark_element(mark));
		docx_change_attrs(w);
	}
	xml_open(&w->x, "w:r");
	run_properties_put(w, look);
	run_text_put(w, mark == MARK_DELETED ? "w:delText" : "w:t", text);
	xml_close(&w->x);
	if (mark != MARK_PLAIN)
		xml_close(&w->x);
}

void docx_label_put(struct docx_writer *w, struct str label, enum docx_mark mark)
{
	if (label.n == 0)
		return;
	docx_run_put(w, LOOK_LABEL, mark, label);
	docx_run_put(w, LOOK_TEXT, mark, S("\t"));
}

/* ---- the file as a whole ---- */

static void section_put(struct xml *x, bool is_rtl)
{
	xml_open(x, "w:sectPr");
	xml_open(x, "w:pgSz"); /* A4, in twentieths of a point */
	xml_attr(x, "w:w", S("11906"));
	xml_attr(x, "w:h", S("16838"));
	xml_close(x);
	xml_open(x, "w:pgMar");
	static const char *const sides[] = { "w:top", "w:right", "w:bottom", "w:left" };
	for (size_t i = 0; i < CM_COUNT(sides); i++)
		xml_attr(x, sides[i], S("1418"));
	xml_attr(x, "w:header", S("709"));
	xml_attr(x, "w:footer", S("709"));
	xml_attr(x, "w:gutter", S("0"));
	xml_close(x);
	if (is_rtl)
		xml_empty(x, "w:bidi");
	xml_close(x);
}

static void part_add(struct docx_parts *out, struct str name, const struct buf *b)
{
	cm_assert(out->count < DOCX_PARTS_COUNT_MAX);
	out->at[out->count++] = (struct docx_part){ name, buf_str(b) };
}

enum rc docx_end(struct docx_writer *w, struct docx_parts *out, struct err *err)
{
	bool has_comments = w->comments_count > 0;
	struct docx_parts parts = { .asks = 0 };
	struct buf b[6];
	section_put(&w->x, w->is_rtl);
	xml_close(&w->x);
	xml_close(&w->x);
	xml_close(&w->comments);
	cm_assert(w->x.depth == 0 && w->comments.depth == 0);
	if (w->body.failed || w->comments_body.failed)
		return cm_fail(err, RC_LIMIT, "the document is too long");
	if (w->x.is_unfit || w->comments.is_unfit)
		return cm_fail(err, RC_INVALID, "a proposal has a character that a document cannot hold");
	for (size_t i = 0; i < CM_COUNT(b); i++)
		buf_init(&b[i], w->arena, 65536);
	docx_types_put(&b[0], has_comments);
	docx_package_relations_put(&b[1]);
	docx_properties_put(&b[2], w->arena, w->draft);
	docx_relations_put(&b[3], has_comments);
	docx_settings_put(&b[4], w->is_tracked);
	docx_styles_put(&b[5], w->draft, w->is_rtl);
	part_add(&parts, S("[Content_Types].xml"), &b[0]);
	part_add(&parts, S("_rels/.rels"), &b[1]);
	part_add(&parts, S("docProps/custom.xml"), &b[2]);
	part_add(&parts, S("word/_rels/document.xml.rels"), &b[3]);
	part_add(&parts, S("word/document.xml"), &w->body);
	part_add(&parts, S("word/settings.xml"), &b[4]);
	part_add(&parts, S("word/styles.xml"), &b[5]);
	if (has_comments)
		part_add(&parts, S("word/comments.xml"), &w->comments_body);
	*out = parts;
	return RC_OK;
}
