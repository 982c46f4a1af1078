/* Numbers, languages and corrections; withdrawal and taking over; the quorum that is asked for
 * (docs/rules.md section 6, C9q, C9r, C14 to C16 and C19). */
#include "base/buf.h"
#include "rules/decision_step.h"

static void guard_symbol_free(struct judge *j, struct str symbol)
{
	if (symbol_is_used(j->f, symbol))
		finding_add_at(j->found, FINDING_SYMBOL_USED, S("symbol"));
}

/* C14 */
void decision_register_check(struct judge *j, const struct decision_register *c)
{
	const struct decision *d = guard_decision(j, c->decision);
	guard_officers(j, 1, FINDING_OFFICER_ONLY);
	guard_symbol_free(j, c->symbol);
	if (!symbol_fits(j->f, S("decision"), c->symbol, moment_parts(j->now).date.year))
		finding_add_at(j->found, FINDING_SYMBOL_OUT_OF_SERIES, S("symbol"));
	if (d == NULL)
		return;
	guard_state(j, d, BIT(DECISION_GAVELLED));
	if (decision_contests_open(d) > 0)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("decision"));
	moment deadline = dissent_deadline(j->f, d);
	if (deadline.ms != MOMENT_ABSENT.ms && j->now.ms < deadline.ms)
		finding_add_at(j->found, FINDING_DISSENT_OPEN, S("decision"));
}

void decision_register_apply(struct forum *f, const struct judged *act,
    const struct decision_register *c)
{
	struct decision *d = decision_touch(f, c->decision);
	d->symbol = keep_str(f, c->symbol);
	derive_symbol(f, d->symbol);
	decision_step_add(f, d, act, DECISION_REGISTERED);
}

static bool is_among(const struct document_text_list *texts, struct str lang)
{
	for (uint32_t i = 0; i < texts->count; i++) {
		if (str_eq(texts->at[i].lang, lang))
			return true;
	}
	return false;
}

/* C15 */
void decision_issue_check(struct judge *j, const struct decision_issue *c)
{
	const struct decision *d = guard_decision(j, c->decision);
	guard_officers(j, 1, FINDING_OFFICER_ONLY);
	guard_document_texts(j, &c->texts);
	const struct strs *all = &j->f->charter.languages;
	for (uint32_t i = 0; i < all->count; i++) {
		if (!is_among(&c->texts, all->at[i]) && !strs_has(&c->missing, all->at[i]))
			finding_add_at(j->found, FINDING_LANGUAGES_MISSING, all->at[i]);
	}
	if (d != NULL)
		guard_state(j, d, BIT(DECISION_REGISTERED));
}

void decision_issue_apply(struct forum *f, const struct judged *act, const struct decision_issue *c)
{
	struct decision *d = decision_touch(f, c->decision);
	d->missing = keep_strs(f, &c->missing);
	decision_step_add(f, d, act, DECISION_ISSUED);
}

/* "<symbol>/Corr.<n>", the next one. */
static bool is_correction(struct judge *j, const struct decision *d, struct str symbol)
{
	struct buf wanted;
	buf_init(&wanted, j->scratch, 2 * SYMBOL_BYTES_MAX);
	buf_put(&wanted, d->symbol);
	buf_put(&wanted, S("/Corr."));
	buf_dec(&wanted, (int64_t)d->corrections_count + 1);
	return str_eq(buf_str(&wanted), symbol);
}

/* C19 */
void decision_correct_check(struct judge *j, const struct decision_correct *c)
{
	const struct decision *d = guard_decision(j, c->decision);
	guard_officers(j, 1, FINDING_OFFICER_ONLY);
	guard_symbol_free(j, c->symbol);
	if (d == NULL)
		return;
	guard_state(j, d, BIT(DECISION_ISSUED));
	if (!is_correction(j, d, c->symbol))
		finding_add_at(j->found, FINDING_SYMBOL_OUT_OF_SERIES, S("symbol"));
	int64_t correction_s = j->f->charter.records.correction_s;
	if (correction_s != INTEGER_ABSENT &&
	    j->now.ms - d->steps[d->steps_count - 1].at.ms >= correction_s * 1000)
		finding_add_at(j->found, FINDING_CORRECTION_LATE, S("decision"));
}

void decision_correct_apply(struct forum *f, const struct judged *act,
    const struct decision_correct *c)
{
	struct decision *d = decision_touch(f, c->decision);
	*ROWS_ADD(f, d, corrections) = act->index; /* its symbol follows from their count */
}

/* C16 */
void decision_withdraw_check(struct judge *j, const struct decision_withdraw *c)
{
	const struct decision *d = guard_decision(j, c->decision);
	if (d == NULL)
		return;
	const struct matter m = decision_matter(d);
	for (uint32_t i = 0; i < d->sponsors.count; i++) {
		bool is_signed = delegate_signed(j, d->sponsors.at[i], S("propose"), &m) ||
		    delegate_signed(j, d->sponsors.at[i], S("cosponsor"), &m);
		if (!is_signed)
			finding_add_at(j->found, FINDING_SPONSOR_MISSING, d->sponsors.at[i]);
	}
	guard_state(j, d,
	    BIT(DECISION_TABLED) | BIT(DECISION_CIRCULATED) | BIT(DECISION_ELIGIBLE) |
		BIT(DECISION_CONSIDERED) | BIT(DECISION_LAPSED));
	if (ballot_has_amended(j->f, d->code))
		finding_add_at(j->found, FINDING_AMENDED_NOT_WITHDRAWABLE, S("decision"));
	for (uint32_t i = 0; i < d->amendments_count; i++) {
		if (d->amendments[i].is_taken) {
			finding_add_at(j->found, FINDING_AMENDED_NOT_WITHDRAWABLE, S("decision"));
			return;
		}
	}
}

void decision_withdraw_apply(struct forum *f, const struct judged *act,
    const struct decision_withdraw *c)
{
	decision_step_add(f, decision_touch(f, c->decision), act, DECISION_WITHDRAWN);
}

void decision_take_check(struct judge *j, const struct decision_take *c)
{
	const struct decision *d = guard_decision(j, c->decision);
	if (d == NULL)
		return;
	const struct matter m = decision_matter(d);
	const struct paper none = { .is_present = false };
	struct voice v = voice_of(j, &none, S("propose"), &m);
	guard_may(j, v.party, RIGHT_PROPOSE, FINDING_RIGHT_PROPOSE);
	guard_state(j, d, BIT(DECISION_WITHDRAWN));
	if (strs_has(&d->sponsors, v.party))
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("decision"));
}

void decision_take_apply(struct forum *f, const struct judged *act, const struct decision_take *c)
{
	struct decision *d = decision_touch(f, c->decision);
	const struct strs sponsor = { 1, (struct str[]){ act_author(f, act)->party } };
	d->sponsors = keep_strs(f, &sponsor);
	bool was_sent = d->circulated.ms != MOMENT_ABSENT.ms;
	decision_step_add(f, d, act, was_sent ? DECISION_CIRCULATED : DECISION_TABLED);
}

/* C9q, C9r */
void decisions_hold(struct forum *f, const struct judged *act, struct str meeting)
{
	for (uint32_t i = 0; i < f->decisions.count; i++) {
		const struct decision *d = table_at(&f->decisions, i);
		bool is_held = d->state == DECISION_CONSIDERED || d->state == DECISION_CALLED ||
		    d->state == DECISION_OBJECTED;
		if (!is_held || d->item.n == 0 || !str_eq(d->meeting, meeting))
			continue;
		struct decision *row = decision_touch(f, d->code);
		row->held_from = row->state;
		decision_step_add(f, row, act, DECISION_HELD);
	}
}

void decisions_release(struct forum *f, const struct judged *act, struct str meeting)
{
	const struct conduct *c = conduct_find(f, meeting);
	if (c == NULL || !conduct_has_quorum(f, c, f->charter.conduct.quorum_decide))
		return;
	for (uint32_t i = 0; i < f->decisions.count; i++) {
		const struct decision *d = table_at(&f->decisions, i);
		if (d->state != DECISION_HELD || !str_eq(d->meeting, meeting))
			continue;
		struct decision *row = decision_touch(f, d->code);
		decision_step_add(f, row, act, row->held_from);
	}
}
