/* Agreements, relations and institutions of the small forum: one of everything, hostile texts among them. */
#include "unit/view/small.h"

#define OFFICER S("secretariat/officer-1")
#define HOSTILE "</td><script>alert('x')</script> \" onload=\"y & <b>"

static struct strs sources(struct small *w)
{
	return small_strs(w, (const char *const[]){ "https://example.org/\"<x>", NULL });
}

static void act(struct small *w, enum kind kind, const union content *c)
{
	small_act(w, kind, c, OFFICER, (struct strs){ 0, NULL });
}

static void record(struct small *w, const char *code, const char *counterpart, const char *party)
{
	union content c = { .agreement_record = { .is_present = true, .code = str_c(code),
		.delay_days = INTEGER_ABSENT, .kind = S("memorandum"), .needs = INTEGER_ABSENT,
		.note = S("as told <i>"), .sources = sources(w),
		.title = small_names(w, "Memorandum " HOSTILE, "Меморандум") } };
	if (counterpart != NULL)
		c.agreement_record.counterpart = small_names(w, counterpart, NULL);
	if (party != NULL)
		c.agreement_record.party = str_c(party);
	if (counterpart == NULL && party == NULL) {
		c.agreement_record.needs = 2;
		c.agreement_record.delay_days = 30;
	}
	act(w, KIND_AGREEMENT_RECORD, &c);
}

static void step(struct small *w, const char *code, const char *to, const char *on, const char *by)
{
	union content c = { .agreement_step = { .is_present = true, .agreement = str_c(code),
		.basis = S("so it is said <i>"), .body = S("council"),
		.on = on != NULL ? small_date(on) : DATE_NONE,
		.place = small_names(w, "Astana " HOSTILE, "Астана"), .revision = INTEGER_ABSENT,
		.seen_by = on != NULL ? DATE_NONE : small_date("2016-04-27"),
		.signatories = small_names(w, "Executive Director <b>", NULL), .sources = sources(w),
		.to = str_c(to) } };
	if (by != NULL)
		c.agreement_step.by_agreement = str_c(by);
	act(w, KIND_AGREEMENT_STEP, &c);
}

static void deposits(struct small *w)
{
	union content c = { .agreement_deposit = { .is_present = true, .agreement = S("convention"),
		.kind = S("ratification"), .on = small_date("2012-03"), .party = S("kz"),
		.sources = sources(w) } };
	act(w, KIND_AGREEMENT_DEPOSIT, &c);
	c.agreement_deposit.party = S("tr");
	c.agreement_deposit.kind = S("accession");
	act(w, KIND_AGREEMENT_DEPOSIT, &c);
}

static void relations(struct small *w)
{
	union content c = { .relation_record = { .is_present = true, .agreement = S("mou"),
		.code = S("out-1"), .counterpart = small_names(w, "A bank " HOSTILE, "Банк"),
		.direction = S("out"), .from = small_date("2007-12"), .gone_by = DATE_NONE,
		.kind = S("observer"), .seen_by = DATE_NONE, .sources = sources(w),
		.until = DATE_NONE } };
	act(w, KIND_RELATION_RECORD, &c);
	c.relation_record.code = S("both-1");
	c.relation_record.direction = S("both");
	c.relation_record.counterpart = small_names(w, "A league", NULL);
	act(w, KIND_RELATION_RECORD, &c);
	union content end = { .relation_end = { .is_present = true, .gone_by = DATE_NONE,
		.relation = S("both-1"), .sources = sources(w), .until = small_date("2015") } };
	act(w, KIND_RELATION_END, &end);
}

static void institutions(struct small *w)
{
	union content c = { .institution_text = { .is_present = true, .body = S("council"),
		.institution = S("secretariat"), .kind = S("statute"), .on = small_date("2014"),
		.sources = sources(w), .title = small_names(w, "Statute " HOSTILE, "Устав") } };
	act(w, KIND_INSTITUTION_TEXT, &c);
	c.institution_text.kind = S("report");
	act(w, KIND_INSTITUTION_TEXT, &c);
	union content seat = { .institution_seat = { .is_present = true, .from = small_date("2014"),
		.gone_by = DATE_NONE, .institution = S("secretariat"), .party = S("kz"),
		.role = S("chair"), .seen_by = DATE_NONE, .sources = sources(w),
		.until = DATE_NONE } };
	act(w, KIND_INSTITUTION_SEAT, &seat);
	seat.institution_seat.party = S("tr");
	act(w, KIND_INSTITUTION_SEAT, &seat);
	union content end = { .institution_vacate = { .is_present = true, .gone_by = DATE_NONE,
		.institution = S("secretariat"), .party = S("kz"), .role = S("chair"),
		.sources = sources(w), .until = small_date("2015-06-01") } };
	act(w, KIND_INSTITUTION_VACATE, &end);
}

void small_agreements(struct small *w)
{
	record(w, "mou", "A bank " HOSTILE, NULL);
	step(w, "mou", "studied", "2010", NULL);
	step(w, "mou", "signed", NULL, NULL);
	record(w, "newer", "A bank " HOSTILE, NULL);
	step(w, "newer", "proposed", "2015-05", NULL);
	record(w, "older", NULL, "tr");
	step(w, "older", "signed", "2001-01-01", NULL);
	step(w, "older", "amended", "2002", NULL);
	step(w, "older", "superseded", "2014-01-01", "newer");
	record(w, "convention", NULL, NULL);
	step(w, "convention", "signed", "2010-06-08", NULL);
	deposits(w);
	record(w, "silent", "Nobody", NULL);
	relations(w);
	institutions(w);
}
