#include "view/model/decisions.h"

#include "base/arena.h"
#include "base/encode.h"
#include "view/collate.h"
#include "view/meeting_words.h"
#include "view/model/next.h"
#include "view/model/puts.h"
#include "view/sentence.h"

MODEL_DEFINE(decision_item)
MODEL_DEFINE(objection_item)
MODEL_DEFINE(dissent_item)
MODEL_DEFINE(amendment_item)
MODEL_DEFINE(rung_item)
MODEL_DEFINE(decisions)
MODEL_DEFINE(decision_full)

static int64_t entry_or_absent(uint64_t entry)
{
	return entry == UINT64_MAX ? INTEGER_ABSENT : (int64_t)entry;
}

struct decision_item decision_item_of(const struct site *s, const struct decision *from)
{
	return (struct decision_item){ .code = from->code, .title = words_of(s, &from->title),
		.body = from->body, .body_name = words_of_body(s, from->body, s->today),
		.meeting = from->meeting, .item = from->item,
		.state = decision_state_name(from->state),
		.state_name = words_of_decision_state(s, from->state),
		.symbol = from->symbol.n > 0 ? from->symbol : from->interim,
		.tabled = from->steps[0].at, .adopted = from->adopted_at,
		.window_over = decision_window_over(from), .hash = from->hash,
		.objections = decision_objections_standing(from),
		.adrefs = decision_adrefs_open(from), .is_contested = from->is_contested,
		.is_lapsed = decision_is_lapsed(s->forum, from) };
}

struct objection_item objection_item_of(const struct site *s, const struct decision *of,
    const struct objection *from)
{
	bool is_withdrawn = from->withdrawn != UINT64_MAX;
	return (struct objection_item){ .party = from->party,
		.party_name = words_of_party(s, from->party, FORUM_TODAY), .via = from->via,
		.by = from->by, .at = from->at, .is_paper = from->is_paper,
		.has_effect = from->has_effect, .is_withdrawn = is_withdrawn,
		.withdrawn = entry_or_absent(from->withdrawn),
		.is_current = hash_eq(&from->hash, &of->hash), .decision = of->code,
		.entry = (int64_t)from->entry };
}

struct rows_shown decision_shown(uint32_t total, uint32_t most, uint32_t page)
{
	uint64_t skipped = (uint64_t)(page > 0 ? page - 1 : 0) * most;
	if (skipped >= total)
		return (struct rows_shown){ 0, 0 };
	uint32_t end = total - (uint32_t)skipped, count = end < most ? end : most;
	return (struct rows_shown){ end - count, count };
}

uint32_t decision_pages(const struct forum *f, const struct decision *of)
{
	const uint32_t lists[][2] = { { of->objections_count, OBJECTIONS_SHOWN_MAX },
		{ of->steps_count, EVIDENCE_SHOWN_MAX }, { of->amendments_count, EVIDENCE_SHOWN_MAX },
		{ of->dissents_count, EVIDENCE_SHOWN_MAX },
		{ ballots_on(f, of->code, STR_NONE), BALLOTS_SHOWN_MAX } };
	uint32_t pages = 1;
	for (size_t i = 0; i < CM_COUNT(lists); i++) {
		uint32_t need = lists[i][0] / lists[i][1] + (lists[i][0] % lists[i][1] > 0);
		pages = need > pages ? need : pages;
	}
	return pages;
}

static struct objection_item_list objections_of(const struct site *s, const struct decision *from,
    const struct decision_query *q)
{
	struct rows_shown rows =
	    decision_shown(from->objections_count, OBJECTIONS_SHOWN_MAX, q->page);
	struct objection_item *items = arena_array(s->scratch, struct objection_item, rows.count);
	for (uint32_t i = 0; i < rows.count; i++) {
		items[i] = objection_item_of(s, from, &from->objections[rows.from + i]);
		if (i < q->objections_count && q->objections[i].kind == KIND_OBJECTION_FILE)
			items[i].ground = q->objections[i].content->objection_file.ground;
	}
	return (struct objection_item_list){ rows.count, items };
}

/* The act that holds the words: it was tabled, revised, or an amendment that a vote carried. */
static struct frozen_item_list texts_of(const struct site *s, const struct act_view *act)
{
	const struct frozen_text_list none = { 0, NULL }, *texts = &none;
	if (act != NULL && act->kind == KIND_DECISION_TABLE)
		texts = &act->content->decision_table.texts;
	else if (act != NULL && act->kind == KIND_DECISION_REVISE)
		texts = &act->content->decision_revise.texts;
	else if (act != NULL && act->kind == KIND_DECISION_AMEND)
		texts = &act->content->decision_amend.texts;
	return frozen_items(s, texts);
}

static struct dissent_item_list dissents_of(const struct site *s, const struct decision *from,
    const struct decision_query *q)
{
	struct rows_shown rows = decision_shown(from->dissents_count, EVIDENCE_SHOWN_MAX, q->page);
	struct dissent_item *items = arena_array(s->scratch, struct dissent_item, rows.count);
	for (uint32_t i = 0; i < rows.count; i++) {
		const struct dissent *d = &from->dissents[rows.from + i];
		items[i] = (struct dissent_item){ .party = d->party,
			.party_name = words_of_party(s, d->party, FORUM_TODAY),
			.with = party_items(s, &d->with), .dissent_kind = d->kind,
			.kind_name = words_of_coded(s, CODED_DISSENT_KIND, d->kind),
			.paragraphs = d->paragraphs,
			.at = d->at, .is_paper = d->is_paper, .entry = (int64_t)d->entry };
		if (i < q->dissents_count && q->dissents[i].kind == KIND_DISSENT_FILE)
			items[i].texts = frozen_items(s, &q->dissents[i].content->dissent_file.texts);
	}
	return (struct dissent_item_list){ rows.count, items };
}

static struct step_item_list steps_of(const struct site *s, const struct decision *from,
    const struct decision_query *q)
{
	struct rows_shown rows = decision_shown(from->steps_count, EVIDENCE_SHOWN_MAX, q->page);
	struct step_item *items = arena_array(s->scratch, struct step_item, rows.count);
	for (uint32_t i = 0; i < rows.count; i++) {
		const struct decision_step *step = &from->steps[rows.from + i];
		items[i] = (struct step_item){ .state = decision_state_name(step->to),
			.state_name = words_of_decision_state(s, step->to), .at = step->at,
			.entry = (int64_t)step->entry };
		if (i < q->steps_count) {
			struct sentence said = sentence_of_act(s, &q->steps[i]);
			items[i].sentence =
			    (struct lang_text){ site_lang(s), sentence_text(s, &said) };
		}
	}
	return (struct step_item_list){ rows.count, items };
}

static struct amendment_item_list amendments_of(const struct site *s, const struct decision *from,
    uint32_t page)
{
	struct rows_shown rows = decision_shown(from->amendments_count, EVIDENCE_SHOWN_MAX, page);
	struct amendment_item *items = arena_array(s->scratch, struct amendment_item, rows.count);
	for (uint32_t i = 0; i < rows.count; i++) {
		const struct amendment *a = &from->amendments[rows.from + i];
		items[i] = (struct amendment_item){ a->party,
			words_of_party(s, a->party, FORUM_TODAY), a->hash, a->is_taken,
			(int64_t)a->entry };
	}
	return (struct amendment_item_list){ rows.count, items };
}

static struct rung_item_list ladder_of(const struct site *s, const struct decision *from)
{
	const struct charter_decision *ladder =
	    charter_ladder(forum_charter(s->forum), from->body, from->matter);
	if (ladder == NULL)
		return (struct rung_item_list){ 0, NULL };
	struct rung_item *items = arena_array(s->scratch, struct rung_item, ladder->steps_count);
	for (uint32_t i = 0; i < ladder->steps_count; i++) {
		const struct charter_step *step = &ladder->steps[i];
		items[i] = (struct rung_item){ method_name(step->method),
			words_of_method(s, step->method), ladder_else_name(step->otherwise),
			words_of_else(s, step->otherwise), i == from->step };
	}
	return (struct rung_item_list){ ladder->steps_count, items };
}

/* Delegations whose points of order, or requests to be heard, wait: the chair must rule first. */
static struct code_item_list points_of(const struct site *s, const struct decision *from)
{
	const struct conduct *c = conduct_find(s->forum, from->meeting);
	uint32_t count = 0;
	if (c == NULL)
		return (struct code_item_list){ 0, NULL };
	struct code_item *items = arena_array(s->scratch, struct code_item, c->points_count);
	for (uint32_t i = 0; i < c->points_count; i++) {
		const struct conduct_point *p = &c->points[i];
		bool is_open = p->state == POINT_RAISED || p->state == POINT_APPEALED;
		if (is_open && (p->decision.n == 0 || str_eq(p->decision, from->code)))
			items[count++] = (struct code_item){ p->party,
				words_of_party(s, p->party, FORUM_TODAY), (int64_t)p->entry };
	}
	return (struct code_item_list){ count, items };
}

static struct code_item_list corrections_of(const struct site *s, const struct decision *from)
{
	struct code_item *items = arena_array(s->scratch, struct code_item, from->corrections_count);
	for (uint32_t i = 0; i < from->corrections_count; i++) {
		struct buf b;
		buf_init(&b, s->scratch, 24);
		buf_dec(&b, (int64_t)from->corrections[i]);
		items[i] = (struct code_item){ buf_str(&b), { STR_NONE, buf_str(&b) }, INTEGER_ABSENT };
	}
	return (struct code_item_list){ from->corrections_count, items };
}

static int64_t total_if_more(uint32_t total, uint32_t shown)
{
	return total > shown ? (int64_t)total : INTEGER_ABSENT;
}

bool decision_fill(struct decision_full *m, const struct site *s, const struct decision_query *q)
{
	const struct decision *from = decision_find(s->forum, q->code);
	if (from == NULL || q->page > decision_pages(s->forum, from))
		return false;
	uint32_t ballots = ballots_on(s->forum, from->code, STR_NONE);
	struct decision_item *item = arena_new(s->scratch, struct decision_item);
	*item = decision_item_of(s, from);
	*m = (struct decision_full){ .decision = item, .matter = from->matter,
		.matter_name = words_of_code(s, from->matter),
		.sponsors = party_items(s, &from->sponsors), .hash = from->hash,
		.text_entry = (int64_t)from->text_entry, .texts = texts_of(s, q->text),
		.ladder = ladder_of(s, from), .steps = steps_of(s, from, q),
		.steps_total = from->steps_count, .objections = objections_of(s, from, q),
		.objections_total = from->objections_count, .points = points_of(s, from),
		.amendments = amendments_of(s, from, q->page),
		.ballots = ballots_of(s, from->code, STR_NONE,
		    decision_shown(ballots, BALLOTS_SHOWN_MAX, q->page)),
		.dissents = dissents_of(s, from, q), .recipients = party_items(s, &from->recipients),
		.undelivered = party_items(s, &from->undelivered), .missing = from->missing,
		.corrections = corrections_of(s, from),
		.next = decision_next_of(s, from, STR_NONE) };
	m->negotiated = negotiated_of(s, from->text, from->revision);
	if (m->negotiated != NULL)
		m->texts = negotiated_texts(s, m->negotiated);
	m->amendments_total = total_if_more(from->amendments_count, m->amendments.count);
	m->ballots_total = total_if_more(ballots, m->ballots.count);
	m->dissents_total = total_if_more(from->dissents_count, m->dissents.count);
	m->pages = total_if_more(decision_pages(s->forum, from), 1);
	m->page = m->pages == INTEGER_ABSENT ? INTEGER_ABSENT : q->page == 0 ? 1 : q->page;
	const struct meeting *meeting = meeting_find(s->forum, from->meeting);
	if (meeting != NULL) {
		struct meeting_item *of = arena_new(s->scratch, struct meeting_item);
		*of = meeting_item_of(s, meeting);
		m->meeting = of;
	}
	return true;
}

/* Newest first: open ones all that fit, decided ones by pages. */
void decisions_fill(struct decisions *m, const struct site *s, const struct decisions_query *q)
{
	struct decision_item *open = arena_array(s->scratch, struct decision_item, DECISIONS_SHOWN_MAX);
	struct decision_item *decided =
	    arena_array(s->scratch, struct decision_item, DECISIONS_SHOWN_MAX);
	uint32_t all = decision_count(s->forum), n = 0, shown = 0, seen = 0;
	uint32_t skip = (q->page - 1) * DECISIONS_SHOWN_MAX;
	*m = (struct decisions){ .page = q->page, .begin = decision_begin(s) };
	for (uint32_t i = all; i > 0; i--) {
		const struct decision *from = decision_at(s->forum, i - 1);
		if (q->body.n > 0 && !str_eq(from->body, q->body))
			continue;
		m->total++;
		if (decision_is_open(from)) {
			if (n < DECISIONS_SHOWN_MAX)
				open[n++] = decision_item_of(s, from);
			continue;
		}
		if (seen++ >= skip && shown < DECISIONS_SHOWN_MAX)
			decided[shown++] = decision_item_of(s, from);
	}
	m->pages = seen == 0 ? 1 : (seen + DECISIONS_SHOWN_MAX - 1) / DECISIONS_SHOWN_MAX;
	m->open = (struct decision_item_list){ n, open };
	m->decided = (struct decision_item_list){ shown, decided };
}
