#include "base/arena.h"
#include "view/docx_priv.h"

#define OPC "http://schemas.openxmlformats.org/package/2006/"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/"
#define WML_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."

static const struct str COMMENTS_NAME = { "comments", 8 };
/* Each stands in word/, and its relation and its type end alike. */
static const struct str BESIDE[] = { { "settings", 8 }, { "styles", 6 }, { "comments", 8 } };

static void put3(struct buf *b, struct str one, struct str two, struct str three)
{
	buf_put(b, one);
	buf_put(b, two);
	buf_put(b, three);
}

static void type_put(struct xml *x, struct arena *a, struct str part, struct str type)
{
	struct buf name;
	buf_init(&name, a, 200);
	xml_open(x, "Override");
	put3(&name, S("/"), part, STR_NONE);
	xml_attr(x, "PartName", buf_str(&name));
	xml_attr(x, "ContentType", type);
	xml_close(x);
}

void docx_types_put(struct buf *b, bool has_comments)
{
	struct buf part, type;
	struct xml x;
	xml_init(&x, b);
	xml_open(&x, "Types");
	xml_attr(&x, "xmlns", S(OPC "content-types"));
	xml_open(&x, "Default");
	xml_attr(&x, "Extension", S("rels"));
	xml_attr(&x, "ContentType", S("application/vnd.openxmlformats-package.relationships+xml"));
	xml_close(&x);
	type_put(&x, b->arena, S("word/document.xml"), S(WML_TYPE "document.main+xml"));
	type_put(&x, b->arena, S("docProps/custom.xml"),
	    S("application/vnd.openxmlformats-officedocument.custom-properties+xml"));
	for (size_t i = 0; i < CM_COUNT(BESIDE); i++) {
		if (str_eq(BESIDE[i], COMMENTS_NAME) && !has_comments)
			continue;
		buf_init(&part, b->arena, 200);
		buf_init(&type, b->arena, 200);
		put3(&part, S("word/"), BESIDE[i], S(".xml"));
		put3(&type, S(WML_TYPE), BESIDE[i], S("+xml"));
		type_put(&x, b->arena, buf_str(&part), buf_str(&type));
	}
	xml_close(&x);
}

static void relation_put(struct xml *x, struct str id, struct str type, struct str target)
{
	xml_open(x, "Relationship");
	xml_attr(x, "Id", id);
	xml_attr(x, "Type", type);
	xml_attr(x, "Target", target);
	xml_close(x);
}

void docx_package_relations_put(struct buf *b)
{
	struct xml x;
	xml_init(&x, b);
	xml_open(&x, "Relationships");
	xml_attr(&x, "xmlns", S(OPC "relationships"));
	relation_put(&x, S("rId1"), S(OFFICE "relationships/officeDocument"), S("word/document.xml"));
	relation_put(
	    &x, S("rId2"), S(OFFICE "relationships/custom-properties"), S("docProps/custom.xml"));
	xml_close(&x);
}

void docx_relations_put(struct buf *b, bool has_comments)
{
	struct buf type, target;
	struct xml x;
	xml_init(&x, b);
	xml_open(&x, "Relationships");
	xml_attr(&x, "xmlns", S(OPC "relationships"));
	for (size_t i = 0; i < CM_COUNT(BESIDE); i++) {
		if (str_eq(BESIDE[i], COMMENTS_NAME) && !has_comments)
			continue;
		buf_init(&type, b->arena, 200);
		buf_init(&target, b->arena, 200);
		put3(&type, S(OFFICE "relationships/"), BESIDE[i], STR_NONE);
		put3(&target, BESIDE[i], S(".xml"), STR_NONE);
		relation_put(&x, BESIDE[i], buf_str(&type), buf_str(&target));
	}
	xml_close(&x);
}

static void property_put(struct xml *x, uint32_t pid, struct str name, struct str value)
{
	xml_open(x, "property");
	xml_attr(x, "fmtid", S("{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"));
	xml_attr_number(x, "pid", pid);
	xml_attr(x, "name", name);
	xml_open(x, "vt:lpwstr");
	xml_text(x, value);
	xml_close(x);
	xml_close(x);
}

void docx_properties_put(struct buf *b, struct arena *a, const struct draft *d)
{
	struct hash h = docx_base_hash(a, d);
	struct buf value;
	struct xml x;
	xml_init(&x, b);
	xml_open(&x, "Properties");
	xml_attr(&x, "xmlns", S(OFFICE "custom-properties"));
	xml_attr(&x, "xmlns:vt", S(OFFICE "docPropsVTypes"));
	property_put(&x, 2, S(DOCX_PROPERTY_DOCUMENT), d->code);
	buf_init(&value, a, 80);
	buf_dec(&value, d->revision);
	property_put(&x, 3, S(DOCX_PROPERTY_REVISION), buf_str(&value));
	property_put(&x, 4, S(DOCX_PROPERTY_LANGUAGE), d->lang);
	buf_clear(&value);
	buf_hex(&value, h.bytes, sizeof(h.bytes));
	property_put(&x, 5, S(DOCX_PROPERTY_BASE), buf_str(&value));
	xml_close(&x);
}

void docx_settings_put(struct buf *b, bool is_tracked)
{
	struct xml x;
	xml_init(&x, b);
	xml_open(&x, "w:settings");
	xml_attr(&x, "xmlns:w", S(DOCX_WML));
	if (is_tracked)
		xml_empty(&x, "w:trackRevisions");
	xml_val(&x, "w:defaultTabStop", S("567"));
	xml_close(&x);
}

static void defaults_put(struct xml *x, const struct draft *d, bool is_rtl)
{
	xml_open(x, "w:docDefaults");
	xml_open(x, "w:rPrDefault");
	xml_open(x, "w:rPr");
	xml_open(x, "w:rFonts");
	xml_attr(x, "w:ascii", S("Times New Roman"));
	xml_attr(x, "w:hAnsi", S("Times New Roman"));
	xml_attr(x, "w:cs", S("Times New Roman"));
	xml_close(x);
	xml_val(x, "w:sz", S("24")); /* half points */
	xml_val(x, "w:szCs", S("24"));
	xml_open(x, "w:lang");
	xml_attr(x, "w:val", is_rtl ? S("en") : d->lang);
	if (str_starts(d->lang, S("zh")) || str_starts(d->lang, S("ja")) || str_starts(d->lang, S("ko")))
		xml_attr(x, "w:eastAsia", d->lang);
	if (is_rtl)
		xml_attr(x, "w:bidi", d->lang);
	xml_close(x);
	xml_close(x);
	xml_close(x);
	xml_close(x);
}

static void style_open(struct xml *x, struct str type, struct str id, struct str name)
{
	xml_open(x, "w:style");
	xml_attr(x, "w:type", type);
	if (str_eq(id, S("Normal")))
		xml_attr(x, "w:default", S("1"));
	else
		xml_attr(x, "w:customStyle", S("1"));
	xml_attr(x, "w:styleId", id);
	xml_val(x, "w:name", name);
}

static void paragraph_style_put(struct xml *x, enum unit_kind k)
{
	bool is_head = k == UNIT_TITLE || k == UNIT_HEADING || k == UNIT_ANNEX;
	style_open(x, S("paragraph"), unit_kind_name(k), docx_style_name(k));
	xml_val(x, "w:basedOn", S("Normal"));
	xml_empty(x, "w:qFormat");
	xml_open(x, "w:pPr");
	if (is_head)
		xml_empty(x, "w:keepNext");
	xml_open(x, "w:spacing");
	xml_attr(x, "w:after", S("120"));
	xml_close(x);
	if (k == UNIT_POINT || k == UNIT_RECITAL || k == UNIT_FORMULA) {
		xml_open(x, "w:ind"); /* Word reads left as the side on which lines begin */
		xml_attr(x, "w:left", k == UNIT_POINT ? S("1134") : S("567"));
		xml_close(x);
	}
	if (k == UNIT_TITLE)
		xml_val(x, "w:jc", S("center"));
	xml_close(x);
	xml_open(x, "w:rPr");
	if (is_head) {
		xml_empty(x, "w:b");
		xml_empty(x, "w:bCs");
	}
	if (k == UNIT_NOTE) {
		xml_val(x, "w:sz", S("20"));
		xml_val(x, "w:szCs", S("20"));
	}
	xml_close(x);
	xml_close(x);
}

static void character_style_put(struct xml *x, struct str id, struct str name, struct str color)
{
	style_open(x, S("character"), id, name);
	xml_empty(x, "w:qFormat");
	xml_open(x, "w:rPr");
	xml_empty(x, "w:b");
	xml_empty(x, "w:bCs");
	if (color.n > 0)
		xml_val(x, "w:color", color);
	xml_close(x);
	xml_close(x);
}

void docx_styles_put(struct buf *b, const struct draft *d, bool is_rtl)
{
	struct xml x;
	xml_init(&x, b);
	xml_open(&x, "w:styles");
	xml_attr(&x, "xmlns:w", S(DOCX_WML));
	defaults_put(&x, d, is_rtl);
	style_open(&x, S("paragraph"), S("Normal"), S("Normal"));
	xml_empty(&x, "w:qFormat");
	xml_close(&x);
	for (unsigned k = 0; k < UNIT_KIND__COUNT; k++)
		paragraph_style_put(&x, (enum unit_kind)k);
	character_style_put(&x, S("label"), S("Comity Label"), STR_NONE);
	character_style_put(&x, S("bracket"), S("Comity Bracket"), STR_NONE);
	character_style_put(&x, S("by"), S("Comity Attribution"), S("1F4E79"));
	xml_close(&x);
}
