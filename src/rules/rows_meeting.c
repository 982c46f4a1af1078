/* The rows of meetings and decisions in the dump: as rows.c, for the tables from 12 on. */
#include "rules/state.h"

void dump_tenure(struct dump *d, struct tenure *t)
{
	dump_str(d, &t->office);
	dump_str(d, &t->party);
	dump_str(d, &t->meeting);
	t->how = (enum tenure_how)dump_word(d, t->how, TENURE__COUNT);
	dump_u64(d, &t->entry);
	dump_moment(d, &t->at);
}

static struct conduct_item *dump_items(struct dump *d, uint32_t *count, struct conduct_item *items)
{
	struct conduct_item *at = dump_list(d, count, items, sizeof *at);
	for (uint32_t i = 0; i < *count; i++) {
		dump_str(d, &at[i].id);
		dump_str(d, &at[i].number);
		dump_names(d, &at[i].title);
		dump_strs(d, &at[i].papers);
		dump_bool(d, &at[i].is_adopted);
		dump_bool(d, &at[i].is_list_closed);
	}
	return at;
}

static struct conduct_delegation *dump_delegations(struct dump *d, uint32_t *count,
    struct conduct_delegation *delegations)
{
	struct conduct_delegation *at = dump_list(d, count, delegations, sizeof *at);
	for (uint32_t i = 0; i < *count; i++) {
		struct conduct_delegation *of = &at[i];
		dump_str(d, &of->party);
		of->credentials = (enum credentials_state)dump_word(d, of->credentials,
		    CREDENTIALS_STATE__COUNT);
		dump_u32(d, &of->members);
		dump_strs(d, &of->handles);
		dump_u64(d, &of->entry);
		dump_u64(d, &of->credentials_entry);
		dump_bool(d, &of->has_letter);
		dump_bool(d, &of->was_accepted);
	}
	return at;
}

static struct conduct_speaker *dump_speakers(struct dump *d, uint32_t *count,
    struct conduct_speaker *speakers)
{
	struct conduct_speaker *at = dump_list(d, count, speakers, sizeof *at);
	for (uint32_t i = 0; i < *count; i++) {
		struct conduct_speaker *of = &at[i];
		dump_str(d, &of->party);
		dump_str(d, &of->item);
		dump_str(d, &of->role);
		dump_bool(d, &of->is_reply);
		of->state = (enum speaker_state)dump_word(d, of->state, SPEAKER_STATE__COUNT);
		dump_u64(d, &of->entry);
		dump_u64(d, &of->to);
		dump_u64(d, &of->called_entry);
		dump_moment(d, &of->asked);
		dump_moment(d, &of->called);
		dump_moment(d, &of->ended);
		dump_i64(d, &of->limit_s);
	}
	return at;
}

static struct conduct_point *dump_points(struct dump *d, uint32_t *count,
    struct conduct_point *points)
{
	struct conduct_point *at = dump_list(d, count, points, sizeof *at);
	for (uint32_t i = 0; i < *count; i++) {
		dump_str(d, &at[i].party);
		dump_str(d, &at[i].kind);
		dump_str(d, &at[i].decision);
		dump_str(d, &at[i].outcome);
		at[i].state = (enum point_state)dump_word(d, at[i].state, POINT_STATE__COUNT);
		dump_u64(d, &at[i].entry);
		dump_u64(d, &at[i].ruling_entry);
		dump_moment(d, &at[i].at);
	}
	return at;
}

static struct conduct_statement *dump_statements(struct dump *d, uint32_t *count,
    struct conduct_statement *statements)
{
	struct conduct_statement *at = dump_list(d, count, statements, sizeof *at);
	for (uint32_t i = 0; i < *count; i++) {
		dump_str(d, &at[i].party);
		dump_str(d, &at[i].item);
		dump_str(d, &at[i].symbol);
		dump_bool(d, &at[i].is_spoken);
		dump_u64(d, &at[i].entry);
		dump_moment(d, &at[i].at);
	}
	return at;
}

static struct conduct_step *dump_conduct_steps(struct dump *d, uint32_t *count,
    struct conduct_step *steps)
{
	struct conduct_step *at = dump_list(d, count, steps, sizeof *at);
	for (uint32_t i = 0; i < *count; i++) {
		at[i].to = (enum conduct_state)dump_word(d, at[i].to, CONDUCT_STATE__COUNT);
		dump_u64(d, &at[i].entry);
		dump_moment(d, &at[i].at);
	}
	if (d->out == NULL && *count == 0)
		d->failed = true; /* the first step is the convening */
	return at;
}

static struct conduct_note *dump_notes(struct dump *d, uint32_t *count, struct conduct_note *notes)
{
	struct conduct_note *at = dump_list(d, count, notes, sizeof *at);
	for (uint32_t i = 0; i < *count; i++) {
		dump_date(d, &at[i].day);
		dump_str(d, &at[i].symbol);
		dump_u64(d, &at[i].entry);
	}
	return at;
}

static struct conduct_mark *dump_marks(struct dump *d, uint32_t *count, struct conduct_mark *marks)
{
	struct conduct_mark *at = dump_list(d, count, marks, sizeof *at);
	for (uint32_t i = 0; i < *count; i++) {
		at[i].of = (enum conduct_mark_of)dump_word(d, at[i].of, MARK__COUNT);
		dump_u64(d, &at[i].entry);
		dump_moment(d, &at[i].at);
	}
	return at;
}

static void conduct_caps(struct conduct *c)
{
	c->steps_cap = c->steps_count;
	c->items_cap = c->items_count;
	c->delegations_cap = c->delegations_count;
	c->speakers_cap = c->speakers_count;
	c->points_cap = c->points_count;
	c->statements_cap = c->statements_count;
	c->notes_cap = c->notes_count;
	c->marks_cap = c->marks_count;
}

void dump_conduct(struct dump *d, struct conduct *c)
{
	dump_str(d, &c->meeting);
	dump_str(d, &c->body);
	dump_str(d, &c->acting);
	c->state = (enum conduct_state)dump_word(d, c->state, CONDUCT_STATE__COUNT);
	dump_moment(d, &c->opens);
	dump_u64(d, &c->convened);
	dump_str(d, &c->like);
	dump_bool(d, &c->is_notice_waived);
	dump_bool(d, &c->is_quorum_asked);
	dump_bool(d, &c->is_agenda_adopted);
	dump_strs(d, &c->present);
	dump_u64(d, &c->counted);
	c->steps = dump_conduct_steps(d, &c->steps_count, c->steps);
	c->items = dump_items(d, &c->items_count, c->items);
	c->delegations = dump_delegations(d, &c->delegations_count, c->delegations);
	c->speakers = dump_speakers(d, &c->speakers_count, c->speakers);
	c->points = dump_points(d, &c->points_count, c->points);
	c->statements = dump_statements(d, &c->statements_count, c->statements);
	c->notes = dump_notes(d, &c->notes_count, c->notes);
	c->marks = dump_marks(d, &c->marks_count, c->marks);
	if (d->out == NULL)
		conduct_caps(c);
}

void dump_document(struct dump *d, struct document *doc)
{
	dump_str(d, &doc->symbol);
	dump_str(d, &doc->class);
	dump_str(d, &doc->meeting);
	dump_str(d, &doc->of);
	dump_str(d, &doc->suffix);
	dump_str(d, &doc->distribution);
	dump_names(d, &doc->title);
	dump_u64(d, &doc->entry);
	dump_u64(d, &doc->statement);
	dump_moment(d, &doc->at);
	struct document_lang *langs = dump_list(d, &doc->langs_count, doc->langs, sizeof *langs);
	for (uint32_t i = 0; i < doc->langs_count; i++) {
		dump_str(d, &langs[i].lang);
		dump_bool(d, &langs[i].has_text);
		dump_bool(d, &langs[i].has_content);
	}
	doc->langs = langs;
}

static struct decision_step *dump_decision_steps(struct dump *d, uint32_t *count,
    struct decision_step *steps)
{
	struct decision_step *at = dump_list(d, count, steps, sizeof *at);
	for (uint32_t i = 0; i < *count; i++) {
		at[i].to = (enum decision_state)dump_word(d, at[i].to, DECISION_STATE__COUNT);
		dump_u64(d, &at[i].entry);
		dump_moment(d, &at[i].at);
	}
	if (d->out == NULL && *count == 0)
		d->failed = true; /* the first step is the tabling */
	return at;
}

static struct objection *dump_objections(struct dump *d, uint32_t *count,
    struct objection *objections)
{
	struct objection *at = dump_list(d, count, objections, sizeof *at);
	for (uint32_t i = 0; i < *count; i++) {
		dump_str(d, &at[i].party);
		dump_str(d, &at[i].by);
		dump_str(d, &at[i].via);
		dump_moment(d, &at[i].at);
		dump_u64(d, &at[i].entry);
		dump_u64(d, &at[i].withdrawn);
		dump_hash(d, &at[i].hash);
		dump_bool(d, &at[i].is_paper);
		dump_bool(d, &at[i].has_effect);
	}
	return at;
}

static struct dissent *dump_dissents(struct dump *d, uint32_t *count, struct dissent *dissents)
{
	struct dissent *at = dump_list(d, count, dissents, sizeof *at);
	for (uint32_t i = 0; i < *count; i++) {
		dump_str(d, &at[i].kind);
		dump_str(d, &at[i].party);
		dump_strs(d, &at[i].with);
		dump_strs(d, &at[i].paragraphs);
		dump_u64(d, &at[i].entry);
		dump_moment(d, &at[i].at);
		dump_bool(d, &at[i].is_paper);
	}
	return at;
}

/* The lists that follow the steps and objections. */
static void dump_decision_lists(struct dump *d, struct decision *x)
{
	x->amendments = dump_list(d, &x->amendments_count, x->amendments, sizeof *x->amendments);
	for (uint32_t i = 0; i < x->amendments_count; i++) {
		dump_str(d, &x->amendments[i].party);
		dump_u64(d, &x->amendments[i].entry);
		dump_hash(d, &x->amendments[i].hash);
		dump_strs(d, &x->amendments[i].languages);
		dump_bool(d, &x->amendments[i].is_taken);
	}
	x->adrefs = dump_list(d, &x->adrefs_count, x->adrefs, sizeof *x->adrefs);
	for (uint32_t i = 0; i < x->adrefs_count; i++) {
		dump_str(d, &x->adrefs[i].party);
		dump_u64(d, &x->adrefs[i].entry);
		dump_u64(d, &x->adrefs[i].ended);
	}
	x->dissents = dump_dissents(d, &x->dissents_count, x->dissents);
	x->contests = dump_list(d, &x->contests_count, x->contests, sizeof *x->contests);
	for (uint32_t i = 0; i < x->contests_count; i++) {
		dump_str(d, &x->contests[i].party);
		dump_u64(d, &x->contests[i].entry);
		dump_u64(d, &x->contests[i].settled);
	}
	x->corrections = dump_list(d, &x->corrections_count, x->corrections, sizeof *x->corrections);
	for (uint32_t i = 0; i < x->corrections_count; i++)
		dump_u64(d, &x->corrections[i]);
}

static void decision_caps(struct decision *x)
{
	x->steps_cap = x->steps_count;
	x->objections_cap = x->objections_count;
	x->amendments_cap = x->amendments_count;
	x->adrefs_cap = x->adrefs_count;
	x->dissents_cap = x->dissents_count;
	x->contests_cap = x->contests_count;
	x->corrections_cap = x->corrections_count;
}

void dump_decision(struct dump *d, struct decision *x)
{
	dump_str(d, &x->code);
	dump_str(d, &x->body);
	dump_str(d, &x->matter);
	dump_str(d, &x->meeting);
	dump_str(d, &x->item);
	dump_names(d, &x->title);
	dump_hash(d, &x->hash);
	dump_hash(d, &x->base);
	dump_strs(d, &x->languages);
	dump_str(d, &x->text);
	dump_u32(d, &x->revision);
	dump_strs(d, &x->sponsors);
	x->state = (enum decision_state)dump_word(d, x->state, DECISION_STATE__COUNT);
	dump_u32(d, &x->step);
	dump_u64(d, &x->tabled);
	dump_u64(d, &x->text_entry);
	dump_u64(d, &x->adopted);
	dump_moment(d, &x->circulated);
	dump_moment(d, &x->called);
	dump_moment(d, &x->adopted_at);
	dump_moment(d, &x->until);
	dump_i64(d, &x->window_s);
	dump_bool(d, &x->is_notice_waived);
	dump_bool(d, &x->is_contested);
	x->held_from = (enum decision_state)dump_word(d, x->held_from, DECISION_STATE__COUNT);
	dump_strs(d, &x->recipients);
	dump_strs(d, &x->undelivered);
	dump_str(d, &x->interim);
	dump_str(d, &x->symbol);
	dump_str(d, &x->referred_to);
	dump_strs(d, &x->missing);
	x->steps = dump_decision_steps(d, &x->steps_count, x->steps);
	x->objections = dump_objections(d, &x->objections_count, x->objections);
	dump_decision_lists(d, x);
	if (d->out == NULL)
		decision_caps(x);
}

static void dump_tally(struct dump *d, struct vote_tally *t)
{
	dump_u32(d, &t->yes);
	dump_u32(d, &t->no);
	dump_u32(d, &t->abstain);
	dump_u32(d, &t->sealed);
	dump_u32(d, &t->members);
	dump_u32(d, &t->present);
	dump_u32(d, &t->base);
	dump_i64(d, &t->majority.num);
	dump_i64(d, &t->majority.den);
	dump_bool(d, &t->is_valid);
	dump_bool(d, &t->is_carried);
}

void dump_ballot(struct dump *d, struct ballot *b)
{
	dump_str(d, &b->decision);
	dump_str(d, &b->silence);
	dump_u64(d, &b->entry);
	dump_u64(d, &b->amendment);
	dump_u64(d, &b->closed);
	dump_hash(d, &b->hash);
	dump_moment(d, &b->opened);
	dump_moment(d, &b->closes);
	dump_moment(d, &b->shown);
	b->state = (enum ballot_state)dump_word(d, b->state, BALLOT_STATE__COUNT);
	b->votes = dump_list(d, &b->votes_count, b->votes, sizeof *b->votes);
	for (uint32_t i = 0; i < b->votes_count; i++) {
		struct ballot_vote *v = &b->votes[i];
		dump_str(d, &v->party);
		dump_str(d, &v->by);
		v->choice = (enum ballot_choice)dump_word(d, v->choice, CHOICE__COUNT);
		dump_hash(d, &v->seal);
		dump_u64(d, &v->entry);
		dump_moment(d, &v->at);
		dump_bool(d, &v->is_paper);
	}
	dump_tally(d, &b->tally);
	dump_u64(d, &b->text_before);
	dump_hash(d, &b->hash_before);
	dump_strs(d, &b->languages_before);
	if (d->out == NULL)
		b->votes_cap = b->votes_count;
}
