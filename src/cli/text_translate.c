/* `comity text translate`: an XLIFF file that came back, as acts that record its translations. */
#include <stdio.h>

#include "base/scope.h"
#include "base/limits.h"
#include "cli/options.h"
#include "cli/text.h"
#include "cli/text_source.h"
#include "cli/textfile.h"
#include "view/text_acts.h"

#define TEXT_TRANSLATIONS_MAX (2 * TEXT_UNITS_MAX)

struct translate_wish {
	struct text_place place;
	const char *file;
	const char *part;
};

struct translated {
	struct draft draft;
	struct errand_translations all;
	/* Those that say something new of words as they stand. */
	const struct errand_translation *fit[TEXT_TRANSLATIONS_MAX];
	uint32_t fit_count;
};

/* NULL: it can be recorded. */
static const char *why_not(const struct draft *d, const struct errand_translations *all,
    const struct errand_translation *t)
{
	if (t->unit == DRAFT_NONE)
		return "there is no such unit";
	if (t->is_altered)
		return "its source is not the one that was sent out";
	if (!t->is_base)
		return "it is of a proposal, which has no translation in the record";
	const struct draft_unit *u = &d->units[t->unit];
	if (!str_eq(u->texts[0].text, t->source))
		return "the unit says something else by now";
	for (uint32_t i = 1; i < u->texts_count; i++) {
		if (str_eq(u->texts[i].lang, all->lang) && !u->texts[i].is_stale &&
		    str_eq(u->texts[i].text, t->target))
			return "it is recorded already";
	}
	return NULL;
}

static enum rc file_read(struct translated *out, struct arena *a, const struct translate_wish *w,
    struct err *err)
{
	struct errand e = { .kind = ERRAND_TRANSLATIONS };
	struct lexicon *words = arena_new(a, struct lexicon);
	struct errand_asked of = { &out->draft, words, STR_NONE };
	lexicon_init(words, a, 1);
	enum rc rc = textfile_read(&e.file, a, w->file, ERRAND_FILE_BYTES_MAX, err);
	if (rc == RC_OK)
		rc = text_source_draft(&out->draft, a, &w->place, words, err);
	e.draft = out->draft;
	if (rc == RC_OK)
		rc = text_errand_run(&of.answer, a, w->place.env, &e, err);
	return rc == RC_OK ? errand_translations_read(&out->all, a, &of, err) : rc;
}

static void fit_find(struct translated *t, struct arena *a)
{
	for (uint32_t i = 0; i < t->all.count; i++) {
		const struct errand_translation *one = &t->all.at[i];
		const char *why = why_not(&t->draft, &t->all, one);
		struct str id = cli_clean(a, one->unit_id);
		if (why != NULL)
			(void)fprintf(stderr, "left out: %.*s: %s\n", STR_ARG(id), why);
		else if (t->fit_count < TEXT_TRANSLATIONS_MAX)
			t->fit[t->fit_count++] = one;
	}
}

static int part_print(struct arena *a, const struct translated *t, uint32_t part)
{
	struct buf content;
	(void)fprintf(stderr, "%u translations into %.*s to record, each in an act; %u segments without\n",
	    t->fit_count, STR_ARG(t->all.lang), t->all.empty);
	if (t->fit_count == 0)
		return CLI_NO;
	if (part >= t->fit_count)
		return cli_usage("text translate", "there are %u parts, from 0", t->fit_count);
	const struct errand_translation *one = t->fit[part];
	const struct unit_translate act = { .text = t->draft.code, .unit = t->draft.units[one->unit].id,
		.lang = t->all.lang, .from = one->source, .words = one->target, .state = one->state };
	buf_init(&content, a, 4 * UNIT_BYTES_MAX);
	unit_translate_put(&content, &act);
	(void)fwrite(content.p, 1, content.n, stdout);
	return CLI_YES;
}

static int translate_run(const struct translate_wish *w)
{
	uint64_t part = 0;
	struct err err;
	if (w->part != NULL && !cli_number("text translate", "--part", w->part, TEXT_TRANSLATIONS_MAX, &part))
		return CLI_USAGE;
	SCOPE_ARENA(a, TEXT_ARENA_BYTES);
	struct translated *t = arena_new(&a, struct translated);
	if (file_read(t, &a, w, &err) != RC_OK)
		return cli_fail(&err);
	fit_find(t, &a);
	return part_print(&a, t, (uint32_t)part);
}

int text_translate_command(const struct cli_env *env, int argc, char **argv)
{
	struct translate_wish w = { .place = { .env = env } };
	const struct cli_option options[] = {
		{ .name = "from", .value = "DIR|URL", .says = "the record", .text = &w.place.from },
		{ .name = "part", .value = "N", .says = "which act, from 0", .text = &w.part },
	};
	const struct cli_form form = { "text translate", "TEXT FILE.xliff",
		"The content of text.translate, for comity act new, of each translation in an XLIFF 2 file\n"
		"that is new and is of what a unit says now; what is left out is named, with the reason.",
		options, CM_COUNT(options), 2, 2 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	if (w.place.from == NULL)
		return cli_usage("text translate", "--from is missing");
	w.place.code = str_c(argv[1]);
	w.file = argv[2];
	return translate_run(&w);
}
