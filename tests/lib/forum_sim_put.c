/* Negotiated texts that are put to decisions and under silences. */
#include "lib/forum_sim.h"
#include "base/encode.h"
#include "rules/text_adoption.h"

#define TEXT S("draft-1")
#define MEETING S("m-1")

struct named_revision sim_revision(struct sim *s, struct str text)
{
	const struct instrument *of = instrument_find(s->forum, text);
	struct named_revision named = { .is_present = true, .text = text, .revision = 1,
		.hash = sim_key(text)->digest };
	if (of != NULL && of->revisions_count > 0) {
		named.revision = of->revisions_count;
		named.hash = of->revisions[of->revisions_count - 1].hash;
	}
	return named;
}

struct sim_act sim_naming(struct sim *s, struct sim_act a, struct str text)
{
	const struct named_revision named = sim_revision(s, text);
	const struct frozen_text_list none = { 0, NULL };
	if (a.kind == KIND_DECISION_TABLE) {
		a.content.decision_table.negotiated = named;
		a.content.decision_table.texts = none;
	} else if (a.kind == KIND_DECISION_REVISE) {
		a.content.decision_revise.negotiated = named;
		a.content.decision_revise.texts = none;
	} else if (a.kind == KIND_SILENCE_PROPOSE) {
		a.content.silence_propose.negotiated = named;
		a.content.silence_propose.texts = none;
	}
	return a;
}

struct sim_act sim_translation(struct sim *s, struct str text, struct str unit)
{
	struct sim_act a = sim_text_act(s, KIND_TEXT_TRANSLATE, text);
	const struct instrument_unit *u = instrument_unit_find(s->forum, text, unit);
	a.content.text_translate.unit = unit;
	a.content.text_translate.state = S("final");
	a.content.text_translate.words = sim_str(s, "Часть %.*s.", STR_ARG(unit));
	if (u != NULL)
		a.content.text_translate.from = u->hash;
	return a;
}

void sim_text_ready(struct sim *s)
{
	static const struct str units[] = { { "title", 5 }, { "pp1", 3 }, { "op1", 3 }, { "a", 1 } };
	sim_text_open(s);
	for (size_t i = 0; i < CM_COUNT(units); i++)
		sim_do(s, sim_translation(s, TEXT, units[i]));
	sim_do(s, sim_text_act(s, KIND_TEXT_REVISE, TEXT));
}

/* A text that is authentic in its own language only, so that it is soon ready. */
static struct sim_act table_random(struct sim *s)
{
	struct sim_act a = sim_text_act(s, KIND_TEXT_TABLE, sim_str(s, "draft-%u", s->made++));
	a.content.text_table.authentic = sim_strs(s, S("en"));
	return a;
}

/* Of the decisions that name the text, one that goes on. */
static const struct decision *decision_of(struct sim *s, const struct instrument *of)
{
	for (uint32_t i = of->decisions.count; i > 0; i--) {
		const struct decision *d = decision_at(s->forum, of->decisions.at[i - 1]);
		if (decision_is_open(d))
			return d;
	}
	return NULL;
}

/* The first proposal that lives, one that a vote carried before others; or NULL. */
static const struct instrument_proposal *proposal_living(struct sim *s, const struct instrument *of)
{
	const struct instrument_proposal *living = NULL;
	for (uint32_t i = of->proposals.count; i > 0; i--) {
		const struct instrument_proposal *p = instrument_proposal_find(s->forum, of, i);
		if (p->state == PROPOSAL_LIVE &&
		    (p->carried != UINT64_MAX || living == NULL || living->carried == UINT64_MAX))
			living = p;
	}
	return living;
}

/* The first edit of a proposal is accepted, where nothing else is about its words; or its first change
 * is made. */
static struct sim_act taken(struct sim *s, const struct instrument *of,
    const struct instrument_proposal *p)
{
	if (p->edits_count == 0) {
		struct sim_act a = sim_text_act(s, KIND_TEXT_RESTRUCTURE, of->code);
		a.content.text_restructure.proposal = p->number;
		for (uint32_t i = 0; i < p->changes_count; i++) {
			if (p->changes[i].state == CHANGE_OPEN)
				a.content.text_restructure.change = i + 1;
		}
		return a;
	}
	struct sim_act a = sim_text_act(s, KIND_TEXT_ACCEPT, of->code);
	struct text_accept *c = &a.content.text_accept;
	c->unit = p->edits[0].unit;
	c->hash = p->edits[0].base;
	c->from = p->edits[0].from;
	c->to = p->edits[0].to;
	c->proposal = p->number;
	c->others = S("close");
	return a;
}

struct sim_act sim_taken(struct sim *s, struct str text, int64_t number)
{
	const struct instrument *of = instrument_find(s->forum, text);
	return taken(s, of, instrument_proposal_find(s->forum, of, number));
}

/* Members vote in turn, then it closes. */
static struct sim_act cast_random(struct sim *s, struct gen *g, const struct ballot *open)
{
	static const char *const members[] = { "aa", "bb", "cc", "dd" };
	if (open->votes_count == CM_COUNT(members)) {
		if (s->now.ms < open->closes.ms && gen_bool(g))
			s->now = open->closes;
		return sim_vote(s, KIND_VOTE_CLOSE, open->decision);
	}
	struct sim_act a = sim_vote(s, KIND_VOTE_CAST, open->decision);
	a.content.vote_cast.vote = (int64_t)open->entry;
	a.content.vote_cast.choice = gen_chance(g, 3, 4) ? S("yes") : S("no");
	sim_unsign(&a);
	sim_sign_as(s, &a, sim_str(s, "%s/envoy", members[open->votes_count]));
	return a;
}

static struct sim_act voted_random(struct sim *s, struct gen *g, const struct decision *d,
    const struct instrument *of)
{
	const struct ballot *open = ballot_open(s->forum, d->code);
	if (open != NULL && open->shown.ms == MOMENT_ABSENT.ms && gen_chance(g, 5, 6))
		return cast_random(s, g, open);
	struct sim_act a = sim_vote_random(s, g);
	const struct instrument_proposal *p = proposal_living(s, of);
	if (a.kind != KIND_VOTE_CALL)
		return a;
	a.content.vote_call.decision = d->code;
	a.content.vote_call.hash = d->hash;
	if (p != NULL && gen_chance(g, 7, 8))
		a.content.vote_call.amendment = (int64_t)p->entry;
	return a;
}

/* Mostly to its end. */
static struct sim_act silence_random(struct sim *s, struct gen *g)
{
	const struct silence *of = silence_at(s->forum, silence_count(s->forum) - 1);
	if (of->state == SILENCE_RUNNING && s->now.ms < of->expires.ms && gen_chance(g, 1, 3))
		s->now = of->expires;
	return sim_silence_random(s, g);
}

/* Mostly until what it waits for is due. */
static void time_pass(struct sim *s, struct gen *g, const struct decision *d)
{
	moment due = s->now;
	if (d->state == DECISION_CIRCULATED)
		due.ms = d->circulated.ms + 2 * 3600 * 1000;
	if (d->state == DECISION_CALLED)
		due = decision_window_over(d);
	if (d->state == DECISION_DEFERRED)
		due = d->until;
	if (due.ms > s->now.ms && gen_chance(g, 3, 4))
		s->now = due;
}

static struct sim_act decision_random(struct sim *s, struct gen *g, const struct decision *d,
    const struct instrument *of)
{
	if (d->state == DECISION_CONSIDERED && gen_chance(g, 1, 30)) /* it lapses */
		return sim_conduct(s, KIND_MEETING_CLOSE, STR_NONE);
	const struct instrument_proposal *p = proposal_living(s, of);
	bool is_voted = d->state == DECISION_VOTE;
	bool is_carried = p != NULL && p->carried != UINT64_MAX;
	if (is_voted && is_carried && gen_chance(g, 3, 4))
		return taken(s, of, p);
	bool stands = text_revision_is_newest(s->forum, of, d->revision);
	if (!stands && gen_chance(g, 3, 4))
		return text_revision_is_newest(s->forum, of, of->revisions_count)
		    ? sim_naming(s, sim_decision(s, KIND_DECISION_REVISE, d->code), of->code)
		    : sim_text_act(s, KIND_TEXT_REVISE, of->code);
	if (is_voted)
		return voted_random(s, g, d, of);
	bool is_vote = str_eq(d->matter, S("budget")) && of->proposals.count < 3;
	if (d->state == DECISION_CONSIDERED && p == NULL && gen_chance(g, is_vote ? 3 : 1, 4))
		return gen_bool(g) ? sim_text_act(s, KIND_TEXT_PROPOSE, of->code)
				   : sim_text_propose_change(s, S("new"));
	if (d->state == DECISION_CONSIDERED && p != NULL && gen_chance(g, 3, 4))
		return gen_chance(g, 1, is_vote ? 12 : 3) ? taken(s, of, p)
					   : sim_decision(s, KIND_DECISION_NEXT, d->code);
	time_pass(s, g, d);
	return sim_decision_next(s, g, d);
}

/* The meeting in which it is decided, step by step; or nothing is left to do. */
static bool meeting_random(struct sim *s, struct gen *g, struct sim_act *a)
{
	const struct conduct *c = conduct_find(s->forum, MEETING);
	if (c != NULL && (c->state != CONDUCT_CONVENED || gen_chance(g, 1, 4)) &&
	    (c->is_agenda_adopted || gen_chance(g, 1, 4)))
		return false;
	if (c != NULL && c->state == CONDUCT_CONVENED && s->now.ms < c->opens.ms)
		s->now = c->opens;
	*a = sim_conduct(s, c == NULL    ? KIND_MEETING_CONVENE
	    : c->state == CONDUCT_CONVENED ? KIND_MEETING_OPEN
					   : KIND_AGENDA_ADOPT,
	    c == NULL ? MEETING : STR_NONE);
	return true;
}

struct sim_act sim_put_random(struct sim *s, struct gen *g)
{
	static const char *const matters[] = { "text", "procedural", "budget", "budget", "budget" };
	struct sim_act a;
	if (meeting_random(s, g, &a))
		return a;
	uint32_t count = instrument_count(s->forum);
	const struct instrument *of = count == 0 ? NULL : instrument_at(s->forum, count - 1);
	if (of == NULL || of->authentic.count != 1 || of->adopted != UINT64_MAX ||
	    of->state == INSTRUMENT_ABANDONED)
		return table_random(s);
	if (of->state == INSTRUMENT_TABLED)
		return sim_text_act(s, KIND_TEXT_OPEN, of->code);
	const struct decision *d = decision_of(s, of);
	bool is_others = put_hold_of(s->forum, of, s->now) == PUT_FIXED &&
	    (d == NULL || (!decision_is_put(d) && ballot_open(s->forum, d->code) == NULL));
	if (is_others && of->silences.count > 0 && gen_chance(g, 7, 8))
		return silence_random(s, g);
	if (d != NULL && gen_chance(g, 9, 10))
		return decision_random(s, g, d, of);
	const struct instrument_proposal *p = proposal_living(s, of);
	bool stands = text_revision_is_newest(s->forum, of, of->revisions_count);
	if (of->state == INSTRUMENT_OPEN && p != NULL && gen_chance(g, 3, 4))
		return taken(s, of, p);
	if (of->state == INSTRUMENT_OPEN && !stands)
		return sim_text_act(s, KIND_TEXT_REVISE, of->code);
	if (gen_chance(g, 1, 3))
		return sim_naming(s, sim_silence(s, KIND_SILENCE_PROPOSE, sim_str(s, "s-%u", s->made++)),
		    of->code);
	return sim_naming(s, sim_decision(s, KIND_DECISION_TABLE,
	    sim_str(s, "%s-%u", matters[gen_below(g, CM_COUNT(matters))], s->made++)), of->code);
}
