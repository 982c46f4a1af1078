/* The register: names of bodies, terms of office, meetings, institutions. */
#include "rules/judge.h"

void body_rename_check(struct judge *j, const struct body_rename *c)
{
	guard_dates(j, c->from, c->until, S("until"));
	if (charter_body(&j->f->charter, c->body) == NULL)
		finding_add_at(j->found, FINDING_BODY_UNKNOWN, S("body"));
}

void body_rename_apply(struct forum *f, const struct judged *act, const struct body_rename *c)
{
	struct body_name *n = table_add(&f->body_names);
	*n = (struct body_name){ .body = keep_str(f, c->body),
		.names = keep_names(f, &c->names),
		.span = { c->from, DATE_NONE, c->until, DATE_NONE },
		.evidence = keep_evidence(f, act->index, c->basis, &c->sources) };
	f->versions[NOUN_BODY]++;
}

void office_term_check(struct judge *j, const struct office_term *c)
{
	guard_dates(j, c->from, c->until, S("until"));
	guard_dates(j, c->from, c->planned_until, S("planned_until"));
	const struct charter *charter = &j->f->charter;
	uint32_t i = 0;
	while (i < charter->offices_count && !str_eq(charter->offices[i].id, c->office))
		i++;
	if (i == charter->offices_count)
		finding_add_at(j->found, FINDING_OFFICE_UNKNOWN, S("office"));
	(void)guard_party(j, c->party);
}

void office_term_apply(struct forum *f, const struct judged *act, const struct office_term *c)
{
	struct term *t = table_add(&f->terms);
	*t = (struct term){ .office = keep_str(f, c->office),
		.party = keep_str(f, c->party),
		.from = c->from,
		.until = c->until,
		.planned_until = c->planned_until,
		.evidence = keep_evidence(f, act->index, c->basis, &c->sources) };
	derive_term(f, f->terms.count - 1);
	f->versions[NOUN_TERM]++;
}

void meeting_record_check(struct judge *j, const struct meeting_record *c)
{
	guard_dates(j, c->from, c->until, S("until"));
	if (meeting_find(j->f, c->code) != NULL)
		finding_add_at(j->found, FINDING_CODE_USED, S("code"));
}

static const struct meeting_paper *papers_keep(struct forum *f,
    const struct meeting_document_list *papers)
{
	struct meeting_paper *at = arena_array(f->arena, struct meeting_paper, papers->count);
	for (uint32_t i = 0; i < papers->count; i++) {
		const struct meeting_document *d = &papers->at[i];
		at[i] = (struct meeting_paper){ keep_str(f, d->kind), keep_str(f, d->symbol),
			keep_names(f, &d->title), d->content };
		at[i].content.type = keep_str(f, d->content.type);
	}
	return at;
}

void meeting_record_apply(struct forum *f, const struct judged *act,
    const struct meeting_record *c)
{
	struct meeting *m = table_add(&f->meetings);
	*m = (struct meeting){ .code = keep_str(f, c->code),
		.body = keep_str(f, c->body),
		.chair = keep_str(f, c->chair),
		.date_basis = keep_str(f, c->date_basis),
		.mode = keep_str(f, c->mode),
		.status = keep_str(f, c->status),
		.number = c->number,
		.title = keep_names(f, &c->title),
		.place = keep_names(f, &c->place),
		.from = c->from,
		.until = c->until,
		.documents_count = c->documents.count,
		.documents = papers_keep(f, &c->documents),
		.evidence = keep_evidence(f, act->index, STR_NONE, &c->sources) };
	m->evidence.note = keep_str(f, c->note);
	derive_meeting(f, f->meetings.count - 1);
	f->versions[NOUN_MEETING]++;
}

void institution_record_check(struct judge *j, const struct institution_record *c)
{
	if (institution_find(j->f, c->code) != NULL)
		finding_add_at(j->found, FINDING_CODE_USED, S("code"));
}

void institution_record_apply(struct forum *f, const struct judged *act,
    const struct institution_record *c)
{
	struct institution *i = table_add(&f->institutions);
	*i = (struct institution){ .code = keep_str(f, c->code),
		.kind = keep_str(f, c->kind),
		.initiated_by = keep_str(f, c->initiated_by),
		.names = keep_names(f, &c->names),
		.founded = c->founded,
		.evidence = keep_evidence(f, act->index, c->basis, &c->sources) };
	derive_institution(f, f->institutions.count - 1);
	f->versions[NOUN_INSTITUTION]++;
}
