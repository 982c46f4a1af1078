/* A proposal from its tabling until it is put (docs/rules.md section 6, C1 to C8, C16). */
#include "rules/decision_step.h"

static bool is_zero(const struct hash *h)
{
	const struct hash zero = { { 0 } };
	return hash_eq(h, &zero);
}

static bool is_current_text(const struct forum *f, const struct hash *hash)
{
	for (uint32_t i = 0; i < f->decisions.count; i++) {
		const struct decision *d = table_at(&f->decisions, i);
		if (hash_eq(&d->hash, hash))
			return true;
	}
	return false;
}

static void guard_sponsor(struct judge *j, struct str party, const struct matter *m)
{
	if (!delegate_signed(j, party, S("cosponsor"), m) &&
	    !delegate_signed(j, party, S("propose"), m))
		finding_add_at(j->found, FINDING_SPONSOR_MISSING, party);
}

/* C1 */
void decision_table_check(struct judge *j, const struct decision_table *c)
{
	const struct charter *charter = &j->f->charter;
	const struct matter m = { c->body, c->meeting, S("body"), (moment){ INT64_MIN } };
	struct voice v = voice_of(j, &c->paper, S("propose"), &m);
	guard_may(j, v.party, RIGHT_PROPOSE, FINDING_RIGHT_PROPOSE);
	for (uint32_t i = 0; i < c->sponsors.count; i++)
		guard_sponsor(j, c->sponsors.at[i], &m);
	if (charter_body(charter, c->body) == NULL)
		finding_add_at(j->found, FINDING_BODY_UNKNOWN, S("body"));
	else if (charter_ladder(charter, c->body, c->matter) == NULL)
		finding_add_at(j->found, FINDING_DECISION_NOT_FOR_THIS_BODY, S("matter"));
	if (decision_find(j->f, c->code) != NULL)
		finding_add_at(j->found, FINDING_CODE_USED, S("code"));
	guard_put(j, &c->texts, &c->negotiated, c->body);
	if (!is_zero(&c->revises) && !is_current_text(j->f, &c->revises))
		finding_add_at(j->found, FINDING_BASE_STALE, S("revises"));
}

static struct strs sponsors_keep(struct forum *f, struct str first, const struct strs *more)
{
	struct str *at = arena_array(f->arena, struct str, more->count + 1);
	uint32_t count = 0;
	at[count++] = keep_str(f, first);
	for (uint32_t i = 0; i < more->count; i++) {
		if (!str_eq(more->at[i], first))
			at[count++] = keep_str(f, more->at[i]);
	}
	return (struct strs){ count, at };
}

void decision_table_apply(struct forum *f, const struct judged *act, const struct decision_table *c)
{
	const struct put put = put_keep(f, &c->texts, &c->negotiated);
	struct decision *d = table_add(&f->decisions);
	*d = (struct decision){ .code = keep_str(f, c->code),
		.body = keep_str(f, c->body),
		.matter = keep_str(f, c->matter),
		.meeting = keep_str(f, c->meeting),
		.title = keep_names(f, &c->title),
		.hash = put.hash,
		.base = c->revises,
		.languages = put.languages,
		.text = put.text,
		.revision = put.revision,
		.sponsors = sponsors_keep(f, voice_party(f, act, &c->paper), &c->sponsors),
		.tabled = act->index,
		.text_entry = act->index,
		.adopted = UINT64_MAX,
		.circulated = MOMENT_ABSENT,
		.called = MOMENT_ABSENT,
		.adopted_at = MOMENT_ABSENT,
		.until = MOMENT_ABSENT };
	decision_step_add(f, d, act, DECISION_TABLED);
	f->versions[NOUN_DECISION]++;
	f->versions[NOUN_TEXT] += d->text.n > 0;
	derive_decision(f, f->decisions.count - 1);
}

static bool has_all_languages(const struct forum *f, const struct decision *d)
{
	for (uint32_t i = 0; i < f->charter.languages.count; i++) {
		if (!decision_is_in(f, d, f->charter.languages.at[i]))
			return false;
	}
	return true;
}

/* C2 */
void decision_circulate_check(struct judge *j, const struct decision_circulate *c)
{
	const struct decision *d = guard_decision(j, c->decision);
	guard_officers(j, 1, FINDING_OFFICER_ONLY);
	if (c->symbol.n > 0 && symbol_is_used(j->f, c->symbol))
		finding_add_at(j->found, FINDING_SYMBOL_USED, S("symbol"));
	if (d == NULL)
		return;
	guard_state(j, d, BIT(DECISION_TABLED));
	guard_deliveries(j, &c->sent, S("sent"));
	guard_deliveries(j, &c->undelivered, S("undelivered"));
	for (uint32_t i = 0; i < j->f->parties.count; i++) {
		const struct party *p = table_at(&j->f->parties, i);
		bool decides = party_may(j->f, p->code, RIGHT_OBJECT) ||
		    party_may(j->f, p->code, RIGHT_VOTE);
		if (decides && !is_sent_to(&c->sent, &c->undelivered, p->code))
			finding_add_at(j->found, FINDING_RECIPIENT_MISSING, p->code);
	}
	const struct charter_notice *notice = charter_notice(&j->f->charter, d->matter);
	if (notice != NULL && notice->languages == NOTICE_ALL && !has_all_languages(j->f, d))
		finding_add_at(j->found, FINDING_LANGUAGES_MISSING, S("decision"));
}

void decision_circulate_apply(struct forum *f, const struct judged *act,
    const struct decision_circulate *c)
{
	struct decision *d = decision_touch(f, c->decision);
	d->recipients = deliveries_keep(f, &c->sent);
	d->undelivered = deliveries_keep(f, &c->undelivered);
	d->interim = keep_str(f, c->symbol);
	d->circulated = act->received;
	if (d->interim.n > 0)
		derive_symbol(f, d->interim);
	decision_step_add(f, d, act, DECISION_CIRCULATED);
}

/* C3: who says so changes nothing. */
void decision_ripen_check(struct judge *j, const struct decision_ripen *c)
{
	const struct decision *d = guard_decision(j, c->decision);
	guard_clock(j);
	if (d == NULL)
		return;
	guard_state(j, d, BIT(DECISION_CIRCULATED));
	if (!decision_is_eligible(j->f, d, j->now))
		finding_add_at(j->found, FINDING_NOTICE_RUNNING, S("decision"));
}

void decision_ripen_apply(struct forum *f, const struct judged *act, const struct decision_ripen *c)
{
	decision_step_add(f, decision_touch(f, c->decision), act, DECISION_ELIGIBLE);
}

/* C3b */
void decision_waive_check(struct judge *j, const struct decision_waive *c)
{
	const struct decision *d = guard_decision(j, c->decision);
	if (d == NULL)
		return;
	guard_decision_chair(j, d);
	guard_state(j, d, BIT(DECISION_CIRCULATED));
	const struct charter_notice *notice = charter_notice(&j->f->charter, d->matter);
	if (notice != NULL && str_eq(notice->waiver, S("none")))
		finding_add_at(j->found, FINDING_WAIVER_NOT_ALLOWED, S("decision"));
	if (decision_is_eligible(j->f, d, j->now))
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("decision"));
}

void decision_waive_apply(struct forum *f, const struct judged *act, const struct decision_waive *c)
{
	(void)act;
	decision_touch(f, c->decision)->is_notice_waived = true;
}

/* C5 */
void decision_amend_check(struct judge *j, const struct decision_amend *c)
{
	const struct decision *d = guard_decision(j, c->decision);
	if (d == NULL)
		return;
	const struct matter m = decision_matter(d);
	struct voice v = voice_of(j, &c->paper, S("amend"), &m);
	guard_may(j, v.party, RIGHT_AMEND, FINDING_RIGHT_AMEND);
	guard_state(j, d, BIT(DECISION_CONSIDERED));
	guard_frozen(j, &c->texts);
	if (d->text.n > 0)
		finding_add_at(j->found, FINDING_AMENDED_IN_THE_TEXT, S("texts"));
	if (!hash_eq(&c->hash, &d->hash))
		finding_add_at(j->found, FINDING_TEXT_NOT_FROZEN, S("hash"));
	struct hash hash;
	frozen_hash(&hash, &c->texts);
	if (hash_eq(&hash, &d->hash))
		finding_add_at(j->found, FINDING_NOT_AN_AMENDMENT, S("texts"));
}

void decision_amend_apply(struct forum *f, const struct judged *act, const struct decision_amend *c)
{
	struct decision *d = decision_touch(f, c->decision);
	struct amendment row = { .entry = act->index,
		.party = voice_party(f, act, &c->paper) };
	frozen_hash(&row.hash, &c->texts);
	row.languages = frozen_languages(f, &c->texts);
	*ROWS_ADD(f, d, amendments) = row;
}
