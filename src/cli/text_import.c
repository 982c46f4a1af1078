/* `comity text import`: a document as the units of a draft, in as many acts as it takes. */
#include <stdio.h>

#include "base/scope.h"
#include "cli/options.h"
#include "cli/text.h"
#include "cli/text_version.h"
#include "cli/textfile.h"
#include "text/import.h"
#include "view/json_out.h"

#define PART_BYTES_MAX 36000 /* of units in one act: what is left is for its other members */
#define MARKS_SHOWN_MAX 20

enum source_form { FILE_PLAIN, FILE_MARKDOWN, FILE_DOCX, FILE_AKN, FILE_ODT, FILE__COUNT };

struct text_import {
	const struct cli_env *env;
	const char *file;
	struct str code, body, lang, title;
	struct text_version version; /* with a place: the file is in another language of that text */
	enum source_form form;
	uint32_t part; /* from 0: the content of text.table, then of each text.add */
};

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
		return cli_usage("text import", "there are %u parts, from 0", parts);
	struct buf content;
	buf_init(&content, a, (size_t)4 * 1024 * 1024);
	content_put(&content, order, i, begin, end);
	(void)fwrite(content.p, 1, content.n, stdout);
	return CLI_YES;
}

/* ---- what the file is ---- */

/* By its first bytes and its name: a package is Word's unless it says otherwise. */
static enum source_form form_of(struct str bytes, struct str name)
{
	size_t at = 0;
	if (str_starts(bytes, S("PK")))
		return str_ends(name, S(".odt")) ? FILE_ODT : FILE_DOCX;
	while (at < bytes.n && (bytes.p[at] == ' ' || bytes.p[at] == '\n' || bytes.p[at] == '\r'))
		at++;
	if (str_starts(str_sub(bytes, at, bytes.n), S("<")))
		return FILE_AKN;
	return str_ends(name, S(".md")) ? FILE_MARKDOWN : FILE_PLAIN;
}

static enum rc akn_import(struct imported *out, struct arena *a, const struct text_import *order,
    struct str bytes, struct err *err)
{
	const struct errand e = { .kind = ERRAND_UNITS, .file = bytes };
	struct errand_units units;
	struct str answer;
	enum rc rc = text_errand_run(&answer, a, order->env, &e, err);
	if (rc == RC_OK)
		rc = errand_units_read(&units, a, answer, err);
	if (rc != RC_OK)
		return rc;
	/* It has no lines: units are counted. */
	uint32_t *lines = arena_array(a, uint32_t, (size_t)units.count + 1);
	for (uint32_t i = 0; i < units.count; i++)
		lines[i] = i + 1;
	*out = (struct imported){ .units = units.units, .units_count = units.count, .lines = lines };
	struct lexicon l;
	lexicon_init(&l, a, 1);
	for (uint32_t i = 0; i < units.count && rc == RC_OK; i++) {
		struct words words;
		rc = words_cut(&l, a, units.units[i].texts[0].text, &words, err);
		out->report.words += rc == RC_OK ? words.count : 0;
	}
	if (units.is_own)
		(void)fprintf(stderr, "the proposals in it stay behind: a draft is tabled without any\n");
	return rc;
}

/* Word's text, by way of LibreOffice where it is not Word's. */
static enum rc words_of_package(struct str *out, struct arena *a, const struct text_import *order,
    struct str bytes, struct err *err)
{
	struct errand e = { .kind = ERRAND_WORDS, .file = bytes };
	const struct converter_office office = { bytes, "odt", "docx" };
	struct buf docx;
	struct str answer;
	enum rc rc = RC_OK;
	buf_init(&docx, a, ERRAND_FILE_BYTES_MAX);
	if (order->form == FILE_ODT) {
		rc = order->env->converter->office(&office, &docx, err);
		e.file = buf_str(&docx);
	}
	if (rc == RC_OK)
		rc = text_errand_run(&answer, a, order->env, &e, err);
	return rc == RC_OK ? errand_words_read(out, answer, err) : rc;
}

static enum rc units_read(struct imported *out, struct arena *a, const struct text_import *order,
    struct str bytes, struct err *err)
{
	struct lexicon *l = arena_new(a, struct lexicon);
	struct import_order o = { .words = l, .lang = order->lang, .source = bytes,
		.format = order->form == FILE_MARKDOWN ? IMPORT_MARKDOWN : IMPORT_PLAIN };
	enum rc rc = RC_OK;
	lexicon_init(l, a, 1);
	if (order->form == FILE_AKN)
		return akn_import(out, a, order, bytes, err);
	if (order->form == FILE_DOCX || order->form == FILE_ODT)
		rc = words_of_package(&o.source, a, order, bytes, err);
	return rc == RC_OK ? draft_import(a, &o, out, err) : rc;
}

static int import_run(struct text_import *order, bool is_markdown)
{
	SCOPE_ARENA(a, TEXT_ARENA_BYTES);
	struct err err;
	struct imported i;
	struct str bytes;
	enum rc rc = textfile_read(&bytes, &a, order->file, ERRAND_FILE_BYTES_MAX, &err);
	if (rc == RC_OK) {
		order->form = is_markdown ? FILE_MARKDOWN : form_of(bytes, str_c(order->file));
		rc = units_read(&i, &a, order, bytes, &err);
	}
	if (rc != RC_OK)
		return cli_fail(&err);
	order->version.file = &i;
	return order->version.place.from != NULL ? text_version_print(&a, &order->version)
						 : part_print(&a, order, &i);
}

/* What was asked for, as it was written. */
struct wishes {
	const char *code, *body, *lang, *title, *part, *translates, *from, *state;
	bool is_markdown;
};

static bool wishes_fit(const struct wishes *w)
{
	if (w->translates == NULL)
		return w->code != NULL && w->body != NULL;
	return w->from != NULL && w->lang != NULL;
}

static int import_asked(const struct cli_env *env, const struct wishes *w, const char *file)
{
	uint64_t part = 0;
	enum translation_state state =
	    w->state != NULL ? translation_state_of(str_c(w->state)) : TRANSLATION_DRAFT;
	if (!wishes_fit(w))
		return cli_usage("text import", w->translates == NULL
		        ? "needs --code and --body" : "--translates needs --from and --lang");
	if (state == TRANSLATION_STATE__COUNT)
		return cli_usage("text import", "--state is machine, draft, revised or final");
	if (w->part != NULL && !cli_number("text import", "--part", w->part, TEXT_UNITS_MAX, &part))
		return CLI_USAGE;
	struct text_import order = { .env = env, .file = file,
		.lang = w->lang != NULL ? str_c(w->lang) : S("en"), .part = (uint32_t)part };
	if (w->translates != NULL) {
		order.version = (struct text_version){
			.place = { .env = env, .from = w->from, .code = str_c(w->translates) },
			.lang = order.lang,
			.state = state,
			.part = order.part };
	} else {
		order.code = str_c(w->code);
		order.body = str_c(w->body);
		order.title = str_c(w->title != NULL ? w->title : w->code);
	}
	return import_run(&order, w->is_markdown);
}

int text_import_command(const struct cli_env *env, int argc, char **argv)
{
	struct wishes w = { .code = NULL };
	const struct cli_option options[] = {
		{ .name = "code", .value = "CODE", .says = "of the text", .text = &w.code },
		{ .name = "body", .value = "BODY", .says = "that negotiates it", .text = &w.body },
		{ .name = "lang", .value = "TAG", .says = "language of the file (en)", .text = &w.lang },
		{ .name = "title", .value = "TEXT", .says = "in that language", .text = &w.title },
		{ .name = "part", .value = "N", .says = "which act, from 0", .text = &w.part },
		{ .name = "markdown", .says = "it is Markdown, whatever its name", .flag = &w.is_markdown },
		{ .name = "translates", .value = "TEXT", .text = &w.translates,
		    .says = "the file is this text in --lang" },
		{ .name = "from", .value = "DIR|URL", .says = "the record of that text", .text = &w.from },
		{ .name = "state", .value = "WORD", .text = &w.state,
		    .says = "of its translations: machine, draft, revised, final (draft)" },
	};
	const struct cli_form form = { "text import", "FILE",
		"The content of text.table from a document, and with --part 1, 2 ... of the text.add that\n"
		"follow: plain text, Markdown, Word (as it reads with its tracked changes made), Akoma\n"
		"Ntoso, and ODT where LibreOffice is installed. Brackets stay words, and those that are not\n"
		"balanced are named.\n"
		"With --translates the file is another language version: its paragraphs are paired with the\n"
		"units of TEXT, and --part 0, 1 ... is the content of the text.translate of each pair; what\n"
		"does not pair, or not beyond doubt, is named and left out.",
		options, CM_COUNT(options), 1, 1 };
	int status = cli_options(&form, &argc, argv);
	return status >= 0 ? status : import_asked(env, &w, argv[1]);
}
