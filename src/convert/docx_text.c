#include "convert/docx_text.h"

#include "base/arena.h"
#include "base/limits.h"
#include "convert/docx_priv.h"

/* One line: white space inside a paragraph is a layout. */
static void line_put(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		buf_byte(out, text.p[i] == '\t' || text.p[i] == '\n' ? ' ' : (uint8_t)text.p[i]);
	buf_put(out, S("\n\n"));
}

enum rc docx_text(struct arena *a, struct str file, struct str *out, struct err *err)
{
	struct lexicon none;
	const struct draft draft = { .units_count = 0 };
	struct docx_reader r = { .arena = a, .draft = &draft, .words = &none };
	struct buf text;
	lexicon_init(&none, a, 1);
	map_init(&r.bookmarks, a, 1);
	enum rc rc = docx_file_read(a, file, 1, &r.file, err);
	struct body_maps maps = { &r.bookmarks, &r.file.styles, &r.file.comments };
	if (rc == RC_OK)
		rc = body_read(a, r.file.document, &maps, &r.body, err);
	if (rc != RC_OK)
		return rc;
	docx_view_build(&r, BODY_DELETED, &r.final);
	buf_init(&text, a, 2 * DOCX_PART_BYTES_MAX);
	for (uint32_t i = 0; i < r.final.count; i++) {
		struct str line = docx_view_text(&r.final, &r.final.at[i]);
		if (line.n > 0)
			line_put(&text, line);
	}
	return buf_done(&text, out, err);
}
