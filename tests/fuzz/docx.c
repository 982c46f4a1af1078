/*
 * A Word file from anybody: as a ZIP file as it is, and as the document.xml of a file that is whole
 * otherwise. Either is refused, or read with edits in normal form on every unit.
 */
#include "base/buf.h"
#include "base/limits.h"
#include "base/scope.h"
#include "convert/docx_read.h"
#include "convert/zip.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define ARENA_BYTES ((size_t)512 * 1024 * 1024)
#define UNITS 3

static void file_check(struct arena *a, struct draft *d, struct lexicon *l, struct str file)
{
	struct docx_order order = { d, l, file };
	struct returned r;
	struct edits normal;
	struct err err;
	if (docx_read(a, &order, &r, &err) != RC_OK)
		return;
	for (uint32_t i = 0; i < UNITS; i++) {
		struct edits e = r.units[i].edits;
		cm_assert(edits_normal(a, d->units[i].base, e, &normal, &err) == RC_OK);
		cm_assert(normal.count == e.count);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct str texts[UNITS] = { { "The Council,", 12 }, { "Member States shall act", 23 },
		{ "", 0 } };
	static const struct str ids[UNITS] = { { "u0", 2 }, { "u1", 2 }, { "u2", 2 } };
	SCOPE_ARENA(a, ARENA_BYTES);
	struct str bytes = { (const char *)data, size };
	struct draft_unit units[UNITS] = { { .parent = DRAFT_NONE } };
	struct unit_text text[UNITS] = { { .text = { NULL, 0 } } };
	struct draft d = { .code = S("d"), .lang = S("en"), .units = units, .units_count = UNITS };
	struct zip_part parts[3] = { { S("[Content_Types].xml"), S("-") },
		{ S("_rels/.rels"),
		    S("<R><Relationship Type='/relationships/officeDocument' Target='d.xml'/></R>") },
		{ S("d.xml"), bytes } };
	struct lexicon l;
	struct err err;
	struct buf b;
	lexicon_init(&l, &a, 1);
	d.words = &l;
	for (uint32_t i = 0; i < UNITS; i++) {
		text[i].text = texts[i];
		units[i].id = ids[i];
		units[i].texts = &text[i];
		units[i].texts_count = 1;
		cm_assert(words_cut(&l, &a, texts[i], &units[i].base, &err) == RC_OK);
	}
	file_check(&a, &d, &l, bytes);
	buf_init(&b, &a, ZIP_FILE_BYTES_MAX);
	if (zip_write(&b, parts, 3, &err) == RC_OK)
		file_check(&a, &d, &l, buf_str(&b));
	return 0;
}
