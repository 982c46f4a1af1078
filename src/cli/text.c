/* `comity text`: the words of a negotiated text, and the edits that make other words of them. */
#include <stdio.h>

#include "base/fmt.h"
#include "base/scope.h"
#include "cli/answer.h"
#include "cli/options.h"
#include "cli/source.h"
#include "cli/text_import.h"
#include "cli/text_version.h"
#include "cli/textfile.h"
#include "cli/wording.h"

#define ARENA_BYTES ((size_t)256 * 1024 * 1024)

struct asked {
	const struct cli_env *env;
	const char *from, *code, *unit;
	struct answer_text text;
	const struct answer_unit *says;
};

/* What the server says that the unit says. */
static enum rc unit_ask(struct asked *of, struct arena *a, struct err *err)
{
	const struct cli_source source = { .env = of->env, .name = of->from };
	enum rc rc = source_text(&of->text, a, &source, str_c(of->code), err);
	return rc == RC_OK ? answer_unit_find(&of->text, str_c(of->unit), &of->says, err) : rc;
}

static int words_print(struct asked *of)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct err err;
	if (unit_ask(of, &a, &err) != RC_OK)
		return cli_fail(&err);
	struct str clean = cli_clean(&a, of->says->words);
	(void)printf("%.*s\n", STR_ARG(clean));
	return CLI_YES;
}

static void put_text(struct json_out *w, struct str key, struct str text)
{
	json_out_key(w, key);
	json_out_text(w, text);
}

/* The content of text.propose: the edits by which the unit would read as the file does. */
static int propose_print(struct asked *of, const char *file, const char *rationale)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct err err;
	struct wording wording = { .unit = str_c(of->unit) };
	struct json_out w;
	struct buf content;
	uint32_t edits = 0;
	enum rc rc = textfile_read(&wording.wanted, &a, file, UNIT_BYTES_MAX, &err);
	if (rc == RC_OK)
		rc = unit_ask(of, &a, &err);
	if (rc != RC_OK)
		return cli_fail(&err);
	wording.base = of->says->words;
	wording.hash = of->says->hash;
	buf_init(&content, &a, 4 * UNIT_BYTES_MAX);
	json_out_begin(&w, &content);
	json_out_open(&w, '{');
	json_out_key(&w, S("edits"));
	json_out_open(&w, '[');
	if (wording_put(&w, &a, &wording, &edits, &err) != RC_OK)
		return cli_fail(&err);
	if (edits == 0) {
		(void)fprintf(stderr, "comity: %s says what the unit says already\n", file);
		return CLI_NO;
	}
	json_out_close(&w);
	put_text(&w, S("lang"), of->text.lang);
	if (rationale != NULL)
		put_text(&w, S("rationale"), str_c(rationale));
	put_text(&w, S("text"), str_c(of->code));
	json_out_close(&w);
	json_out_end(&w);
	(void)fwrite(content.p, 1, content.n, stdout);
	return CLI_YES;
}

struct wishes {
	const char *rationale, *code, *body, *lang, *title, *part, *translates, *state;
	bool is_markdown;
};

static int import_print(const struct asked *of, const struct wishes *w, const char *file)
{
	uint64_t part = 0;
	if (w->part != NULL && !cli_number("text", "--part", w->part, TEXT_UNITS_MAX, &part))
		return CLI_USAGE;
	if (w->translates != NULL) {
		if (of->from == NULL || w->lang == NULL)
			return cli_usage("text", "import with --translates needs --from and --lang");
		const struct text_version version = { .file = file,
			.from = of->from,
			.code = str_c(w->translates),
			.lang = str_c(w->lang),
			.state = w->state != NULL ? str_c(w->state) : S("draft"),
			.is_markdown = w->is_markdown,
			.part = (uint32_t)part };
		return text_version_print(of->env, &version);
	}
	if (w->code == NULL || w->body == NULL)
		return cli_usage("text", "import needs --code and --body");
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
		{ .name = "from", .value = "URL", .says = "the server, but for import of a new text",
		    .text = &of.from },
		{ .name = "rationale", .value = "TEXT", .says = "why, of propose", .text = &w.rationale },
		{ .name = "code", .value = "CODE", .says = "of the text, of import", .text = &w.code },
		{ .name = "body", .value = "BODY", .says = "that negotiates it", .text = &w.body },
		{ .name = "lang", .value = "TAG", .says = "language of the file (en)", .text = &w.lang },
		{ .name = "title", .value = "TEXT", .says = "in that language", .text = &w.title },
		{ .name = "part", .value = "N", .says = "which act of import, from 0", .text = &w.part },
		{ .name = "translates", .value = "TEXT", .text = &w.translates,
		    .says = "import: the file is this text in --lang" },
		{ .name = "state", .value = "WORD", .text = &w.state,
		    .says = "of its translations: machine, draft, revised, final (draft)" },
		{ .name = "markdown", .says = "the file is Markdown", .flag = &w.is_markdown },
	};
	const struct cli_form form = { "text", "words TEXT UNIT | propose TEXT UNIT FILE | import FILE",
		"words: what a unit of a negotiated text says now, to be changed in a file.\n"
		"propose: the content of text.propose that makes the words of FILE of it, for comity act\n"
		"new; the words that differ are found, and joined where few stand between.\n"
		"import: the content of text.table from a document, and with --part 1, 2 ... of the\n"
		"text.add that follow; brackets stay words, and those that are not balanced are named.\n"
		"With --translates the file is another language version: its paragraphs are paired with the\n"
		"units of TEXT, and --part 0, 1 ... is the content of the text.translate of each pair; what\n"
		"does not pair, or not beyond doubt, is named and left out.",
		options, CM_COUNT(options), 2, 4 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	struct str what = str_c(argv[1]);
	if (str_eq(what, S("import")) && argc == 3)
		return import_print(&of, &w, argv[2]);
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
