/* Proposals on a text: who makes them, stands behind them, withdraws and takes them over (docs/rules.md
 * section 14). */
#include "base/scope.h"
#include "rules/put.h"
#include "rules/text_step.h"

/* Other words for a whole unit; what the same proposal changes inside it would say two things. */
static void guard_alternative(struct judge *j, const struct text_desk *desk,
    const struct text_propose *c, const struct text_change *change)
{
	const struct instrument_unit *u = instrument_unit_find(j->f, desk->of->code, change->unit);
	uint32_t said = 0;
	guard_words(j, desk, change->text, change->unit);
	if (u != NULL && str_eq(u->words, change->text))
		finding_add_at(j->found, FINDING_EDIT_EMPTY, change->unit);
	for (uint32_t i = 0; i < c->edits.count; i++)
		said += str_eq(c->edits.at[i].unit, change->unit);
	for (uint32_t i = 0; i < c->changes.count; i++)
		said += str_eq(c->changes.at[i].unit, change->unit) &&
		    unit_op_of(c->changes.at[i].op) != OP_MOVE;
	if (said > 1)
		finding_add_at(j->found, FINDING_EDIT_WRONG, change->unit);
}

static void guard_changes(struct judge *j, const struct text_desk *desk, const struct text_propose *c)
{
	const struct instrument *of = desk->of;
	for (uint32_t i = 0; i < c->changes.count; i++) {
		const struct text_change *change = &c->changes.at[i];
		enum unit_op op = unit_op_of(change->op);
		if (change->after.n > 0)
			(void)guard_unit(j, of, change->after, change->unit);
		if (op == OP_NEW) {
			guard_new_unit(j, desk, change);
			continue;
		}
		if (op == UNIT_OP__COUNT)
			finding_add_at(j->found, FINDING_WORD_UNKNOWN, change->unit);
		const struct instrument_unit *u = guard_unit(j, of, change->unit, change->unit);
		if (u != NULL && u->status == UNIT_AGREED)
			finding_add_at(j->found, FINDING_UNIT_IS_AGREED, u->id);
		if (u != NULL && op != OP_MOVE && u->locks_count > 0)
			finding_add_at(j->found, FINDING_WORDS_LOCKED, u->id);
		if (op == OP_ALTERNATIVE)
			guard_alternative(j, desk, c, change);
		if (op == OP_MOVE && str_eq(change->after, change->unit))
			finding_add_at(j->found, FINDING_EDIT_EMPTY, change->unit);
	}
}

static void guard_cosponsor(struct judge *j, const struct instrument *of, struct str party)
{
	const struct matter m = text_matter(of);
	if (!delegate_signed(j, party, S("cosponsor"), &m) &&
	    !delegate_signed(j, party, S("amend"), &m))
		finding_add_at(j->found, FINDING_SPONSOR_MISSING, party);
}

void text_propose_check(struct judge *j, const struct text_propose *c)
{
	const struct instrument *of = guard_text(j, c->text);
	if (of == NULL)
		return;
	const struct matter m = text_matter(of);
	struct voice v = voice_of(j, &c->paper, S("amend"), &m);
	guard_may(j, v.party, RIGHT_AMEND, FINDING_RIGHT_AMEND);
	guard_text_state(j, of, INSTRUMENT_OPEN);
	guard_free(j, of);
	for (uint32_t i = 0; i < c->cosponsors.count; i++)
		guard_cosponsor(j, of, c->cosponsors.at[i]);
	if (c->edits.count == 0 && c->changes.count == 0)
		finding_add_at(j->found, FINDING_EDIT_EMPTY, S("edits"));
	if (of->proposals.count >= TEXT_PROPOSALS_MAX)
		finding_add_at(j->found, FINDING_TEXT_TOO_LARGE, S("text"));
	SCOPE_ARENA(a, UNIT_WORK_BYTES_MAX);
	struct lexicon l;
	lexicon_init(&l, &a, 1);
	const struct text_desk desk = { &a, &l, j->f, of };
	guard_edits(j, &desk, &c->edits, STR_NONE);
	guard_changes(j, &desk, c);
}

static void edits_keep(struct forum *f, struct instrument_proposal *p, const struct text_propose *c)
{
	for (uint32_t i = 0; i < c->edits.count; i++) {
		const struct text_edit *e = &c->edits.at[i];
		*ROWS_ADD(f, p, edits) = (struct instrument_edit){ keep_str(f, e->unit), e->hash,
			(uint32_t)e->from, (uint32_t)e->to, keep_str(f, e->words) };
	}
	for (uint32_t i = 0; i < c->changes.count; i++) {
		const struct text_change *change = &c->changes.at[i];
		enum unit_kind kind = unit_kind_of(change->kind);
		*ROWS_ADD(f, p, changes) = (struct instrument_change){ .op = unit_op_of(change->op),
			.state = CHANGE_OPEN,
			.kind = kind == UNIT_KIND__COUNT ? UNIT_TITLE : kind,
			.label = keep_str(f, change->label),
			.parent = keep_str(f, change->parent),
			.unit = keep_str(f, change->unit),
			.after = keep_str(f, change->after),
			.words = keep_str(f, change->text) };
	}
}

void text_propose_apply(struct forum *f, const struct judged *act, const struct text_propose *c)
{
	struct instrument *of = instrument_touch(f, c->text);
	struct instrument_proposal *p = table_add(&f->text_proposals);
	*p = (struct instrument_proposal){ .text = of->code,
		.party = voice_party(f, act, &c->paper),
		.by = act_author(f, act)->handle,
		.lang = keep_str(f, c->lang),
		.rationale = keep_str(f, c->rationale),
		.number = of->proposals.count + 1,
		.state = PROPOSAL_LIVE,
		.entry = act->index,
		.ended = UINT64_MAX,
		.carried = UINT64_MAX,
		.cosponsors = keep_strs(f, &c->cosponsors) };
	edits_keep(f, p, c);
	derive_instrument_proposal(f, f->text_proposals.count - 1);
}

static void guard_proposal_state(struct judge *j, const struct instrument_proposal *p,
    enum proposal_state state)
{
	if (p->state != state)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("proposal"));
}

static struct instrument_proposal *proposal_touch(struct forum *f, struct str text, int64_t number)
{
	return instrument_proposal_touch(f, instrument_find(f, text), number);
}

/* Who may come to stand behind a proposal in this state. */
struct stander {
	struct str power;
	enum right right;
	enum proposal_state state;
};

static struct voice guard_stander(struct judge *j, const struct instrument *of,
    const struct instrument_proposal *p, struct stander who)
{
	static const struct paper none = { .is_present = false };
	const struct matter m = text_matter(of);
	struct voice v = voice_of(j, &none, who.power, &m);
	guard_may(j, v.party, who.right, FINDING_RIGHT_AMEND);
	guard_text_state(j, of, INSTRUMENT_OPEN);
	guard_proposal_state(j, p, who.state);
	return v;
}

/* T-5 */
void text_cosponsor_check(struct judge *j, const struct text_cosponsor *c)
{
	const struct instrument *of;
	const struct instrument_proposal *p = guard_proposal(j, c->text, c->proposal, &of);
	if (p == NULL)
		return;
	const struct stander who = { S("cosponsor"), RIGHT_COSPONSOR, PROPOSAL_LIVE };
	struct voice v = guard_stander(j, of, p, who);
	if (str_eq(p->party, v.party) || strs_has(&p->cosponsors, v.party))
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("proposal"));
}

void text_cosponsor_apply(struct forum *f, const struct judged *act, const struct text_cosponsor *c)
{
	struct instrument_proposal *p = proposal_touch(f, c->text, c->proposal);
	struct str *at = arena_array(f->arena, struct str, p->cosponsors.count + 1);
	for (uint32_t i = 0; i < p->cosponsors.count; i++)
		at[i] = p->cosponsors.at[i];
	at[p->cosponsors.count] = act_author(f, act)->party;
	p->cosponsors = (struct strs){ p->cosponsors.count + 1, at };
}

/* T-6: its author's; what it did leaves no trace in the text. */
void text_withdraw_check(struct judge *j, const struct text_withdraw *c)
{
	const struct instrument *of;
	const struct instrument_proposal *p = guard_proposal(j, c->text, c->proposal, &of);
	if (p == NULL)
		return;
	guard_amender(j, of, p->party, FINDING_NOT_THE_AUTHOR);
	guard_text_state(j, of, INSTRUMENT_OPEN);
	guard_withdrawn(j, of, p);
	guard_proposal_state(j, p, PROPOSAL_LIVE);
}

void text_withdraw_apply(struct forum *f, const struct judged *act, const struct text_withdraw *c)
{
	struct instrument_proposal *p = proposal_touch(f, c->text, c->proposal);
	p->state = PROPOSAL_WITHDRAWN;
	p->ended = act->index;
}

/* Is the unit there, and open to proposals? */
static bool unit_is_open(const struct instrument_unit *u)
{
	return u != NULL && !u->is_gone && u->status != UNIT_AGREED;
}

/* Could the change still be made: are the units that it names there? */
static bool change_is_on_base(const struct forum *f, struct str text, const struct instrument_change *c)
{
	if (c->op != OP_NEW && !unit_is_open(instrument_unit_find(f, text, c->unit)))
		return false;
	if (c->after.n == 0)
		return true;
	const struct instrument_unit *after = instrument_unit_find(f, text, c->after);
	return after != NULL && !after->is_gone;
}

/* Do its edits and changes still stand on the words and units that they were made on? */
static bool is_on_base(const struct forum *f, const struct instrument_proposal *p)
{
	for (uint32_t i = 0; i < p->edits_count; i++) {
		const struct instrument_unit *u = instrument_unit_find(f, p->text, p->edits[i].unit);
		if (!unit_is_open(u) || !hash_eq(&u->hash, &p->edits[i].base))
			return false;
	}
	for (uint32_t i = 0; i < p->changes_count; i++) {
		const struct instrument_change *c = &p->changes[i];
		if (c->state == CHANGE_OPEN && !change_is_on_base(f, p->text, c))
			return false;
	}
	return true;
}

/* Words that were locked since it was withdrawn. */
static void guard_taken_locks(struct judge *j, const struct instrument_proposal *p)
{
	for (uint32_t i = 0; i < p->edits_count; i++) {
		const struct instrument_edit *e = &p->edits[i];
		const struct instrument_unit *u = instrument_unit_find(j->f, p->text, e->unit);
		if (u != NULL && unit_locks_meet(u, e->from, e->to))
			finding_add_at(j->found, FINDING_WORDS_LOCKED, u->id);
	}
	for (uint32_t i = 0; i < p->changes_count; i++) {
		const struct instrument_unit *u = instrument_unit_find(j->f, p->text, p->changes[i].unit);
		bool replaces = change_replaces(&p->changes[i]) && p->changes[i].state == CHANGE_OPEN;
		if (replaces && u != NULL && u->locks_count > 0)
			finding_add_at(j->found, FINDING_WORDS_LOCKED, u->id);
	}
}

/* T-7: any party may present again what was withdrawn. */
void text_take_check(struct judge *j, const struct text_take *c)
{
	const struct instrument *of;
	const struct instrument_proposal *p = guard_proposal(j, c->text, c->proposal, &of);
	if (p == NULL)
		return;
	(void)guard_stander(j, of, p, (struct stander){ S("amend"), RIGHT_AMEND, PROPOSAL_WITHDRAWN });
	guard_free(j, of);
	if (!is_on_base(j->f, p))
		finding_add_at(j->found, FINDING_BASE_STALE, S("proposal"));
	guard_taken_locks(j, p);
}

void text_take_apply(struct forum *f, const struct judged *act, const struct text_take *c)
{
	struct instrument_proposal *p = proposal_touch(f, c->text, c->proposal);
	p->party = act_author(f, act)->party;
	p->by = act_author(f, act)->handle;
	p->cosponsors = (struct strs){ 0, NULL };
	p->state = PROPOSAL_LIVE;
	p->ended = UINT64_MAX;
}

/* T-8b */
void text_confirm_check(struct judge *j, const struct text_confirm *c)
{
	const struct instrument *of;
	const struct instrument_proposal *p = guard_proposal(j, c->text, c->proposal, &of);
	if (p == NULL)
		return;
	guard_amender(j, of, p->party, FINDING_NOT_THE_AUTHOR);
	guard_proposal_state(j, p, PROPOSAL_LIVE);
	if (!p->must_confirm)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("proposal"));
}

void text_confirm_apply(struct forum *f, const struct judged *act, const struct text_confirm *c)
{
	(void)act;
	proposal_touch(f, c->text, c->proposal)->must_confirm = false;
}

static bool stance_is_known(struct str word)
{
	return str_eq(word, S("support")) || str_eq(word, S("can-accept")) ||
	    str_eq(word, S("oppose")) || str_eq(word, S("reserve")) || str_eq(word, S("pending"));
}

/* T-3: positions change no text. */
void text_position_check(struct judge *j, const struct text_position *c)
{
	const struct instrument *of = guard_text(j, c->text);
	if (!stance_is_known(c->stance))
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("stance"));
	if (of == NULL)
		return;
	const struct matter m = text_matter(of);
	struct voice v = voice_of(j, &c->paper, S("speak"), &m);
	guard_may(j, v.party, RIGHT_SPEAK, FINDING_RIGHT_SPEAK);
	guard_text_state(j, of, INSTRUMENT_OPEN);
	for (uint32_t i = 0; i < c->conditional.count; i++)
		(void)guard_unit(j, of, c->conditional.at[i], c->conditional.at[i]);
	int named = (c->unit.n > 0) + (c->proposal != INTEGER_ABSENT) + (c->package.n > 0);
	if (named != 1)
		finding_add_at(j->found, FINDING_PROPOSAL_UNKNOWN, S("proposal"));
	else if (c->unit.n > 0)
		(void)guard_unit(j, of, c->unit, S("unit"));
	else if (c->package.n == 0)
		(void)guard_number(j, of, c->proposal);
	else if (instrument_package_find(of, c->package) == NULL)
		finding_add_at(j->found, FINDING_PACKAGE_UNKNOWN, S("package"));
}

void text_position_apply(struct forum *f, const struct judged *act, const struct text_position *c)
{
	const struct instrument *of = instrument_touch(f, c->text);
	struct instrument_position row = { .text = of->code,
		.party = voice_party(f, act, &c->paper),
		.unit = keep_str(f, c->unit),
		.stance = keep_str(f, c->stance),
		.package = keep_str(f, c->package),
		.proposal = c->proposal == INTEGER_ABSENT ? 0 : (uint32_t)c->proposal,
		.conditional = keep_strs(f, &c->conditional),
		.entry = act->index,
		.at = voice_at(act, &c->paper),
		.is_paper = c->paper.is_present };
	for (uint32_t i = 0; i < of->positions.count; i++) {
		const struct instrument_position *p = instrument_position_at(f, of, i);
		if (!str_eq(p->party, row.party) || p->proposal != row.proposal ||
		    !str_eq(p->unit, row.unit) || !str_eq(p->package, row.package))
			continue;
		if (p->at.ms <= row.at.ms)
			*(struct instrument_position *)table_touch(&f->text_positions,
			    of->positions.at[i]) = row;
		return;
	}
	*(struct instrument_position *)table_add(&f->text_positions) = row;
	derive_instrument_position(f, f->text_positions.count - 1);
}
