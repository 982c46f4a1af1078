/* A text under negotiation: alternatives of its words, of whole units, positions, an agreement; and its
 * pages as the web has them, with what is staged at its desk. */
#include "base/arena.h"
#include "rules/instrument.h"
#include "unit/view/small.h"
#include "view/model/text_changes.h"
#include "view/model/text_stage.h"

#define CHAIR S("kz/chair")
#define AUTHOR S("tr/delegate-1")
#define HOSTILE "</title><script>alert('x')</script> \" onload=\"y & <b>"
#define CODE S("draft")
#define PRINT S("print")
#define OFFICER S("secretariat/officer-1")

static const struct strs nobody = { 0, NULL };

static void table(struct small *w)
{
	struct text_unit *units = arena_array(&w->arena, struct text_unit, 3);
	units[0] = (struct text_unit){ .is_present = true, .id = S("pp1"), .kind = S("recital"),
		.label = S("PP1"), .text = S("Recalling " HOSTILE) };
	units[1] = (struct text_unit){ .is_present = true, .id = S("op1"), .kind = S("paragraph"),
		.label = S("<b>1."), .text = S("Member States shall cooperate closely.") };
	units[2] = (struct text_unit){ .is_present = true, .id = S("op2"), .kind = S("paragraph"),
		.text = S("Decides to meet again.") };
	union content c = { .text_table = { .is_present = true, .body = S("council"), .code = CODE,
		.lang = S("en"), .title = small_names(w, "A draft " HOSTILE, "Проект"),
		.units = { 3, units } } };
	small_act(w, KIND_TEXT_TABLE, &c, AUTHOR, nobody);
	union content open = { .text_open = { .is_present = true, .text = CODE } };
	small_act(w, KIND_TEXT_OPEN, &open, CHAIR, nobody);
}

static void propose(struct small *w, const char *words, struct text_change change)
{
	struct text_edit *edit = arena_new(&w->arena, struct text_edit);
	struct text_change *changes = arena_new(&w->arena, struct text_change);
	*edit = (struct text_edit){ .is_present = true, .from = 2, .to = 3, .unit = S("op1"),
		.hash = instrument_unit_find(w->forum, CODE, S("op1"))->hash, .words = str_c(words) };
	*changes = change;
	union content c = { .text_propose = { .is_present = true, .text = CODE, .lang = S("en"),
		.edits = { 1, edit }, .changes = { change.is_present, changes },
		.rationale = S("why " HOSTILE) } };
	small_act(w, KIND_TEXT_PROPOSE, &c, AUTHOR, nobody);
}

/* Words that are locked; a package, on which a party has said something. */
static void package(struct small *w)
{
	struct text_number *number = arena_new(&w->arena, struct text_number);
	*number = (struct text_number){ .is_present = true, .proposal = 1 };
	union content lock = { .text_lock = { .is_present = true, .text = CODE, .unit = S("op1"), .to = 2,
		.hash = instrument_unit_find(w->forum, CODE, S("op1"))->hash } };
	small_act(w, KIND_TEXT_LOCK, &lock, CHAIR, nobody);
	union content c = { .text_package = { .is_present = true, .text = CODE, .package = S("deal"),
		.title = small_names(w, "A package " HOSTILE, "Пакет"), .proposals = { 1, number },
		.units = small_strs(w, (const char *const[]){ "op2", NULL }) } };
	small_act(w, KIND_TEXT_PACKAGE, &c, CHAIR, nobody);
	union content position = { .text_position = { .is_present = true, .text = CODE,
		.package = S("deal"), .proposal = INTEGER_ABSENT, .stance = S("can-accept") } };
	small_act(w, KIND_TEXT_POSITION, &position, AUTHOR, nobody);
}

/* A finished text in which words were wrong in print, and a unit had been left out. */
static void corrected(struct small *w)
{
	struct text_unit *unit = arena_new(&w->arena, struct text_unit);
	struct text_edit *edit = arena_new(&w->arena, struct text_edit);
	struct text_change *change = arena_new(&w->arena, struct text_change);
	struct text_corrected *in = arena_new(&w->arena, struct text_corrected);
	*unit = (struct text_unit){ .is_present = true, .id = S("op1"), .kind = S("paragraph"),
		.label = S("<b>1."), .text = S("Thanks the depositary.") };
	union content table = { .text_table = { .is_present = true, .body = S("council"), .code = PRINT,
		.lang = S("en"), .title = small_names(w, "In print " HOSTILE, "В печати"),
		.units = { 1, unit } } };
	small_act(w, KIND_TEXT_TABLE, &table, AUTHOR, nobody);
	union content open = { .text_open = { .is_present = true, .text = PRINT } };
	small_act(w, KIND_TEXT_OPEN, &open, CHAIR, nobody);
	union content agree = { .text_agree = { .is_present = true, .text = PRINT, .level = S("agreed"),
		.units = small_strs(w, (const char *const[]){ "op1", NULL }) } };
	small_act(w, KIND_TEXT_AGREE, &agree, CHAIR, nobody);
	union content close = { .text_close = { .is_present = true, .text = PRINT,
		.outcome = S("finished") } };
	small_act(w, KIND_TEXT_CLOSE, &close, CHAIR, nobody);
	*edit = (struct text_edit){ .is_present = true, .from = 2, .to = 3, .unit = S("op1"),
		.hash = instrument_unit_find(w->forum, PRINT, S("op1"))->hash,
		.words = S(" Depositary <b>.") };
	*change = (struct text_change){ .is_present = true, .op = S("new"), .unit = S("op2"),
		.after = S("op1"), .kind = S("paragraph"), .text = S("Left out " HOSTILE) };
	*in = (struct text_corrected){ .is_present = true, .lang = S("en"), .edits = { 1, edit } };
	union content c = { .text_correct = { .is_present = true, .text = PRINT, .changes = { 1, change },
		.symbol = S("PRINT/<b>/Corr.1"), .languages = { 1, in } } };
	small_act(w, KIND_TEXT_CORRECT, &c, OFFICER, nobody);
}

void small_texts(struct small *w)
{
	table(w);
	propose(w, " should <b>", (struct text_change){ .is_present = true, .op = S("new"),
		.unit = S("new"), .after = S("op1"), .kind = S("paragraph"), .text = S("New " HOSTILE) });
	propose(w, "", (struct text_change){ .is_present = true, .op = S("move"), .unit = S("op2") });
	propose(w, " may", (struct text_change){ .is_present = true, .op = S("delete"),
		.unit = S("op2") });
	union content position = { .text_position = { .is_present = true, .text = CODE, .proposal = 1,
		.stance = S("oppose"), .conditional = small_strs(w, (const char *const[]){ "op2", NULL }) } };
	small_act(w, KIND_TEXT_POSITION, &position, AUTHOR, nobody);
	union content agree = { .text_agree = { .is_present = true, .text = CODE, .level = S("ad-ref"),
		.units = small_strs(w, (const char *const[]){ "pp1", NULL }),
		.pending = small_strs(w, (const char *const[]){ "xx", NULL }),
		.conditional = small_strs(w, (const char *const[]){ "op1", NULL }) } };
	small_act(w, KIND_TEXT_AGREE, &agree, CHAIR, nobody);
	package(w);
	corrected(w);
}

static enum view_status show_stage(struct buf *out, const struct site *s, struct stage_query q)
{
	q.text.code = CODE;
	q.text.unit = q.text.unit.n > 0 ? q.text.unit : S("op1");
	return text_desk_page(out, s, &q);
}

static enum view_status show_desk(struct buf *out, const struct site *s, struct str what)
{
	struct stage_query q = { .op = what, .party = S("tr"), .words = S("<script>\" " HOSTILE),
		.first = S("1"), .last = S("2"), .proposal = S("1"), .after = S("\"><b>"),
		.is_taken = true };
	if (str_eq(what, S("move")))
		q.after = S("pp1");
	return show_stage(out, s, q);
}

static enum view_status show_text(struct buf *out, const struct site *s, struct str what)
{
	struct text_query q = { .code = CODE };
	if (str_eq(what, S("unit"))) {
		q.unit = S("op1");
		q.as = S("tr");
		return unit_page(out, s, &q);
	}
	if (str_eq(what, PRINT))
		q.code = PRINT;
	if (str_eq(what, S("linear")))
		q.view = what;
	q.mine = str_eq(what, S("mine")) ? S("tr") : STR_NONE;
	q.show = str_eq(what, S("mine")) ? S("open") : STR_NONE;
	return text_page(out, s, &q);
}

static enum view_status show_room(struct buf *out, const struct site *s, struct str what)
{
	struct text_query q = { .code = CODE, .second = S("ru"), .names = what };
	return text_room_page(out, s, &q);
}

static enum view_status show_matrix(struct buf *out, const struct site *s, struct str what)
{
	struct text_query q = { .code = CODE, .only = what };
	return text_matrix_page(out, s, &q);
}

static enum view_status show_list(struct buf *out, const struct site *s, struct str what)
{
	(void)what;
	return texts_page(out, s);
}

static const struct {
	const char *path, *what;
	enum view_status (*show)(struct buf *out, const struct site *s, struct str what);
} pages[] = {
	{ "/en/texts", "", show_list },
	{ "/en/texts/draft", "", show_text },
	{ "/en/texts/print", "print", show_text },
	{ "/en/texts/draft?view=linear", "linear", show_text },
	{ "/en/texts/draft?mine=tr&show=open", "mine", show_text },
	{ "/en/texts/draft/unit?id=op1&as=tr", "unit", show_text },
	{ "/en/texts/draft/room", "", show_room },
	{ "/en/texts/draft/room?names=none", "none", show_room },
	{ "/en/texts/draft/matrix", "", show_matrix },
	{ "/en/texts/draft/matrix?only=blocking", "blocking", show_matrix },
	{ "/en/texts/draft/desk", "", show_desk },
	{ "/en/texts/draft/desk", "delete", show_desk },
	{ "/en/texts/draft/desk", "replace", show_desk },
	{ "/en/texts/draft/desk", "insert", show_desk },
	{ "/en/texts/draft/desk", "new", show_desk },
	{ "/en/texts/draft/desk", "remove", show_desk },
	{ "/en/texts/draft/desk", "move", show_desk },
	{ "/en/texts/draft/desk", "oppose", show_desk },
	{ "/en/texts/draft/desk", "cosponsor", show_desk },
	{ "/en/texts/draft/desk", "withdraw", show_desk },
	{ "/en/texts/draft/desk", "accept", show_desk },
	{ "/en/texts/draft/desk", "keep", show_desk },
	{ "/en/texts/draft/desk", "agreed", show_desk },
	{ "/en/texts/draft/desk", "reopen", show_desk },
};

/* The acts about the text, as web/ reads them. */
static const struct text_events *events_of(struct small *w)
{
	struct text_event *at = arena_array(&w->scratch, struct text_event, w->count);
	struct text_events *events = arena_new(&w->scratch, struct text_events);
	uint32_t n = 0;
	for (uint32_t i = 0; i < w->count; i++) {
		if (w->acts[i].kind < KIND__COUNT && text_act_is_about(&w->acts[i].entry->act, CODE))
			at[n++] = (struct text_event){ w->acts[i], { .kind = KIND__COUNT } };
	}
	*events = (struct text_events){ .end = w->count, .is_cut = true, .count = n, .at = at };
	return events;
}

uint32_t small_texts_count(void)
{
	return CM_COUNT(pages) + 2;
}

bool small_text_next(struct small *w, struct small_page *at, struct buf *out, const struct site *s,
    uint32_t number)
{
	uint32_t fixed = CM_COUNT(pages);
	if (number >= small_texts_count())
		return false;
	if (number < fixed) {
		at->path = pages[number].path;
		at->status = pages[number].show(out, s, str_c(pages[number].what));
	} else {
		struct text_query q = { .code = CODE, .show = S("changed"), .events = events_of(w) };
		at->path = number == fixed ? "/en/texts/draft?since=0" : "/en/texts/draft/progress";
		at->status = number == fixed ? text_page(out, s, &q) : text_progress_page(out, s, &q);
	}
	cm_assert(at->status == VIEW_OK);
	return true;
}
