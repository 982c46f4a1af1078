#include "view/model/text_compare.h"

#include "base/arena.h"
#include "text/concordance.h"
#include "view/api.h"
#include "view/model/record.h"
#include "view/page.h"

MODEL_DEFINE(text_version)
MODEL_DEFINE(text_difference)
MODEL_DEFINE(compare)
MODEL_DEFINE(concordance_row)
MODEL_DEFINE(fate_item)
MODEL_DEFINE(concordance_table)

static struct text_version_list versions_of(const struct site *s, const struct instrument *of)
{
	struct text_version *at = arena_array(s->scratch, struct text_version, of->revisions_count + 1);
	uint32_t count = 0;
	if (of->opened != UINT64_MAX)
		at[count++] = (struct text_version){ 0, STR_NONE, (int64_t)of->opened };
	for (uint32_t i = 0; i < of->revisions_count; i++)
		at[count++] = (struct text_version){ i + 1, of->revisions[i].symbol,
			(int64_t)of->revisions[i].entry };
	return (struct text_version_list){ count, at };
}

/* The version that is meant; INTEGER_ABSENT when there is none yet. */
static int64_t from_of(const struct instrument *of, int64_t asked)
{
	if (asked != INTEGER_ABSENT)
		return asked;
	return of->opened == UINT64_MAX ? INTEGER_ABSENT : (int64_t)of->revisions_count;
}

static bool version_draft(struct draft *out, const struct text_desk *desk, int64_t version)
{
	if (version == INTEGER_ABSENT)
		return instrument_draft(out, desk, NULL) == RC_OK;
	return version <= UINT32_MAX && instrument_draft_at(out, desk, (uint32_t)version, NULL) == RC_OK;
}

static struct text_desk desk_of(const struct site *s, const struct instrument *of)
{
	struct lexicon *l = arena_new(s->scratch, struct lexicon);
	lexicon_init(l, s->scratch, 1);
	return (struct text_desk){ s->scratch, l, s->forum, of };
}

static struct text_difference row_of(const struct compare_drafts *d, const struct compare_row *r)
{
	const struct draft_unit *old_unit = r->old_at == DRAFT_NONE ? NULL : &d->old_draft.units[r->old_at];
	const struct draft_unit *new_unit = r->new_at == DRAFT_NONE ? NULL : &d->new_draft.units[r->new_at];
	struct text_difference row = { .unit = new_unit != NULL ? new_unit->id : old_unit->id,
		.kind = compare_kind_name(r->kind),
		.is_moved = r->is_moved,
		.is_relabelled = r->is_relabelled };
	if (old_unit != NULL) {
		row.old_label = old_unit->label;
		row.old_words = r->kind == COMPARE_SAME ? STR_NONE : old_unit->texts[0].text;
	}
	if (new_unit != NULL) {
		row.new_label = new_unit->label;
		row.new_words = new_unit->texts[0].text;
	}
	return row;
}

static struct text_difference_list rows_of(const struct site *s, const struct compare_drafts *d)
{
	struct text_difference *rows = arena_array(s->scratch, struct text_difference, d->comparison.count);
	for (uint32_t i = 0; i < d->comparison.count; i++)
		rows[i] = row_of(d, &d->comparison.at[i]);
	return (struct text_difference_list){ d->comparison.count, rows };
}

bool compare_fill(struct compare *m, struct compare_drafts *drafts, const struct site *s,
    const struct compare_query *q)
{
	const struct instrument *of = instrument_find(s->forum, q->code);
	if (of == NULL)
		return false;
	const struct text_desk desk = desk_of(s, of);
	*drafts = (struct compare_drafts){ .comparison = { .count = 0 } };
	*m = (struct compare){ .code = of->code, .title = words_of(s, &of->title),
		.versions = versions_of(s, of), .from = from_of(of, q->from), .to = q->to };
	if (m->from == INTEGER_ABSENT)
		return true;
	if (!version_draft(&drafts->old_draft, &desk, m->from) ||
	    !version_draft(&drafts->new_draft, &desk, m->to) ||
	    compare_revisions(s->scratch, &drafts->old_draft, &drafts->new_draft, &drafts->comparison,
		NULL) != RC_OK)
		return false;
	const struct comparison *c = &drafts->comparison;
	m->same = c->counts[COMPARE_SAME];
	m->changed = c->counts[COMPARE_CHANGED];
	m->added = c->counts[COMPARE_NEW];
	m->gone = c->counts[COMPARE_GONE];
	m->moved = c->moved;
	m->rows = rows_of(s, drafts);
	return true;
}

/* ---- concordance ---- */

static uint64_t entry_of(const struct instrument *of, int64_t version)
{
	if (version > 0 && version <= of->revisions_count)
		return of->revisions[version - 1].entry;
	return of->opened;
}

/* Did it live at that entry, or begin later? */
static bool is_since(const struct instrument_proposal *p, uint64_t entry)
{
	return p->ended > entry;
}

/* The first of the newest that are listed, by number; *more of them are older. */
static uint32_t proposals_begin(const struct site *s, const struct instrument *of, uint64_t entry,
    uint32_t *more)
{
	uint32_t count = 0, first = of->proposals.count + 1;
	*more = 0;
	for (uint32_t number = of->proposals.count; number > 0; number--) {
		if (!is_since(instrument_proposal_find(s->forum, of, number), entry))
			continue;
		if (count == CONCORDANCE_PROPOSALS_MAX) {
			(*more)++;
			continue;
		}
		count++;
		first = number;
	}
	return first;
}

uint32_t concordance_entries(const struct site *s, const struct instrument *of, int64_t from,
    uint64_t *entries)
{
	uint32_t count = 0, more;
	uint64_t entry = entry_of(of, from_of(of, from));
	for (uint32_t i = proposals_begin(s, of, entry, &more); i <= of->proposals.count; i++) {
		const struct instrument_proposal *p = instrument_proposal_find(s->forum, of, i);
		if (is_since(p, entry))
			entries[count++] = p->entry;
	}
	return count;
}

static enum proposal_fate fate_of(const struct instrument *of, const struct instrument_proposal *p)
{
	switch (p->state) {
	case PROPOSAL_WITHDRAWN:
		return FATE_WITHDRAWN;
	case PROPOSAL_DONE:
		return FATE_SETTLED;
	case PROPOSAL_LOST:
		return FATE_LOST;
	case PROPOSAL_LIVE:
	case PROPOSAL_STATE__COUNT:
	default:
		if (of->state == INSTRUMENT_ABANDONED)
			return FATE_NOT_PURSUED;
		return p->must_confirm ? FATE_CONFIRM : FATE_OPEN;
	}
}

static struct lang_text fate_words(const struct site *s, enum proposal_fate fate)
{
	switch ((unsigned)fate) {
	case FATE_WITHDRAWN:
		return page_title(s, MESSAGE_FATE_WITHDRAWN);
	case FATE_SETTLED:
		return page_title(s, MESSAGE_FATE_SETTLED);
	case FATE_LOST:
		return page_title(s, MESSAGE_FATE_LOST);
	case FATE_NOT_PURSUED:
		return page_title(s, MESSAGE_FATE_NOT_PURSUED);
	case FATE_CONFIRM:
		return page_title(s, MESSAGE_FATE_CONFIRM);
	default:
		return page_title(s, MESSAGE_FATE_OPEN);
	}
}

/* Proposals by the units that their acts name: rows of the old version are told who was on them. */
struct linker {
	const struct site *s;
	struct draft *d;
	struct vec *of_unit; /* numbers of proposals */
	uint32_t now;
};

static void unit_link(struct linker *l, struct str id)
{
	for (uint32_t i = 0; i < l->d->units_count; i++) {
		struct vec *v = &l->of_unit[i];
		if (!str_eq(l->d->units[i].id, id))
			continue;
		if (v->count == 0 || v->at[v->count - 1] != l->now)
			vec_push(v, l->s->scratch, l->now);
		return;
	}
}

static void act_link(struct linker *l, const struct act_view *act)
{
	if (act->kind != KIND_TEXT_PROPOSE)
		return;
	const struct text_propose *c = &act->content->text_propose;
	for (uint32_t i = 0; i < c->edits.count; i++)
		unit_link(l, c->edits.at[i].unit);
	for (uint32_t i = 0; i < c->changes.count; i++)
		unit_link(l, c->changes.at[i].unit);
}

/* The proposals that are listed, on the draft and its units. */
static void proposals_link(struct linker *l, const struct instrument *of, const struct compare_query *q,
    const struct fates *fates)
{
	struct draft_proposal *rows = arena_array(l->s->scratch, struct draft_proposal, fates->count);
	struct draft_unit *units = arena_array(l->s->scratch, struct draft_unit, l->d->units_count);
	for (uint32_t i = 0; i < fates->count; i++) {
		const struct instrument_proposal *p =
		    instrument_proposal_find(l->s->forum, of, fates->at[i].proposal);
		rows[i] = (struct draft_proposal){ .id = p->number, .party = p->party };
		l->now = p->number;
		if (i < q->acts_count)
			act_link(l, &q->acts[i]);
	}
	for (uint32_t i = 0; i < l->d->units_count; i++) {
		const struct vec *v = &l->of_unit[i];
		struct proposal *on = arena_array(l->s->scratch, struct proposal, v->count);
		for (uint32_t k = 0; k < v->count; k++)
			on[k].id = v->at[k];
		units[i] = l->d->units[i];
		units[i].proposals = (struct proposals){ on, v->count };
	}
	l->d->proposals = rows;
	l->d->proposals_count = fates->count;
	l->d->units = units;
}

static struct fates fates_of(const struct site *s, const struct instrument *of, uint64_t entry,
    int64_t *more)
{
	uint32_t older, count = 0, first = proposals_begin(s, of, entry, &older);
	struct fate_given *at = arena_array(s->scratch, struct fate_given, CONCORDANCE_PROPOSALS_MAX);
	for (uint32_t i = first; i <= of->proposals.count; i++) {
		const struct instrument_proposal *p = instrument_proposal_find(s->forum, of, i);
		if (is_since(p, entry))
			at[count++] = (struct fate_given){ i, fate_of(of, p) };
	}
	*more = older;
	return (struct fates){ at, count };
}

static void table_fill(struct concordance_table *m, const struct site *s, const struct instrument *of,
    const struct concordance_order *order)
{
	struct concordance c;
	if (concordance_make(s->scratch, order, &c, NULL) != RC_OK)
		return;
	struct concordance_row *rows = arena_array(s->scratch, struct concordance_row, c.units_count);
	struct fate_item *items = arena_array(s->scratch, struct fate_item, c.proposals_count);
	for (uint32_t i = 0; i < c.units_count; i++) {
		const struct concordance_unit *u = &c.units[i];
		struct str id = u->new_at != DRAFT_NONE ? order->new_draft->units[u->new_at].id
							: order->old_draft->units[u->old_at].id;
		rows[i] = (struct concordance_row){ id, compare_kind_name(u->kind), u->is_moved, u->old_label,
			u->new_label, numbers_text(s, u->proposals, u->proposals_count) };
	}
	for (uint32_t i = 0; i < c.proposals_count; i++) {
		const struct concordance_proposal *p = &c.proposals[i];
		const struct instrument_proposal *row =
		    instrument_proposal_find(s->forum, of, p->proposal->id);
		items[i] = (struct fate_item){ p->proposal->id, p->proposal->party,
			words_of_party(s, p->proposal->party, FORUM_TODAY), proposal_fate_name(p->fate),
			fate_words(s, p->fate), (int64_t)row->entry };
	}
	m->units = (struct concordance_row_list){ c.units_count, rows };
	m->proposals = (struct fate_item_list){ c.proposals_count, items };
}

bool concordance_fill(struct concordance_table *m, const struct site *s, const struct compare_query *q)
{
	const struct instrument *of = instrument_find(s->forum, q->code);
	struct draft old_draft, new_draft;
	if (of == NULL)
		return false;
	const struct text_desk desk = desk_of(s, of);
	*m = (struct concordance_table){ .code = of->code, .title = words_of(s, &of->title),
		.versions = versions_of(s, of), .from = from_of(of, q->from) };
	if (m->from == INTEGER_ABSENT)
		return true;
	if (!version_draft(&old_draft, &desk, m->from) || !version_draft(&new_draft, &desk, INTEGER_ABSENT))
		return false;
	const struct fates fates = fates_of(s, of, entry_of(of, m->from), &m->more);
	struct linker l = { .s = s, .d = &old_draft,
		.of_unit = arena_array(s->scratch, struct vec, old_draft.units_count) };
	proposals_link(&l, of, q, &fates);
	table_fill(m, s, of, &(struct concordance_order){ &old_draft, &new_draft, fates });
	return true;
}
