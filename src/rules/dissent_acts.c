/* Reservations and statements that are attached to a decision (docs/rules.md section 11). */
#include "rules/decision_step.h"

#define BITS_ADOPTED (BIT(DECISION_GAVELLED) | BIT(DECISION_REGISTERED) | BIT(DECISION_ISSUED))

/* What the charter knows, by whom, and in which states. */
struct dissent_kind {
	struct str name;
	bool is_known, is_chairs;
	unsigned states;
};

static struct dissent_kind kind_of_dissent(const struct charter_dissent *c, struct str name)
{
	const unsigned decided = BITS_ADOPTED | BIT(DECISION_NOT_ADOPTED);
	const unsigned chairs = decided | BIT(DECISION_CONSIDERED) | BIT(DECISION_OBJECTED) |
	    BIT(DECISION_REFERRED);
	const struct dissent_kind kinds[] = {
		{ { "reservation", 11 }, c->reservation, false, BITS_ADOPTED },
		{ { "interpretation", 14 }, c->interpretation, false, BITS_ADOPTED },
		{ { "explanation", 11 }, c->explanation, false, decided },
		{ { "opinion", 7 }, c->opinion_on_record, false, BITS_ADOPTED },
		{ { "disassociation", 14 }, c->disassociation, false, BITS_ADOPTED },
		{ { "abstention", 10 }, c->abstention_not_bound, false, decided },
		{ { "chair-statement", 15 }, c->chair_statement, true, chairs },
		{ { "open-issues", 11 }, c->open_issues, true, chairs },
	};
	for (size_t i = 0; i < CM_COUNT(kinds); i++) {
		if (str_eq(kinds[i].name, name))
			return kinds[i];
	}
	return (struct dissent_kind){ .is_known = false };
}

moment dissent_deadline(const struct forum *f, const struct decision *d)
{
	int64_t deadline_s = f->charter.dissent.deadline_s;
	if (deadline_s == INTEGER_ABSENT || d->adopted_at.ms == MOMENT_ABSENT.ms)
		return MOMENT_ABSENT;
	return (moment){ d->adopted_at.ms + deadline_s * 1000 };
}

static void guard_deadline(struct judge *j, const struct decision *d, moment at)
{
	moment deadline = dissent_deadline(j->f, d);
	bool is_over = deadline.ms != MOMENT_ABSENT.ms && at.ms >= deadline.ms;
	bool has_number = d->state == DECISION_REGISTERED || d->state == DECISION_ISSUED;
	if (is_over || (deadline.ms == MOMENT_ABSENT.ms && has_number))
		finding_add_at(j->found, FINDING_DISSENT_LATE, S("decision"));
}

static void guard_joint(struct judge *j, const struct strs *with, const struct matter *m)
{
	if (with->count > 0 && !j->f->charter.dissent.joint)
		finding_add_at(j->found, FINDING_DISSENT_KIND, S("joint"));
	for (uint32_t i = 0; i < with->count; i++) {
		if (!delegate_signed(j, with->at[i], S("speak"), m))
			finding_add_at(j->found, FINDING_SPONSOR_MISSING, with->at[i]);
	}
}

void dissent_file_check(struct judge *j, const struct dissent_file *c)
{
	const struct decision *d = guard_decision(j, c->decision);
	struct dissent_kind kind = kind_of_dissent(&j->f->charter.dissent, c->kind);
	guard_frozen(j, &c->texts);
	if (!kind.is_known)
		finding_add_at(j->found, FINDING_DISSENT_KIND, S("kind"));
	if (str_eq(c->kind, S("disassociation")) && c->paragraphs.count == 0)
		finding_add_at(j->found, FINDING_GROUND_MISSING, S("paragraphs"));
	if (d == NULL)
		return;
	const struct matter m = decision_matter(d);
	struct voice v = voice_of(j, &c->paper, S("speak"), &m);
	guard_may(j, v.party, RIGHT_SPEAK, FINDING_RIGHT_SPEAK);
	if (kind.is_chairs)
		guard_decision_chair(j, d);
	guard_joint(j, &c->joint, &m);
	if (kind.is_known)
		guard_state(j, d, kind.states);
	guard_deadline(j, d, v.at);
}

void dissent_file_apply(struct forum *f, const struct judged *act, const struct dissent_file *c)
{
	struct decision *d = decision_touch(f, c->decision);
	*ROWS_ADD(f, d, dissents) = (struct dissent){ .kind = keep_str(f, c->kind),
		.party = voice_party(f, act, &c->paper),
		.with = keep_strs(f, &c->joint),
		.paragraphs = keep_strs(f, &c->paragraphs),
		.entry = act->index,
		.at = voice_at(act, &c->paper),
		.is_paper = c->paper.is_present };
}
