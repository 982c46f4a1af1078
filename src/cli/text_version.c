#include "cli/text_version.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/limits.h"
#include "text/alignment.h"
#include "view/text_acts.h"

#define ROWS_SHOWN_MAX 200

struct version_work {
	struct arena *arena;
	const struct text_version *order;
	struct lexicon words;
	struct draft text;
	struct alignment rows;
};

static enum rc text_ask(struct version_work *w, struct err *err)
{
	enum rc rc = text_source_draft(&w->text, w->arena, &w->order->place, &w->words, err);
	if (rc == RC_OK && str_eq(w->text.lang, w->order->lang))
		rc = cm_fail(err, RC_INVALID, "the text is negotiated in this language");
	return rc;
}

static struct version version_of(struct arena *a, const struct draft_unit *units, uint32_t count)
{
	struct version_unit *at = arena_array(a, struct version_unit, (size_t)count + 1);
	for (uint32_t i = 0; i < count; i++)
		at[i] = (struct version_unit){ units[i].kind, units[i].label, units[i].texts[0].text };
	return (struct version){ at, count };
}

static enum rc rows_make(struct version_work *w, struct err *err)
{
	const struct imported *file = w->order->file;
	struct version here = version_of(w->arena, w->text.units, w->text.units_count);
	struct version there = version_of(w->arena, file->units, file->units_count);
	return versions_align(w->arena, here, there, &w->rows, err);
}

static bool becomes_act(const struct align_row *r)
{
	return r->kind == ALIGN_PAIR && !r->is_doubtful;
}

static void row_say(const struct version_work *w, const struct align_row *r)
{
	const struct draft_unit *u = r->first == DRAFT_NONE ? NULL : &w->text.units[r->first];
	unsigned line = r->second == DRAFT_NONE ? 0 : w->order->file->lines[r->second];
	if (r->kind == ALIGN_PAIR)
		(void)fprintf(stderr, "unit %.*s: doubtful, line %u\n", STR_ARG(u->id), line);
	else if (r->kind == ALIGN_JOINED)
		(void)fprintf(stderr, "units %.*s and %.*s: one paragraph there, line %u\n",
		    STR_ARG(u[0].id), STR_ARG(u[1].id), line);
	else if (r->kind == ALIGN_SPLIT)
		(void)fprintf(stderr, "unit %.*s: two paragraphs there, lines %u and %u\n",
		    STR_ARG(u->id), line, w->order->file->lines[r->second + 1]);
	else if (r->kind == ALIGN_FIRST_ONLY)
		(void)fprintf(stderr, "unit %.*s: nothing there\n", STR_ARG(u->id));
	else
		(void)fprintf(stderr, "line %u: no unit here\n", line);
}

/* To people: how many became acts, and what did not. */
static uint32_t report_print(const struct version_work *w)
{
	uint32_t acts = 0, shown = 0;
	for (uint32_t i = 0; i < w->rows.count; i++)
		acts += becomes_act(&w->rows.at[i]);
	(void)fprintf(stderr, "%u units, %u paragraphs: %u translations, each an act\n", w->text.units_count,
	    w->order->file->units_count, acts);
	for (uint32_t i = 0; i < w->rows.count; i++) {
		if (becomes_act(&w->rows.at[i]))
			continue;
		if (shown++ < ROWS_SHOWN_MAX)
			row_say(w, &w->rows.at[i]);
	}
	if (shown > ROWS_SHOWN_MAX)
		(void)fprintf(stderr, "and %u more\n", shown - ROWS_SHOWN_MAX);
	return acts;
}

static void content_print(const struct version_work *w, const struct align_row *r)
{
	const struct draft_unit *u = &w->text.units[r->first];
	const struct draft_unit *there = &w->order->file->units[r->second];
	struct str words = there->texts[0].text;
	const struct unit_translate act = { .text = w->text.code, .unit = u->id, .lang = w->order->lang,
		.from = u->texts[0].text, .words = words.n > 0 ? words : there->label,
		.state = w->order->state };
	struct buf content;
	buf_init(&content, w->arena, 4 * UNIT_BYTES_MAX);
	unit_translate_put(&content, &act);
	(void)fwrite(content.p, 1, content.n, stdout);
}

static int part_print(const struct version_work *w)
{
	uint32_t acts = report_print(w), part = 0;
	for (uint32_t i = 0; i < w->rows.count; i++) {
		if (!becomes_act(&w->rows.at[i]) || part++ != w->order->part)
			continue;
		content_print(w, &w->rows.at[i]);
		return CLI_YES;
	}
	if (acts == 0)
		return CLI_NO;
	return cli_usage("text import", "there are %u parts, from 0", acts);
}

int text_version_print(struct arena *a, const struct text_version *order)
{
	struct err err;
	struct version_work w = { .arena = a, .order = order };
	lexicon_init(&w.words, a, 1);
	enum rc rc = text_ask(&w, &err);
	if (rc == RC_OK)
		rc = rows_make(&w, &err);
	return rc == RC_OK ? part_print(&w) : cli_fail(&err);
}
