/* `comity text`: the words of a negotiated text, and the edits that make other words of them. */
#include <stdio.h>

#include "base/fmt.h"
#include "base/scope.h"
#include "cli/answer.h"
#include "cli/options.h"
#include "cli/source.h"
#include "cli/text_import.h"
#include "cli/textfile.h"
#include "text/diff.h"
#include "view/json_out.h"

#define ARENA_BYTES ((size_t)256 * 1024 * 1024)
#define ANSWER_BYTES_MAX ((size_t)64 * 1024 * 1024)
#define ADDRESS_BYTES_MAX 1024

struct asked {
	const struct cli_env *env;
	const char *from, *code, *unit;
	struct answer_unit says;
};

/* What the server says that the unit says. */
static enum rc unit_ask(struct asked *of, struct arena *a, struct err *err)
{
	char url[ADDRESS_BYTES_MAX];
	struct buf body;
	buf_init(&body, a, ANSWER_BYTES_MAX);
	(void)fmt_into(url, sizeof url, "%s/api/texts/%s", of->from, of->code);
	enum rc rc = of->env->fetch.get(of->env->fetch.ctx, url, &body, err);
	if (rc == RC_OK)
		rc = answer_unit_read(&of->says, a, buf_str(&body), str_c(of->unit), err);
	return rc == RC_OK ? rc : err_wrap(err, "%s", url);
}

static int words_print(struct asked *of)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct err err;
	if (unit_ask(of, &a, &err) != RC_OK)
		return cli_fail(&err);
	struct str clean = cli_clean(&a, of->says.words);
	(void)printf("%.*s\n", STR_ARG(clean));
	return CLI_YES;
}

static struct str trimmed(struct str text)
{
	while (text.n > 0 && (text.p[text.n - 1] == '\n' || text.p[text.n - 1] == ' '))
		text.n--;
	while (text.n > 0 && (text.p[0] == '\n' || text.p[0] == ' '))
		text = str_sub(text, 1, text.n);
	return text;
}

static void put_text(struct json_out *w, struct str key, struct str text)
{
	json_out_key(w, key);
	json_out_text(w, text);
}

static void put_number(struct json_out *w, struct str key, int64_t number)
{
	json_out_key(w, key);
	json_out_number(w, number);
}

static void put_edit(struct json_out *w, struct arena *a, const struct asked *of,
    const struct lexicon *l, const struct edit *e)
{
	struct buf words;
	buf_init(&words, a, UNIT_BYTES_MAX);
	words_piece(l, &words, e->text);
	json_out_open(w, '{');
	put_number(w, S("from"), e->lo);
	put_text(w, S("hash"), of->says.hash);
	put_number(w, S("to"), e->hi);
	put_text(w, S("unit"), str_c(of->unit));
	if (words.n > 0)
		put_text(w, S("words"), buf_str(&words));
	json_out_close(w);
}

/* The content of text.propose: the edits by which the unit would read as the file does. */
static int propose_print(struct asked *of, const char *file, const char *rationale)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct err err;
	struct str changed;
	struct lexicon l;
	struct words base, wanted;
	lexicon_init(&l, &a, 1);
	enum rc rc = textfile_read(&changed, &a, file, UNIT_BYTES_MAX, &err);
	if (rc == RC_OK)
		rc = unit_ask(of, &a, &err);
	if (rc == RC_OK)
		rc = words_cut(&l, &a, of->says.words, &base, &err);
	if (rc == RC_OK)
		rc = words_cut(&l, &a, trimmed(changed), &wanted, &err);
	if (rc != RC_OK)
		return cli_fail(&err);
	struct edits edits = edits_between(&a, &l, base, wanted);
	if (edits.count == 0) {
		(void)fprintf(stderr, "comity: %s says what the unit says already\n", file);
		return CLI_NO;
	}
	struct buf content;
	struct json_out w;
	buf_init(&content, &a, 4 * UNIT_BYTES_MAX);
	json_out_begin(&w, &content);
	json_out_open(&w, '{');
	json_out_key(&w, S("edits"));
	json_out_open(&w, '[');
	for (uint32_t i = 0; i < edits.count; i++)
		put_edit(&w, &a, of, &l, &edits.at[i]);
	json_out_close(&w);
	put_text(&w, S("lang"), of->says.lang);
	if (rationale != NULL)
		put_text(&w, S("rationale"), str_c(rationale));
	put_text(&w, S("text"), str_c(of->code));
	json_out_close(&w);
	json_out_end(&w);
	(void)fwrite(content.p, 1, content.n, stdout);
	return CLI_YES;
}

struct wishes {
	const char *rationale, *code, *body, *lang, *title, *part;
	bool is_markdown;
};

static int import_print(const struct wishes *w, const char *file)
{
	uint64_t part = 0;
	if (w->code == NULL || w->body == NULL)
		return cli_usage("text", "import needs --code and --body");
	if (w->part != NULL && !cli_number("text", "--part", w->part, TEXT_UNITS_MAX, &part))
		return CLI_USAGE;
	const struct text_import order = { .file = file,
		.code = str_c(w->code),
		.body = str_c(w->body),
		.lang = w->lang != NULL ? str_c(w->lang) : S("en"),
		.title = str_c(w->title != NULL ? w->title : w->code),
		.is_markdown = w->is_markdown,
		.part = (uint32_t)part };
	return text_import_print(&order);
}

int text_command(const struct cli_env *env, int argc, char **argv)
{
	struct asked of = { .env = env };
	struct wishes w = { .rationale = NULL };
	const struct cli_option options[] = {
		{ .name = "from", .value = "URL", .says = "the server, of words and propose",
		    .text = &of.from },
		{ .name = "rationale", .value = "TEXT", .says = "why, of propose", .text = &w.rationale },
		{ .name = "code", .value = "CODE", .says = "of the text, of import", .text = &w.code },
		{ .name = "body", .value = "BODY", .says = "that negotiates it", .text = &w.body },
		{ .name = "lang", .value = "TAG", .says = "language of the file (en)", .text = &w.lang },
		{ .name = "title", .value = "TEXT", .says = "in that language", .text = &w.title },
		{ .name = "part", .value = "N", .says = "which act of import, from 0", .text = &w.part },
		{ .name = "markdown", .says = "the file is Markdown", .flag = &w.is_markdown },
	};
	const struct cli_form form = { "text", "words TEXT UNIT | propose TEXT UNIT FILE | import FILE",
		"words: what a unit of a negotiated text says now, to be changed in a file.\n"
		"propose: the content of text.propose that makes the words of FILE of it, for comity act\n"
		"new; the words that differ are found, and joined where few stand between.\n"
		"import: the content of text.table from a document, and with --part 1, 2 ... of the\n"
		"text.add that follow; brackets stay words, and those that are not balanced are named.",
		options, CM_COUNT(options), 2, 4 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	struct str what = str_c(argv[1]);
	if (str_eq(what, S("import")) && argc == 3)
		return import_print(&w, argv[2]);
	if (of.from == NULL && !str_eq(what, S("import")))
		return cli_usage("text", "--from is missing");
	of.code = argv[2];
	of.unit = argc > 3 ? argv[3] : "";
	if (str_eq(what, S("words")) && argc == 4)
		return words_print(&of);
	if (str_eq(what, S("propose")) && argc == 5)
		return propose_print(&of, argv[4], w.rationale);
	return cli_usage("text", "words takes TEXT and UNIT, propose also FILE, import FILE");
}
