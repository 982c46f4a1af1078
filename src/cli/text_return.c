/* `comity text return`: a Word file that came back, what it would change, and the proposals of it. */
#include <stdio.h>

#include "base/encode.h"
#include "base/limits.h"
#include "base/scope.h"
#include "cli/options.h"
#include "cli/text.h"
#include "cli/text_source.h"
#include "cli/textfile.h"
#include "text/returned.h"
#include "view/text_acts.h"

#define SHOWN_BYTES_MAX 300 /* of words, in one line of the report */

struct return_wish {
	struct text_place place;
	struct returned_wish wish;
	const char *file, *rationale, *part;
};

struct came_back {
	struct draft draft;
	struct lexicon words;
	struct returned all;
	struct returned_chosen chosen;
};

static enum rc file_read(struct came_back *out, struct arena *a, const struct return_wish *w,
    struct err *err)
{
	struct errand e = { .kind = ERRAND_RETURN };
	struct errand_asked of = { &out->draft, &out->words, STR_NONE };
	lexicon_init(&out->words, a, 1);
	enum rc rc = textfile_read(&e.file, a, w->file, ERRAND_FILE_BYTES_MAX, err);
	if (rc == RC_OK)
		rc = text_source_draft(&out->draft, a, &w->place, &out->words, err);
	e.draft = out->draft;
	if (rc == RC_OK)
		rc = text_errand_run(&of.answer, a, w->place.env, &e, err);
	if (rc == RC_OK)
		rc = errand_returned_read(&out->all, a, &of, err);
	if (rc != RC_OK)
		return rc;
	returned_choose(a, &out->draft, &out->all, &w->wish, &out->chosen);
	return RC_OK;
}

/* ---- the report, to people ---- */

static struct str name_of(const struct draft_unit *u)
{
	return u->label.n > 0 ? u->label : u->id;
}

static struct str shown(struct arena *a, struct str text)
{
	size_t n = text.n < SHOWN_BYTES_MAX ? text.n : SHOWN_BYTES_MAX;
	while (n < text.n && n > 0 && ((uint8_t)text.p[n] & 0xc0) == 0x80)
		n--;
	return cli_clean(a, str_sub(text, 0, n));
}

static struct str words_shown(struct arena *a, const struct lexicon *l, struct words w)
{
	struct buf b;
	buf_init(&b, a, UNIT_BYTES_MAX);
	words_text(l, &b, w);
	return shown(a, buf_str(&b));
}

static void edits_report(struct arena *a, const struct came_back *c, uint32_t unit, struct edits edits)
{
	const struct draft_unit *u = &c->draft.units[unit];
	for (uint32_t i = 0; i < edits.count; i++) {
		const struct edit *e = &edits.at[i];
		struct words old = { u->base.at + e->lo, e->hi - e->lo };
		struct str from = words_shown(a, &c->words, old), to = words_shown(a, &c->words, e->text);
		(void)fprintf(stderr, "    [-%.*s-]{+%.*s+}\n", STR_ARG(from), STR_ARG(to));
	}
}

static const char *state_said(const struct returned_unit *u)
{
	switch (u->state) {
	case RETURNED_CHANGED:
		return u->is_untracked ? "changed, not all of it tracked" : "changed, tracked";
	case RETURNED_MISSING:
		return u->is_untracked ? "gone, not tracked" : "deleted, tracked";
	case RETURNED_MOVED:
		return u->is_untracked ? "moved, not tracked" : "moved, tracked";
	case RETURNED_SAME:
	case RETURNED_STATE__COUNT:
	default:
		return u->is_untracked ? "as it was, by changes that cancel out" : "as it was";
	}
}

static void unit_report(struct arena *a, const struct came_back *c, uint32_t unit)
{
	const struct returned_unit *u = &c->all.units[unit];
	struct str name = shown(a, name_of(&c->draft.units[unit]));
	if (u->state != RETURNED_SAME || u->is_untracked) {
		(void)fprintf(stderr, "%.*s: %s\n", STR_ARG(name), state_said(u));
		edits_report(a, c, unit, u->edits);
	}
	if (u->untracked.count > 0) {
		(void)fprintf(stderr, "  without being tracked:\n");
		edits_report(a, c, unit, u->untracked);
	}
	if (u->noise > 0)
		(void)fprintf(stderr, "%.*s: %u words that only Word's habits changed: ignored\n",
		    STR_ARG(name), u->noise);
	if (u->is_formatted)
		(void)fprintf(stderr, "%.*s: a change of format: ignored\n", STR_ARG(name));
	if (u->label_differs)
		(void)fprintf(stderr, "%.*s: another label: ignored, labels are frozen\n", STR_ARG(name));
	if (u->is_joined)
		(void)fprintf(stderr, "%.*s: another paragraph was joined to it: look at both\n",
		    STR_ARG(name));
}

static void added_report(struct arena *a, const struct came_back *c)
{
	for (uint32_t i = 0; i < c->all.added_count; i++) {
		const struct returned_new *n = &c->all.added[i];
		struct str after = n->after == DRAFT_NONE ? S("the beginning")
							  : name_of(&c->draft.units[n->after]);
		struct str text = shown(a, n->text);
		after = shown(a, after);
		(void)fprintf(stderr, "new after %.*s, %s: %.*s\n", STR_ARG(after),
		    n->is_tracked ? "tracked" : "not tracked", STR_ARG(text));
	}
}

static void comments_report(struct arena *a, const struct came_back *c)
{
	for (uint32_t i = 0; i < c->all.comments_count; i++) {
		const struct returned_comment *comment = &c->all.comments[i];
		struct str name = comment->unit == DRAFT_NONE ? S("the text")
							      : name_of(&c->draft.units[comment->unit]);
		struct str by = shown(a, comment->said_by), text = shown(a, comment->text);
		name = shown(a, name);
		(void)fprintf(stderr, "comment on %.*s (the file says by %.*s): %.*s\n", STR_ARG(name),
		    STR_ARG(by), STR_ARG(text));
	}
}

static void origin_report(const struct came_back *c)
{
	const struct returned_origin *o = &c->all.origin;
	if (!o->is_stated)
		(void)fprintf(stderr, "the file does not say what it was made of\n");
	else if (!o->same_document)
		(void)fprintf(stderr, "the file was made of another text\n");
	else if (!o->same_base)
		(void)fprintf(stderr, "the text has changed since the file was made: what differs may be "
				      "the text's own changes\n");
}

static void report(struct arena *a, const struct came_back *c)
{
	origin_report(c);
	for (uint32_t i = 0; i < c->draft.units_count; i++)
		unit_report(a, c, i);
	added_report(a, c);
	comments_report(a, c);
	if (c->all.objects > 0)
		(void)fprintf(stderr, "%u paragraphs with pictures, notes or formulas: left out\n",
		    c->all.objects);
	if (c->all.unfit > 0)
		(void)fprintf(stderr, "%u paragraphs with characters that acts do not hold: left out\n",
		    c->all.unfit);
	if (c->all.has_macros)
		(void)fprintf(stderr, "the file has macros: nobody has looked at them\n");
	if (c->chosen.known > 0)
		(void)fprintf(stderr, "%u changes are proposed already: not again\n", c->chosen.known);
	if (c->chosen.untracked > 0)
		(void)fprintf(stderr, "%u paragraphs have changes that were not tracked: left out; say "
				      "--untracked if they are meant\n", c->chosen.untracked);
}

/* ---- */

static int part_print(struct arena *a, const struct came_back *c, const struct return_wish *w,
    uint32_t part)
{
	uint32_t parts = propose_parts(&c->draft, &c->chosen.left);
	struct buf content;
	struct propose_order order = { &c->draft, &c->chosen.left, STR_NONE, part };
	if (parts == 0) {
		(void)fprintf(stderr, "nothing is to be proposed\n");
		return CLI_NO;
	}
	if (part >= parts)
		return cli_usage("text return", "there are %u parts, from 0", parts);
	(void)fprintf(stderr, "proposals in %u acts\n", parts);
	order.rationale = w->rationale != NULL ? str_c(w->rationale)
					       : returned_rationale(a, &c->draft, &c->all, w->wish.party);
	buf_init(&content, a, (size_t)4 * 1024 * 1024);
	propose_put(&content, &order);
	(void)fwrite(content.p, 1, content.n, stdout);
	return CLI_YES;
}

static int return_run(const struct return_wish *w)
{
	uint64_t part = 0;
	struct err err;
	if (w->part != NULL && !cli_number("text return", "--part", w->part, TEXT_UNITS_MAX, &part))
		return CLI_USAGE;
	SCOPE_ARENA(a, TEXT_ARENA_BYTES);
	struct came_back *c = arena_new(&a, struct came_back);
	if (file_read(c, &a, w, &err) != RC_OK)
		return cli_fail(&err);
	report(&a, c);
	return part_print(&a, c, w, (uint32_t)part);
}

int text_return_command(const struct cli_env *env, int argc, char **argv)
{
	struct return_wish w = { .place = { .env = env } };
	const char *party = NULL;
	const struct cli_option options[] = {
		{ .name = "from", .value = "DIR|URL", .says = "the record", .text = &w.place.from },
		{ .name = "party", .value = "PARTY", .text = &party,
		    .says = "who proposes: what it has proposed already is left out" },
		{ .name = "untracked", .flag = &w.wish.takes_untracked,
		    .says = "changes that were not tracked are meant, too" },
		{ .name = "rationale", .value = "TEXT", .text = &w.rationale,
		    .says = "why, instead of the comments" },
		{ .name = "part", .value = "N", .says = "which act, from 0", .text = &w.part },
	};
	const struct cli_form form = { "text return", "TEXT FILE.docx",
		"Says on standard error what a Word file that came back (comity text export --format\n"
		"docx-copy) would change: what was tracked and what was not, new and missing paragraphs,\n"
		"comments, and what is ignored. Prints the content of text.propose, for comity act new.",
		options, CM_COUNT(options), 2, 2 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	if (w.place.from == NULL)
		return cli_usage("text return", "--from is missing");
	w.place.code = str_c(argv[1]);
	w.file = argv[2];
	w.wish.party = party != NULL ? str_c(party) : STR_NONE;
	return return_run(&w);
}
