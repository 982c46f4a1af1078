/* Agreements, relations, institutions: acts of each kind, as those would make them who may; random ones. */
#include "lib/forum_sim.h"

#include "rules/agreement.h"
#include "rules/register.h"

static struct sim_act as(struct sim *s, struct sim_act a, struct str handle)
{
	sim_unsign(&a);
	sim_sign_as(s, &a, handle);
	return a;
}

static struct str newest_agreement(struct sim *s)
{
	uint32_t count = agreement_count(s->forum);
	return count == 0 ? S("none") : agreement_at(s->forum, count - 1)->code;
}

static struct str newest_relation(struct sim *s)
{
	uint32_t count = relation_count(s->forum);
	return count == 0 ? S("none") : relation_at(s->forum, count - 1)->code;
}

static struct str newest_institution(struct sim *s)
{
	uint32_t count = institution_count(s->forum);
	return count == 0 ? S("none") : institution_at(s->forum, count - 1)->code;
}

/* The next step of the newest agreement's life. */
static struct str next_step(struct sim *s)
{
	const struct agreement *a = agreement_find(s->forum, newest_agreement(s));
	enum agreement_state state = a == NULL ? AGREEMENT_NONE : a->state;
	return state < AGREEMENT_SIGNED ? agreement_state_name((enum agreement_state)(state + 1))
					: S("amended");
}

static struct sim_act make_agreement(struct sim *s, enum kind k)
{
	struct sim_act a = { .kind = k };
	struct strs sources = sim_strs(s, S("https://example.org/agreement"));
	if (k == KIND_AGREEMENT_RECORD) {
		a.content.agreement_record = (struct agreement_record){ .is_present = true,
			.code = sim_str(s, "mou-%u", s->made++), .counterpart = sim_names(s, S("A bank")),
			.delay_days = 30, .kind = S("memorandum"), .needs = 2, .sources = sources,
			.title = sim_names(s, S("Memorandum")) };
	} else if (k == KIND_AGREEMENT_STEP) {
		a.content.agreement_step = (struct agreement_step){ .is_present = true,
			.agreement = newest_agreement(s), .on = DATE_NONE, .seen_by = { 2016, 4, 27, -1 },
			.place = sim_names(s, S("Astana")), .revision = INTEGER_ABSENT,
			.signatories = sim_names(s, S("Executive Director")), .sources = sources,
			.to = next_step(s) };
	} else {
		a.content.agreement_deposit = (struct agreement_deposit){ .is_present = true,
			.agreement = newest_agreement(s), .kind = S("ratification"), .on = DATE_NONE,
			.party = S("bb") };
		return as(s, a, S("bb/coordinator"));
	}
	return as(s, a, sim_officer(s, 1));
}

static struct sim_act make_relation(struct sim *s, enum kind k)
{
	struct sim_act a = { .kind = k };
	struct strs sources = sim_strs(s, S("https://example.org/relation"));
	if (k == KIND_RELATION_RECORD)
		a.content.relation_record = (struct relation_record){ .is_present = true,
			.code = sim_str(s, "rel-%u", s->made++), .counterpart = sim_names(s, S("A bank")),
			.direction = S("out"), .from = { 2007, 12, 0, -1 }, .gone_by = DATE_NONE,
			.kind = S("observer"), .seen_by = DATE_NONE, .sources = sources,
			.until = DATE_NONE };
	else
		a.content.relation_end = (struct relation_end){ .is_present = true,
			.gone_by = DATE_NONE, .relation = newest_relation(s), .sources = sources,
			.until = { 2019, 0, 0, -1 } };
	return as(s, a, sim_officer(s, 1));
}

static struct sim_act make_institution(struct sim *s, enum kind k)
{
	struct sim_act a = { .kind = k };
	struct strs sources = sim_strs(s, S("https://example.org/council"));
	if (k == KIND_INSTITUTION_TEXT)
		a.content.institution_text = (struct institution_text){ .is_present = true,
			.body = S("soc"), .institution = newest_institution(s), .kind = S("report"),
			.on = { 2021, 10, 7, -1 }, .sources = sources,
			.title = sim_names(s, S("Report of the year")) };
	else if (k == KIND_INSTITUTION_SEAT)
		a.content.institution_seat = (struct institution_seat){ .is_present = true,
			.from = { 2015, 11, 0, -1 }, .gone_by = DATE_NONE,
			.institution = newest_institution(s), .party = S("bb"), .role = S("chair"),
			.seen_by = DATE_NONE, .sources = sources, .until = DATE_NONE };
	else
		a.content.institution_vacate = (struct institution_vacate){ .is_present = true,
			.gone_by = { 2019, 6, 15, -1 }, .institution = newest_institution(s),
			.party = S("bb"), .role = S("chair"), .sources = sources, .until = DATE_NONE };
	return as(s, a, sim_officer(s, 1));
}

struct sim_act sim_agreement_act(struct sim *s, enum kind k)
{
	if (k >= KIND_INSTITUTION_TEXT)
		return make_institution(s, k);
	return k >= KIND_RELATION_RECORD ? make_relation(s, k) : make_agreement(s, k);
}

void sim_agreement_signed(struct sim *s)
{
	sim_do(s, sim_agreement_act(s, KIND_AGREEMENT_RECORD));
	for (unsigned i = AGREEMENT_PROPOSED; i <= AGREEMENT_SIGNED; i++)
		sim_do(s, sim_agreement_act(s, KIND_AGREEMENT_STEP));
}

struct sim_act sim_agreement_due(struct sim *s, enum kind k)
{
	if (k == KIND_AGREEMENT_STEP)
		sim_do(s, sim_agreement_act(s, KIND_AGREEMENT_RECORD));
	if (k == KIND_AGREEMENT_DEPOSIT)
		sim_agreement_signed(s);
	if (k == KIND_RELATION_END)
		sim_do(s, sim_agreement_act(s, KIND_RELATION_RECORD));
	if (k >= KIND_INSTITUTION_TEXT && institution_count(s->forum) == 0)
		sim_do(s, sim_make(s, KIND_INSTITUTION_RECORD, S("council")));
	if (k == KIND_INSTITUTION_VACATE)
		sim_do(s, sim_agreement_act(s, KIND_INSTITUTION_SEAT));
	return sim_agreement_act(s, k);
}

static struct date date_bent(struct gen *g)
{
	static const struct date dates[] = { { 0, 0, 0, -1 }, { 2016, 0, 0, -1 }, { 2016, 4, 0, -1 },
		{ 2016, 4, 27, -1 }, { 2021, 12, 0, -1 }, { 9999, 12, 31, -1 } };
	return dates[gen_below(g, CM_COUNT(dates))];
}

static struct str party_bent(struct gen *g)
{
	static const struct str parties[] = { S("aa"), S("bb"), S("cc"), S("dd"), S("oo"), S("zz") };
	return parties[gen_below(g, CM_COUNT(parties))];
}

static void content_bend_agreement(struct sim *s, struct gen *g, struct sim_act *a)
{
	static const struct str steps[] = { S("proposed"), S("studied"), S("negotiated"),
		S("approved"), S("signed"), S("in-force"), S("amended"), S("suspended"),
		S("superseded"), S("ended"), S("dropped"), S("sealed"), S("none") };
	union content *c = &a->content;
	uint32_t count = agreement_count(s->forum);
	struct str any = count == 0 ? S("none") : agreement_at(s->forum, (uint32_t)gen_below(g, count))->code;
	if (a->kind == KIND_AGREEMENT_RECORD) {
		c->agreement_record.needs = gen_bool(g) ? gen_between(g, 0, 3) : INTEGER_ABSENT;
		c->agreement_record.delay_days = gen_bool(g) ? gen_between(g, 0, 400) : INTEGER_ABSENT;
		c->agreement_record.party = gen_bool(g) ? party_bent(g) : STR_NONE;
	} else if (a->kind == KIND_AGREEMENT_STEP) {
		c->agreement_step.to = steps[gen_below(g, CM_COUNT(steps))];
		c->agreement_step.on = date_bent(g);
		c->agreement_step.seen_by = gen_bool(g) ? date_bent(g) : DATE_NONE;
		c->agreement_step.by_agreement = gen_chance(g, 1, 4) ? any : STR_NONE;
		c->agreement_step.body = gen_chance(g, 1, 4) ? S("soc") : STR_NONE;
	} else {
		c->agreement_deposit.agreement = any;
		c->agreement_deposit.party = party_bent(g);
		c->agreement_deposit.on = date_bent(g);
		*a = as(s, *a, sim_str(s, "%.*s/coordinator", STR_ARG(c->agreement_deposit.party)));
		if (gen_bool(g)) {
			c->agreement_deposit.sources = sim_strs(s, S("https://example.org/deposit"));
			*a = as(s, *a, sim_officer(s, 2));
		}
	}
}

static void content_bend_other(struct gen *g, struct sim_act *a)
{
	static const struct str directions[] = { S("in"), S("out"), S("both"), S("up") };
	union content *c = &a->content;
	if (a->kind == KIND_RELATION_RECORD) {
		c->relation_record.direction = directions[gen_below(g, CM_COUNT(directions))];
		c->relation_record.party = party_bent(g);
		c->relation_record.from = date_bent(g);
		c->relation_record.until = gen_bool(g) ? date_bent(g) : DATE_NONE;
	} else if (a->kind == KIND_RELATION_END) {
		c->relation_end.until = date_bent(g);
		c->relation_end.gone_by = date_bent(g);
	} else if (a->kind == KIND_INSTITUTION_TEXT) {
		c->institution_text.on = date_bent(g);
		c->institution_text.body = gen_bool(g) ? STR_NONE : S("none");
	} else if (a->kind == KIND_INSTITUTION_SEAT) {
		c->institution_seat.party = party_bent(g);
		c->institution_seat.seen_by = date_bent(g);
		c->institution_seat.gone_by = gen_bool(g) ? date_bent(g) : DATE_NONE;
	} else {
		c->institution_vacate.party = party_bent(g);
		c->institution_vacate.until = date_bent(g);
	}
}

struct sim_act sim_agreement_random(struct sim *s, struct gen *g)
{
	enum kind k = (enum kind)gen_between(g, KIND_AGREEMENT_RECORD, KIND_INSTITUTION_VACATE);
	if (gen_bool(g))
		k = gen_bool(g) ? KIND_AGREEMENT_STEP : KIND_AGREEMENT_DEPOSIT;
	if (agreement_count(s->forum) == 0 && k <= KIND_AGREEMENT_DEPOSIT && gen_chance(g, 3, 4))
		k = KIND_AGREEMENT_RECORD;
	if (k >= KIND_INSTITUTION_TEXT && institution_count(s->forum) == 0 && gen_chance(g, 3, 4))
		return sim_make(s, KIND_INSTITUTION_RECORD, S("council"));
	struct sim_act a = sim_agreement_act(s, k);
	if (!gen_chance(g, 1, 2))
		return a;
	if (k <= KIND_AGREEMENT_DEPOSIT)
		content_bend_agreement(s, g, &a);
	else
		content_bend_other(g, &a);
	return a;
}
