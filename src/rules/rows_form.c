/* The rows of forms and returns in the dump: as rows.c, for the tables from 30 on. */
#include "rules/state.h"

static void dump_line(struct dump *d, struct form_line *line)
{
	dump_str(d, &line->code);
	dump_str(d, &line->unit);
	dump_str(d, &line->basis);
	dump_names(d, &line->label);
	line->kind = (enum form_kind)dump_word(d, line->kind, FORM_KIND__COUNT);
	line->visibility = (enum form_visibility)dump_word(d, line->visibility, FORM_VISIBILITY__COUNT);
	dump_bool(d, &line->is_required);
	dump_strs(d, &line->parties);
	line->options = dump_list(d, &line->options_count, line->options, sizeof *line->options);
	for (uint32_t i = 0; i < line->options_count; i++) {
		dump_str(d, &line->options[i].code);
		dump_names(d, &line->options[i].label);
	}
	if (d->out == NULL)
		line->options_cap = line->options_count;
}

void dump_form(struct dump *d, struct form *form)
{
	dump_str(d, &form->code);
	dump_str(d, &form->area);
	dump_str(d, &form->dimension);
	dump_str(d, &form->decision);
	dump_i64(d, &form->version);
	dump_names(d, &form->title);
	form->period = (enum form_period)dump_word(d, form->period, FORM_PERIOD__COUNT);
	dump_i64(d, &form->due_month);
	dump_i64(d, &form->due_day);
	dump_i64(d, &form->due_s);
	dump_date(d, &form->due_on);
	dump_strs(d, &form->measures);
	dump_evidence(d, &form->evidence);
	form->lines = dump_list(d, &form->lines_count, form->lines, sizeof *form->lines);
	for (uint32_t i = 0; i < form->lines_count; i++)
		dump_line(d, &form->lines[i]);
	if (d->out == NULL)
		form->lines_cap = form->lines_count;
}

void dump_filing(struct dump *d, struct filing *r)
{
	dump_str(d, &r->form);
	dump_str(d, &r->party);
	dump_i64(d, &r->version);
	dump_i64(d, &r->year);
	dump_date(d, &r->event);
	r->how = (enum filing_how)dump_word(d, r->how, FILING_HOW__COUNT);
	dump_bool(d, &r->is_late);
	dump_bool(d, &r->is_paper);
	dump_u64(d, &r->of);
	dump_moment(d, &r->at);
	dump_u64(d, &r->entry);
	dump_strs(d, &r->fields);
}

void dump_inquiry(struct dump *d, struct inquiry *q)
{
	q->step = (enum inquiry_step)dump_word(d, q->step, INQUIRY_STEP__COUNT);
	dump_str(d, &q->form);
	dump_str(d, &q->party);
	dump_strs(d, &q->to);
	dump_u64(d, &q->of);
	dump_i64(d, &q->year);
	dump_moment(d, &q->due);
	dump_bool(d, &q->is_open);
	dump_bool(d, &q->is_late);
	dump_bool(d, &q->is_paper);
	dump_moment(d, &q->at);
	dump_u64(d, &q->entry);
}
