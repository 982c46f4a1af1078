#include "cli/text_version.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/scope.h"
#include "cli/answer.h"
#include "cli/source.h"
#include "cli/textfile.h"
#include "text/alignment.h"
#include "text/import.h"
#include "view/json_out.h"

#define ARENA_BYTES ((size_t)512 * 1024 * 1024)
#define ROWS_SHOWN_MAX 200

struct version_work {
	struct arena *arena;
	const struct text_version *order;
	struct answer_text text;
	struct imported file;
	struct alignment rows;
};

static enum rc text_ask(struct version_work *w, const struct cli_env *env, struct err *err)
{
	const struct cli_source source = { .env = env, .name = w->order->from };
	enum rc rc = source_text(&w->text, w->arena, &source, w->order->code, err);
	if (rc == RC_OK && str_eq(w->text.lang, w->order->lang))
		rc = cm_fail(err, RC_INVALID, "the text is negotiated in this language");
	return rc;
}

static enum rc file_read(struct version_work *w, struct err *err)
{
	struct lexicon *l = arena_new(w->arena, struct lexicon);
	struct import_order o = { .words = l, .lang = w->order->lang,
		.format = w->order->is_markdown ? IMPORT_MARKDOWN : IMPORT_PLAIN };
	lexicon_init(l, w->arena, 1);
	enum rc rc = textfile_read(&o.source, w->arena, w->order->file, IMPORT_BYTES_MAX, err);
	return rc == RC_OK ? draft_import(w->arena, &o, &w->file, err) : rc;
}

static enum rc rows_make(struct version_work *w, struct err *err)
{
	uint32_t units = w->text.count, paragraphs = w->file.units_count;
	struct version_unit *here = arena_array(w->arena, struct version_unit, (size_t)units + 1);
	struct version_unit *there = arena_array(w->arena, struct version_unit, (size_t)paragraphs + 1);
	for (uint32_t i = 0; i < units; i++) {
		const struct answer_unit *u = &w->text.units[i];
		enum unit_kind kind = unit_kind_of(u->kind);
		here[i] = (struct version_unit){ kind == UNIT_KIND__COUNT ? UNIT_PARAGRAPH : kind,
			u->label, u->words };
	}
	for (uint32_t i = 0; i < paragraphs; i++) {
		const struct draft_unit *u = &w->file.units[i];
		there[i] = (struct version_unit){ u->kind, u->label, u->texts[0].text };
	}
	return versions_align(w->arena, (struct version){ here, units },
	    (struct version){ there, paragraphs }, &w->rows, err);
}

static bool becomes_act(const struct align_row *r)
{
	return r->kind == ALIGN_PAIR && !r->is_doubtful;
}

static void row_say(const struct version_work *w, const struct align_row *r)
{
	const struct answer_unit *u = r->first == DRAFT_NONE ? NULL : &w->text.units[r->first];
	unsigned line = r->second == DRAFT_NONE ? 0 : w->file.lines[r->second];
	if (r->kind == ALIGN_PAIR)
		(void)fprintf(stderr, "unit %.*s: doubtful, line %u\n", STR_ARG(u->id), line);
	else if (r->kind == ALIGN_JOINED)
		(void)fprintf(stderr, "units %.*s and %.*s: one paragraph there, line %u\n",
		    STR_ARG(u[0].id), STR_ARG(u[1].id), line);
	else if (r->kind == ALIGN_SPLIT)
		(void)fprintf(stderr, "unit %.*s: two paragraphs there, lines %u and %u\n",
		    STR_ARG(u->id), line, w->file.lines[r->second + 1]);
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
	(void)fprintf(stderr, "%u units, %u paragraphs: %u translations, each an act\n", w->text.count,
	    w->file.units_count, acts);
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

static void put_text(struct json_out *out, struct str key, struct str text)
{
	json_out_key(out, key);
	json_out_text(out, text);
}

static void content_print(const struct version_work *w, const struct align_row *r)
{
	const struct answer_unit *u = &w->text.units[r->first];
	const struct draft_unit *there = &w->file.units[r->second];
	struct str words = there->texts[0].text;
	struct json_out out;
	struct buf content;
	buf_init(&content, w->arena, 4 * UNIT_BYTES_MAX);
	json_out_begin(&out, &content);
	json_out_open(&out, '{');
	put_text(&out, S("from"), u->hash);
	put_text(&out, S("lang"), w->order->lang);
	put_text(&out, S("state"), w->order->state);
	put_text(&out, S("text"), w->order->code);
	put_text(&out, S("unit"), u->id);
	put_text(&out, S("words"), words.n > 0 ? words : there->label);
	json_out_close(&out);
	json_out_end(&out);
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
	return cli_usage("text", "there are %u parts, from 0", acts);
}

int text_version_print(const struct cli_env *env, const struct text_version *order)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct err err;
	struct version_work w = { .arena = &a, .order = order };
	enum rc rc = file_read(&w, &err);
	if (rc == RC_OK)
		rc = text_ask(&w, env, &err);
	if (rc == RC_OK)
		rc = rows_make(&w, &err);
	return rc == RC_OK ? part_print(&w) : cli_fail(&err);
}
