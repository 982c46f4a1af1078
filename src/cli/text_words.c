/* `comity text words` and `comity text propose`: the words of a unit, and the edits that make others of
 * them. */
#include <stdio.h>

#include "base/limits.h"
#include "base/scope.h"
#include "cli/options.h"
#include "cli/text.h"
#include "cli/text_source.h"
#include "cli/textfile.h"
#include "text/diff.h"
#include "text/token.h"
#include "view/text_acts.h"

struct asked {
	struct text_place place;
	struct str unit;
	const char *rationale;
};

struct found {
	struct lexicon words;
	struct draft draft;
	const struct draft_unit *unit;
};

static enum rc unit_find(struct found *out, struct arena *a, const struct asked *of, struct err *err)
{
	lexicon_init(&out->words, a, 1);
	enum rc rc = text_source_draft(&out->draft, a, &of->place, &out->words, err);
	if (rc != RC_OK)
		return rc;
	for (uint32_t i = 0; i < out->draft.units_count; i++) {
		out->unit = &out->draft.units[i];
		if (str_eq(out->unit->id, of->unit))
			return RC_OK;
	}
	return cm_fail(err, RC_NOT_FOUND, "the text has no unit '%.*s'", STR_ARG(of->unit));
}

static int words_print(const struct asked *of)
{
	SCOPE_ARENA(a, TEXT_ARENA_BYTES);
	struct found found;
	struct err err;
	if (unit_find(&found, &a, of, &err) != RC_OK)
		return cli_fail(&err);
	struct str clean = cli_clean(&a, found.unit->texts[0].text);
	(void)printf("%.*s\n", STR_ARG(clean));
	return CLI_YES;
}

static void content_print(struct arena *a, const struct asked *of, struct found *found,
    struct edits edits)
{
	struct buf content;
	const struct unit_propose p = { .draft = &found->draft,
		.unit = found->unit,
		.edits = edits,
		.rationale = of->rationale != NULL ? str_c(of->rationale) : STR_NONE };
	buf_init(&content, a, 4 * UNIT_BYTES_MAX);
	unit_propose_put(&content, &p);
	(void)fwrite(content.p, 1, content.n, stdout);
}

/* The content of text.propose: the edits by which the unit would read as the file does. */
static int propose_print(const struct asked *of, const char *file)
{
	SCOPE_ARENA(a, TEXT_ARENA_BYTES);
	struct found found;
	struct words wanted;
	struct str changed;
	struct err err;
	enum rc rc = textfile_read(&changed, &a, file, UNIT_BYTES_MAX, &err);
	if (rc == RC_OK)
		rc = unit_find(&found, &a, of, &err);
	if (rc == RC_OK)
		rc = words_cut(&found.words, &a, token_trim(changed), &wanted, &err);
	if (rc != RC_OK)
		return cli_fail(&err);
	struct edits edits = edits_between(&a, &found.words, found.unit->base, wanted);
	if (edits.count == 0) {
		(void)fprintf(stderr, "comity: %s says what the unit says already\n", file);
		return CLI_NO;
	}
	content_print(&a, of, &found, edits);
	return CLI_YES;
}

int text_words_command(const struct cli_env *env, int argc, char **argv)
{
	struct asked of = { .place = { .env = env } };
	const struct cli_option options[] = {
		{ .name = "from", .value = "DIR|URL", .says = "the record", .text = &of.place.from },
	};
	const struct cli_form form = { "text words", "TEXT UNIT",
		"What a unit of a negotiated text says now, to be changed in a file.", options,
		CM_COUNT(options), 2, 2 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	if (of.place.from == NULL)
		return cli_usage("text words", "--from is missing");
	of.place.code = str_c(argv[1]);
	of.unit = str_c(argv[2]);
	return words_print(&of);
}

int text_propose_command(const struct cli_env *env, int argc, char **argv)
{
	struct asked of = { .place = { .env = env } };
	const struct cli_option options[] = {
		{ .name = "from", .value = "DIR|URL", .says = "the record", .text = &of.place.from },
		{ .name = "rationale", .value = "TEXT", .says = "why", .text = &of.rationale },
	};
	const struct cli_form form = { "text propose", "TEXT UNIT FILE",
		"The content of text.propose that makes the words of FILE of the unit, for comity act\n"
		"new; the words that differ are found, and joined where few stand between.",
		options, CM_COUNT(options), 3, 3 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	if (of.place.from == NULL)
		return cli_usage("text propose", "--from is missing");
	of.place.code = str_c(argv[1]);
	of.unit = str_c(argv[2]);
	return propose_print(&of, argv[3]);
}
