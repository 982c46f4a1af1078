/* `comity text import`: a document as the units of a draft, in as many acts as it takes. */
#include "cli/text_import.h"

#include <stdio.h>

#include "base/scope.h"
#include "cli/cli.h"
#include "cli/textfile.h"
#include "text/import.h"
#include "view/json_out.h"

#define ARENA_BYTES ((size_t)512 * 1024 * 1024)
#define PART_BYTES_MAX 36000 /* of units in one act: what is left is for its other members */
#define MARKS_SHOWN_MAX 20

static void put_text(struct json_out *w, struct str key, struct str text)
{
	json_out_key(w, key);
	json_out_text(w, text);
}

/* A unit of a label alone has that as its words. */
static void put_unit(struct json_out *w, const struct imported *i, uint32_t at)
{
	const struct draft_unit *u = &i->units[at];
	struct str words = u->texts[0].text;
	json_out_open(w, '{');
	put_text(w, S("id"), u->id);
	put_text(w, S("kind"), unit_kind_name(u->kind));
	if (u->label.n > 0 && words.n > 0)
		put_text(w, S("label"), u->label);
	if (u->parent != DRAFT_NONE)
		put_text(w, S("parent"), i->units[u->parent].id);
	put_text(w, S("text"), words.n > 0 ? words : u->label);
	json_out_close(w);
}

/* The unit behind the last one of the part that begins at `from`. */
static uint32_t part_end(const struct imported *i, uint32_t from)
{
	size_t bytes = 0;
	uint32_t to = from;
	while (to < i->units_count) {
		const struct draft_unit *u = &i->units[to];
		bytes += 2 * u->texts[0].text.n + u->label.n + 200; /* escaped, with its other members */
		if (to > from && bytes > PART_BYTES_MAX)
			break;
		to++;
	}
	return to;
}

static void content_put(struct buf *out, const struct text_import *order, const struct imported *i,
    uint32_t from, uint32_t to)
{
	struct json_out w;
	bool is_first = from == 0;
	json_out_begin(&w, out);
	json_out_open(&w, '{');
	if (is_first) {
		put_text(&w, S("body"), order->body);
		put_text(&w, S("code"), order->code);
		put_text(&w, S("lang"), order->lang);
	} else {
		put_text(&w, S("text"), order->code);
	}
	if (is_first) {
		json_out_key(&w, S("title"));
		json_out_open(&w, '{');
		put_text(&w, order->lang, order->title);
		json_out_close(&w);
	}
	json_out_key(&w, S("units"));
	json_out_open(&w, '[');
	for (uint32_t at = from; at < to; at++)
		put_unit(&w, i, at);
	json_out_close(&w);
	json_out_close(&w);
	json_out_end(&w);
}

/* To people: what was found, and each bracket that nothing opens or closes. */
static void report_print(const struct imported *i, uint32_t parts)
{
	uint32_t shown = 0;
	(void)fprintf(stderr, "%u units, %u words, in %u acts; %u pairs of brackets, %u deep\n",
	    i->units_count, i->report.words, parts, i->report.marks.pairs, i->report.marks.depth_max);
	for (uint32_t k = 0; k < i->marks.count && shown < MARKS_SHOWN_MAX; k++) {
		const struct import_mark *m = &i->marks.at[k];
		if (m->kind != MARK_UNOPENED && m->kind != MARK_UNCLOSED)
			continue;
		(void)fprintf(stderr, "line %u, unit %.*s: %.*s bracket\n", i->lines[m->at.unit],
		    STR_ARG(i->units[m->at.unit].id), STR_ARG(import_mark_name(m->kind)));
		shown++;
	}
}

static int part_print(struct arena *a, const struct text_import *order, const struct imported *i)
{
	uint32_t parts = 0, begin = 0, end = 0;
	for (uint32_t from = 0; from < i->units_count; from = part_end(i, from)) {
		if (parts++ != order->part)
			continue;
		begin = from;
		end = part_end(i, from);
	}
	report_print(i, parts);
	if (end == 0)
		return cli_usage("text", "there are %u parts, from 0", parts);
	struct buf content;
	buf_init(&content, a, (size_t)4 * 1024 * 1024);
	content_put(&content, order, i, begin, end);
	(void)fwrite(content.p, 1, content.n, stdout);
	return CLI_YES;
}

int text_import_print(const struct text_import *order)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct err err;
	struct lexicon l;
	struct imported i;
	struct import_order o = { .words = &l, .lang = order->lang,
		.format = order->is_markdown ? IMPORT_MARKDOWN : IMPORT_PLAIN };
	lexicon_init(&l, &a, 1);
	enum rc rc = textfile_read(&o.source, &a, order->file, IMPORT_BYTES_MAX, &err);
	if (rc == RC_OK)
		rc = draft_import(&a, &o, &i, &err);
	if (rc != RC_OK)
		return cli_fail(&err);
	return part_print(&a, order, &i);
}
