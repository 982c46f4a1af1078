#include "convert/docx_file.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "convert/xml_read.h"
#include "view/docx.h"

struct opener {
	struct arena *arena;
	struct zip zip;
	struct docx_file *file;
	struct str target; /* of the relation to the document */
	struct str key;    /* of the style or property that is open */
	struct buf text;
	bool is_taking;    /* text */
};

/* ---- relations: where the document is ---- */

static enum rc relation_open(void *ctx, const char *name, const char **attrs, struct err *err)
{
	struct opener *o = ctx;
	(void)err;
	bool is_relation = strcmp(xml_local_name(name), "Relationship") == 0;
	if (!is_relation || !str_ends(xml_attribute(attrs, "Type"), S("/relationships/officeDocument")))
		return RC_OK;
	if (o->target.n == 0 && !str_eq(xml_attribute(attrs, "TargetMode"), S("External")))
		o->target = str_copy(o->arena, xml_attribute(attrs, "Target"));
	return RC_OK;
}

static enum rc nothing_close(void *ctx, const char *name, struct err *err)
{
	(void)ctx;
	(void)name;
	(void)err;
	return RC_OK;
}

static enum rc taking_text(void *ctx, struct str text, struct err *err)
{
	struct opener *o = ctx;
	(void)err;
	if (o->is_taking)
		buf_put(&o->text, text);
	return RC_OK;
}

/* ---- styles: kinds by their names ---- */

static enum rc style_open(void *ctx, const char *name, const char **attrs, struct err *err)
{
	struct opener *o = ctx;
	const char *word = xml_word_name(name);
	(void)err;
	if (strcmp(word, "style") == 0) {
		o->key = str_copy(o->arena, xml_attribute(attrs, "styleId"));
	} else if (strcmp(word, "name") == 0 && o->key.n > 0) {
		enum unit_kind kind = docx_style_kind(xml_attribute(attrs, "val"));
		if (kind < UNIT_KIND__COUNT)
			map_put(&o->file->styles, o->key, kind);
		o->key = STR_NONE;
	}
	return RC_OK;
}

/* ---- custom properties ---- */

static enum rc property_open(void *ctx, const char *name, const char **attrs, struct err *err)
{
	struct opener *o = ctx;
	(void)err;
	if (strcmp(xml_local_name(name), "property") == 0)
		o->key = str_copy(o->arena, xml_attribute(attrs, "name"));
	buf_clear(&o->text);
	o->is_taking = o->key.n > 0;
	return RC_OK;
}

static enum rc property_close(void *ctx, const char *name, struct err *err)
{
	struct opener *o = ctx;
	(void)err;
	if (strcmp(xml_local_name(name), "property") != 0)
		return RC_OK;
	struct str value = str_copy(o->arena, buf_str(&o->text));
	if (str_eq(o->key, S(DOCX_PROPERTY_DOCUMENT)))
		o->file->document_code = value;
	else if (str_eq(o->key, S(DOCX_PROPERTY_REVISION)))
		o->file->revision = value;
	else if (str_eq(o->key, S(DOCX_PROPERTY_LANGUAGE)))
		o->file->lang = value;
	else if (str_eq(o->key, S(DOCX_PROPERTY_BASE)))
		o->file->base = value;
	o->key = STR_NONE;
	o->is_taking = false;
	return RC_OK;
}

/* ---- comments ---- */

static enum rc comment_open(void *ctx, const char *name, const char **attrs, struct err *err)
{
	struct opener *o = ctx;
	const char *word = xml_word_name(name);
	if (strcmp(word, "comment") == 0) {
		if (o->file->comment_rows.count >= DOCX_NOTICES_MAX)
			return cm_fail(err, RC_LIMIT, "more than %d comments", DOCX_NOTICES_MAX);
		struct file_comment *c = table_add(&o->file->comment_rows);
		c->said_by = str_copy(o->arena, xml_attribute(attrs, "author"));
		map_put(&o->file->comments, str_copy(o->arena, xml_attribute(attrs, "id")),
		    o->file->comment_rows.count - 1);
		buf_clear(&o->text);
	} else if (strcmp(word, "p") == 0 && o->text.n > 0) {
		buf_byte(&o->text, '\n');
	}
	o->is_taking = strcmp(word, "t") == 0;
	return RC_OK;
}

static enum rc comment_close(void *ctx, const char *name, struct err *err)
{
	struct opener *o = ctx;
	struct table *rows = &o->file->comment_rows;
	(void)err;
	o->is_taking = false;
	if (strcmp(xml_word_name(name), "comment") != 0 || rows->count == 0)
		return RC_OK;
	struct file_comment *c = table_at(rows, rows->count - 1);
	c->text = str_copy(o->arena, buf_str(&o->text));
	return RC_OK;
}

/* ---- all of them ---- */

static enum rc part_find(struct opener *o, struct str name, struct zip_part *out, struct err *err)
{
	const struct zip_entry *e = zip_find(&o->zip, name);
	if (e == NULL)
		return cm_fail(err, RC_NOT_FOUND, "%.*s is missing",
		    (int)(name.n < 100 ? name.n : 100), name.p);
	out->name = e->name;
	return zip_part_read(o->arena, &o->zip, e, &out->bytes, err);
}

static enum rc part_take(
    struct opener *o, struct str name, const struct xml_calls *calls, struct err *err)
{
	struct zip_part part;
	enum rc rc = part_find(o, name, &part, err);
	if (rc != RC_OK)
		return rc;
	o->key = STR_NONE;
	o->is_taking = false;
	buf_clear(&o->text);
	rc = xml_read(part.name, part.bytes, calls, o, err);
	if (rc == RC_OK && o->text.failed)
		return cm_fail(err, RC_LIMIT, "%.*s is too long", STR_ARG(name));
	return rc;
}

/* A part beside the document, which need not be there. */
static enum rc beside_take(
    struct opener *o, struct str leaf, const struct xml_calls *calls, struct err *err)
{
	struct str document = o->file->document.name;
	size_t folder = document.n;
	struct buf name;
	while (folder > 0 && document.p[folder - 1] != '/')
		folder--;
	buf_init(&name, o->arena, ZIP_NAME_BYTES_MAX * 2);
	buf_put(&name, str_sub(document, 0, folder));
	buf_put(&name, leaf);
	return zip_find(&o->zip, buf_str(&name)) == NULL ? RC_OK
						      : part_take(o, buf_str(&name), calls, err);
}

static enum rc document_find(struct opener *o, struct err *err)
{
	static const struct xml_calls relations = { relation_open, nothing_close, NULL };
	struct zip_part types;
	enum rc rc = part_find(o, S("[Content_Types].xml"), &types, err);
	if (rc == RC_OK)
		rc = part_take(o, S("_rels/.rels"), &relations, err);
	if (rc != RC_OK)
		return rc;
	if (o->target.n == 0)
		return cm_fail(err, RC_INVALID, "_rels/.rels names no document");
	if (o->target.p[0] == '/')
		o->target = str_sub(o->target, 1, o->target.n);
	return part_find(o, o->target, &o->file->document, err);
}

enum rc docx_file_read(struct arena *a, struct str bytes, uint64_t hash_key,
    struct docx_file *out, struct err *err)
{
	static const struct xml_calls styles = { style_open, nothing_close, NULL };
	static const struct xml_calls comments = { comment_open, comment_close, taking_text };
	static const struct xml_calls properties = { property_open, property_close, taking_text };
	struct opener o = { .arena = a, .file = out };
	enum rc rc = zip_parse(a, bytes, &o.zip, err);
	if (rc != RC_OK)
		return rc;
	*out = (struct docx_file){ .has_macros = false };
	map_init(&out->styles, a, hash_key);
	map_init(&out->comments, a, hash_key);
	table_init(&out->comment_rows, a, sizeof(struct file_comment));
	buf_init(&o.text, a, DOCX_PART_BYTES_MAX);
	rc = document_find(&o, err);
	if (rc == RC_OK)
		rc = beside_take(&o, S("styles.xml"), &styles, err);
	if (rc == RC_OK)
		rc = beside_take(&o, S("comments.xml"), &comments, err);
	if (rc == RC_OK && zip_find(&o.zip, S("docProps/custom.xml")) != NULL)
		rc = part_take(&o, S("docProps/custom.xml"), &properties, err);
	for (uint32_t i = 0; i < o.zip.count; i++)
		out->has_macros |= str_ends(o.zip.entries[i].name, S("vbaProject.bin"));
	return rc;
}
