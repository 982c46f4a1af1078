/* A negotiated text that is put (docs/rules.md sections 6, 7 and 14). */
#include "rules/put.h"

#include "base/encode.h"
#include "rules/silence_step.h"
#include "rules/text_adoption.h"
#include "rules/text_step.h"

/* Is `above` the body, or one of those over it? */
static bool is_within(const struct charter *c, struct str body, struct str above)
{
	for (const struct charter_body *b = charter_body(c, body); b != NULL;
	    b = charter_body(c, b->parent)) {
		if (str_eq(b->id, above) || strs_has(&b->recommends_to, above))
			return true;
	}
	return false;
}

void guard_put(struct judge *j, const struct frozen_text_list *texts, const struct named_revision *named,
    struct str body)
{
	guard_frozen(j, texts);
	if ((texts->count > 0) == named->is_present)
		finding_add_at(j->found, FINDING_WORDS_OR_REVISION, S("texts"));
	if (!named->is_present)
		return;
	const struct revision_named revision = { named->text, named->revision, &named->hash };
	(void)text_revision_named(j->f, &revision, j->found);
	const struct instrument *of = instrument_find(j->f, named->text);
	if (of != NULL && !is_within(&j->f->charter, of->body, body))
		finding_add_at(j->found, FINDING_DECISION_NOT_FOR_THIS_BODY, S("text"));
	if (of != NULL && of->adopted != UINT64_MAX)
		finding_add_at(j->found, FINDING_TEXT_IS_ADOPTED, S("text"));
}

void put_hash(struct hash *out, const struct frozen_text_list *texts, const struct named_revision *named)
{
	if (named->is_present)
		*out = named->hash;
	else
		frozen_hash(out, texts);
}

struct put put_keep(struct forum *f, const struct frozen_text_list *texts,
    const struct named_revision *named)
{
	struct put of = { .languages = frozen_languages(f, texts) };
	put_hash(&of.hash, texts, named);
	if (named->is_present) {
		of.text = instrument_find(f, named->text)->code;
		of.revision = (uint32_t)named->revision;
	}
	return of;
}

void guard_adoptable(struct judge *j, const struct put *of)
{
	if (of->text.n == 0)
		return;
	const struct revision_named named = { of->text, of->revision, &of->hash };
	(void)text_adoptable(j->f, j->scratch, &named, j->found);
	const struct instrument *text = instrument_find(j->f, of->text);
	if (text != NULL && text->adopted != UINT64_MAX)
		finding_add_at(j->found, FINDING_TEXT_IS_ADOPTED, S("text"));
}

/* A decision that lapsed puts nothing; one that comes to a vote lets what is carried in before. */
enum put_hold put_hold_by_decision(const struct forum *f, const struct decision *d)
{
	if (ballot_open(f, d->code) != NULL)
		return PUT_FIXED;
	if (decision_is_lapsed(f, d))
		return PUT_FREE;
	if (decision_is_put(d))
		return PUT_FIXED;
	return d->state == DECISION_VOTE ? PUT_VOTED : PUT_FREE;
}

/* One that never began is over with its expiry. A break ends it, unless something can come of it yet. */
enum put_hold put_hold_by_silence(const struct forum *f, const struct silence *s, moment at)
{
	const struct charter_silence *rule = &f->charter.silence;
	const bool is_before = at.ms < s->expires.ms;
	bool is_fixed = s->state == SILENCE_RUNNING || s->state == SILENCE_HELD ||
	    s->state == SILENCE_VOTE || s->state == SILENCE_EXPIRED;
	if (s->state == SILENCE_PROPOSED || s->state == SILENCE_CONSENTED)
		is_fixed = is_before;
	if (s->state == SILENCE_BROKEN)
		is_fixed = rule->on_break == ON_BREAK_VOTE || (rule->break_withdrawable && is_before);
	return is_fixed ? PUT_FIXED : PUT_FREE;
}

/* Of all that puts it but this silence, which may be NULL. */
static enum put_hold hold_but(const struct forum *f, const struct instrument *of, moment at,
    const struct silence *but)
{
	enum put_hold hold = PUT_FREE;
	for (uint32_t i = 0; i < of->decisions.count && hold != PUT_FIXED; i++) {
		enum put_hold by = put_hold_by_decision(f, table_at(&f->decisions, of->decisions.at[i]));
		hold = by > hold ? by : hold;
	}
	for (uint32_t i = 0; i < of->silences.count && hold != PUT_FIXED; i++) {
		const struct silence *s = table_at(&f->silences, of->silences.at[i]);
		enum put_hold by = s == but ? PUT_FREE : put_hold_by_silence(f, s, at);
		hold = by > hold ? by : hold;
	}
	return hold;
}

enum put_hold put_hold_of(const struct forum *f, const struct instrument *of, moment at)
{
	return hold_but(f, of, at, NULL);
}

void guard_held_by(struct judge *j, const struct instrument *of, const struct silence *s)
{
	if (hold_but(j->f, of, j->now, s) != PUT_FREE)
		finding_add_at(j->found, FINDING_TEXT_IS_PUT, S("text"));
}

static void guard_hold(struct judge *j, const struct instrument *of, enum put_hold most)
{
	if (put_hold_of(j->f, of, j->now) > most)
		finding_add_at(j->found, FINDING_TEXT_IS_PUT, S("text"));
}

void guard_free(struct judge *j, const struct instrument *of)
{
	guard_hold(j, of, PUT_FREE);
}

void guard_not_fixed(struct judge *j, const struct instrument *of)
{
	guard_hold(j, of, PUT_VOTED);
}

static bool is_carried(const struct instrument_proposal *p)
{
	return p != NULL && p->carried != UINT64_MAX && p->state == PROPOSAL_LIVE;
}

void guard_taken(struct judge *j, const struct instrument *of, const struct instrument_proposal *p,
    bool closes)
{
	guard_hold(j, of, is_carried(p) && !closes ? PUT_VOTED : PUT_FREE);
}

void guard_withdrawn(struct judge *j, const struct instrument *of, const struct instrument_proposal *p)
{
	guard_hold(j, of, is_carried(p) ? PUT_FREE : PUT_VOTED);
}

void guard_translated(struct judge *j, const struct instrument *of, const struct instrument_unit *u,
    struct str lang)
{
	bool stands = of->adopted != UINT64_MAX || put_hold_of(j->f, of, j->now) != PUT_FREE;
	for (uint32_t i = 0; i < u->translations_count && stands; i++) {
		const struct instrument_translation *t = &u->translations[i];
		if (str_eq(t->lang, lang) && t->state == TRANSLATION_FINAL && hash_eq(&t->from, &u->hash))
			finding_add_at(j->found,
			    of->adopted != UINT64_MAX ? FINDING_TEXT_IS_ADOPTED : FINDING_TEXT_IS_PUT,
			    S("lang"));
	}
}

void put_adopt(struct forum *f, const struct judged *act, struct str text, uint32_t revision)
{
	struct instrument *of = instrument_touch(f, text);
	text_adopt(f, act, text);
	of->adopted = act->index;
	of->adopted_revision = revision;
}

/* A negotiation that the adoption ended goes on. */
void put_release(struct forum *f, struct str text, uint64_t adopted)
{
	struct instrument *of = instrument_touch(f, text);
	if (of->adopted != adopted)
		return;
	if (of->ended == adopted) {
		of->state = INSTRUMENT_OPEN;
		of->ended = UINT64_MAX;
		of->ended_at = MOMENT_ABSENT;
	}
	of->adopted = UINT64_MAX;
	of->adopted_revision = 0;
}

bool instrument_is_in(const struct forum *f, const struct instrument *of, struct str lang)
{
	for (uint32_t i = 0; i < of->order_count && !str_eq(of->lang, lang); i++) {
		if (unit_translation_lacks(instrument_unit_at(f, of, i), lang) != FINDING__COUNT)
			return false;
	}
	return true;
}

const struct instrument_proposal *put_proposal(const struct forum *f, const struct instrument *of,
    uint64_t entry)
{
	for (uint32_t i = 0; i < of->proposals.count; i++) {
		const struct instrument_proposal *p =
		    table_at(&f->text_proposals, of->proposals.at[i]);
		if (p->entry == entry)
			return p;
	}
	return NULL;
}
