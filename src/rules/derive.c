#include "rules/measure_step.h"

static const struct release *release_row(const struct forum *f, uint32_t at)
{
	return table_at(&f->releases, at);
}

static int compare_party(const void *ctx, uint32_t a, uint32_t b)
{
	const struct forum *f = ctx;
	const struct party *x = table_at(&f->parties, a), *y = table_at(&f->parties, b);
	return str_cmp(x->code, y->code);
}

static int compare_rows(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int compare_term(const void *ctx, uint32_t a, uint32_t b)
{
	const struct forum *f = ctx;
	const struct term *x = table_at(&f->terms, a), *y = table_at(&f->terms, b);
	int order = str_cmp(x->office, y->office);
	if (order == 0)
		order = date_cmp(x->from, y->from);
	return order != 0 ? order : compare_rows(a, b);
}

static int compare_meeting(const void *ctx, uint32_t a, uint32_t b)
{
	const struct forum *f = ctx;
	const struct meeting *x = table_at(&f->meetings, a), *y = table_at(&f->meetings, b);
	if (date_known(x->from) != date_known(y->from))
		return date_known(x->from) ? -1 : 1;
	int order = date_known(x->from) ? date_cmp(x->from, y->from) : 0;
	if (order == 0)
		order = str_cmp(x->code, y->code);
	return order != 0 ? order : compare_rows(a, b);
}

/* Oldest first; of one day the one recorded earlier first. */
static int compare_release(const void *ctx, uint32_t a, uint32_t b)
{
	int order = date_cmp(release_row(ctx, a)->issued, release_row(ctx, b)->issued);
	return order != 0 ? order : compare_rows(a, b);
}

/* By date; those of which only the year is known, and those of which nothing is, come last. */
static int compare_activity(const void *ctx, uint32_t a, uint32_t b)
{
	const struct forum *f = ctx;
	const struct activity *x = table_at(&f->activities, a), *y = table_at(&f->activities, b);
	int32_t year_x = activity_year(x), year_y = activity_year(y);
	if (year_x != year_y && (year_x == 0 || year_y == 0))
		return year_x == 0 ? 1 : -1;
	if (year_x != year_y)
		return year_x < year_y ? -1 : 1;
	if (date_known(x->from) != date_known(y->from))
		return date_known(x->from) ? -1 : 1;
	int order = date_known(x->from) ? date_cmp(x->from, y->from) : 0;
	if (order == 0)
		order = str_cmp(x->code, y->code);
	return order != 0 ? order : compare_rows(a, b);
}

static void postings_init(struct postings *p, struct forum *f, order_compare *compare)
{
	*p = (struct postings){ .arena = f->arena, .compare = compare, .ctx = f };
	map_init(&p->map, f->arena, f->hash_key);
	table_init(&p->lists, f->arena, sizeof(struct posting));
}

void derive_init(struct forum *f)
{
	struct map *maps[] = { &f->party_by_code, &f->actor_by_handle, &f->actor_by_key,
		&f->meeting_by_code, &f->institution_by_code, &f->release_by_code, &f->silence_by_code,
		&f->conduct_by_meeting, &f->decision_by_code, &f->ballot_by_entry, &f->document_by_symbol,
		&f->instrument_by_code, &f->unit_by_key,
		&f->symbols, &f->measure_codes, &f->agreement_by_code, &f->relation_by_code,
		&f->content_by_hash,
		&f->mark_by_entry };
	for (size_t i = 0; i < CM_COUNT(maps); i++)
		map_init(maps[i], f->arena, f->hash_key);
	order_init(&f->party_order, f->arena, compare_party, f);
	order_init(&f->term_order, f->arena, compare_term, f);
	order_init(&f->meeting_order, f->arena, compare_meeting, f);
	order_init(&f->release_order, f->arena, compare_release, f);
	order_init(&f->activity_order, f->arena, compare_activity, f);
	postings_init(&f->meeting_bodies, f, compare_meeting);
	postings_init(&f->release_facets, f, compare_release);
}

/* The key of a posting, in `room`, which must outlive its use. */
static struct str posting_key(char room[CODE_BYTES_MAX + 64], char letter, struct str value)
{
	size_t n = value.n < CODE_BYTES_MAX + 63 ? value.n : CODE_BYTES_MAX + 63;
	room[0] = letter;
	if (n > 0)
		memcpy(room + 1, value.p, n);
	return (struct str){ room, n + 1 };
}

const struct posting *posting_find(const struct postings *p, char letter, struct str value)
{
	char room[CODE_BYTES_MAX + 64];
	uint32_t at = map_get(&p->map, posting_key(room, letter, value));
	return at == MAP_NONE ? NULL : table_at(&p->lists, at);
}

static struct posting *posting_make(struct postings *p, char letter, struct str value)
{
	char room[CODE_BYTES_MAX + 64];
	struct str key = posting_key(room, letter, value);
	uint32_t at = map_get(&p->map, key);
	if (at != MAP_NONE)
		return table_at(&p->lists, at);
	struct posting *list = table_add(&p->lists);
	list->key = str_copy(p->arena, key);
	order_init(&list->order, p->arena, p->compare, p->ctx);
	map_put(&p->map, list->key, p->lists.count - 1);
	return list;
}

static bool is_posting(const struct posting *list, char letter, struct str value)
{
	return list != NULL && list->key.n == value.n + 1 && list->key.p[0] == letter &&
	    (value.n == 0 || memcmp(list->key.p + 1, value.p, value.n) == 0);
}

/* Most releases are of the kind, in the language, of the one before. */
struct posting *posting_touch(struct postings *p, char letter, struct str value)
{
	struct posting **newest = &p->newest[(uint8_t)letter % CM_COUNT(p->newest)];
	if (!is_posting(*newest, letter, value))
		*newest = posting_make(p, letter, value);
	return *newest;
}

static void posting_add(struct postings *p, char letter, struct str value, uint32_t row)
{
	if (value.n > 0)
		order_insert(&posting_touch(p, letter, value)->order, row);
}

void derive_party(struct forum *f, uint32_t at)
{
	const struct party *p = table_at(&f->parties, at);
	map_put(&f->party_by_code, p->code, at);
	order_insert(&f->party_order, at);
}

void derive_keys(struct forum *f, uint32_t at)
{
	const struct actor *a = table_at(&f->actors, at);
	for (uint32_t i = 0; i < a->keys_count; i++)
		map_put(&f->actor_by_key, a->keys[i].blob, at);
}

void derive_actor(struct forum *f, uint32_t at)
{
	const struct actor *a = table_at(&f->actors, at);
	map_put(&f->actor_by_handle, a->handle, at);
	derive_keys(f, at);
}

void derive_recovery(struct forum *f, uint32_t at)
{
	const struct recovery_row *row = table_at(&f->recoveries, at);
	const struct actor *owner = coordinator_of(f, row->recovery.party);
	for (uint32_t i = 0; owner != NULL && i < row->keys_count; i++)
		map_put(&f->actor_by_key, row->keys[i].blob, actor_row(f, owner));
}

void derive_mark(struct forum *f, uint32_t at)
{
	const struct act_mark *mark = table_at(&f->marks, at);
	map_put(&f->mark_by_entry, mark_key(&mark->entry), at);
}

void derive_term(struct forum *f, uint32_t at)
{
	order_insert(&f->term_order, at);
}

void derive_meeting(struct forum *f, uint32_t at)
{
	const struct meeting *m = table_at(&f->meetings, at);
	map_put(&f->meeting_by_code, m->code, at);
	order_insert(&f->meeting_order, at);
	posting_add(&f->meeting_bodies, 'b', m->body, at);
	for (uint32_t i = 0; i < m->documents_count; i++) {
		if (m->documents[i].symbol.n > 0)
			derive_symbol(f, m->documents[i].symbol);
	}
}

void derive_meetings_again(struct forum *f)
{
	order_init(&f->meeting_order, f->arena, compare_meeting, f);
	postings_init(&f->meeting_bodies, f, compare_meeting);
	for (uint32_t i = 0; i < f->meetings.count; i++) {
		order_insert(&f->meeting_order, i);
		posting_add(&f->meeting_bodies, 'b', ((struct meeting *)table_at(&f->meetings, i))->body,
		    i);
	}
}

void derive_institution(struct forum *f, uint32_t at)
{
	const struct institution *i = table_at(&f->institutions, at);
	map_put(&f->institution_by_code, i->code, at);
}

static void derive_facets(struct forum *f, char letter, const struct release_facet *facets,
    uint32_t count, uint32_t row)
{
	for (uint32_t i = 0; i < count; i++) {
		struct posting *list = posting_touch(&f->release_facets, letter, facets[i].code);
		list->facet = &facets[i];
		order_insert(&list->order, row);
	}
}

void derive_release(struct forum *f, uint32_t at)
{
	const struct release *r = release_row(f, at);
	map_put(&f->release_by_code, r->code, at);
	order_insert(&f->release_order, at);
	posting_add(&f->release_facets, 'k', r->kind, at);
	posting_add(&f->release_facets, 'p', r->party, at);
	posting_add(&f->release_facets, 'm', r->meeting, at);
	derive_facets(f, 't', r->topics, r->topics_count, at);
	derive_facets(f, 'o', r->organisations, r->organisations_count, at);
	for (uint32_t i = 0; i < r->versions_count; i++)
		posting_add(&f->release_facets, 'l', r->versions[i].lang, at);
}

void derive_symbol(struct forum *f, struct str symbol)
{
	map_put(&f->symbols, symbol, 0);
}

/* The row of a text that is there, to be told of its new rows. */
static struct instrument *instrument_of(struct forum *f, struct str code)
{
	return table_touch(&f->instruments, map_get(&f->instrument_by_code, code));
}

void derive_silence(struct forum *f, uint32_t at)
{
	const struct silence *s = table_at(&f->silences, at);
	map_put(&f->silence_by_code, s->code, at);
	if (s->text.n > 0)
		vec_push(&instrument_of(f, s->text)->silences, f->arena, at);
	if (s->symbol.n > 0)
		derive_symbol(f, s->symbol);
}

void derive_conduct(struct forum *f, uint32_t at)
{
	const struct conduct *c = table_at(&f->conducts, at);
	map_put(&f->conduct_by_meeting, c->meeting, at);
	for (uint32_t i = 0; i < c->notes_count; i++) {
		if (c->notes[i].symbol.n > 0)
			derive_symbol(f, c->notes[i].symbol);
	}
}

void derive_document(struct forum *f, uint32_t at)
{
	const struct document *d = table_at(&f->documents, at);
	map_put(&f->document_by_symbol, d->symbol, at);
	derive_symbol(f, d->symbol);
}

void derive_decision(struct forum *f, uint32_t at)
{
	const struct decision *d = table_at(&f->decisions, at);
	map_put(&f->decision_by_code, d->code, at);
	if (d->text.n > 0)
		vec_push(&instrument_of(f, d->text)->decisions, f->arena, at);
	if (d->symbol.n > 0)
		derive_symbol(f, d->symbol);
	if (d->interim.n > 0)
		derive_symbol(f, d->interim);
}

void derive_ballot(struct forum *f, uint32_t at)
{
	const struct ballot *b = table_at(&f->ballots, at);
	map_put(&f->ballot_by_entry, mark_key(&b->entry), at);
}

void derive_instrument(struct forum *f, uint32_t at)
{
	struct instrument *of = table_touch(&f->instruments, at);
	map_put(&f->instrument_by_code, of->code, at);
	of->proposals = of->positions = of->decisions = of->silences = (struct vec){ NULL, 0, 0 };
	for (uint32_t i = 0; i < of->revisions_count; i++)
		derive_symbol(f, of->revisions[i].symbol);
	for (uint32_t i = 0; i < of->corrections_count; i++)
		derive_symbol(f, of->corrections[i].symbol);
}

void derive_instrument_unit(struct forum *f, uint32_t at)
{
	const struct instrument_unit *u = table_at(&f->text_units, at);
	char room[UNIT_KEY_BYTES];
	map_put(&f->unit_by_key, str_copy(f->arena, unit_key(room, u->text, u->id)), at);
}

void derive_instrument_proposal(struct forum *f, uint32_t at)
{
	const struct instrument_proposal *p = table_at(&f->text_proposals, at);
	vec_push(&instrument_of(f, p->text)->proposals, f->arena, at);
}

void derive_instrument_position(struct forum *f, uint32_t at)
{
	const struct instrument_position *p = table_at(&f->text_positions, at);
	vec_push(&instrument_of(f, p->text)->positions, f->arena, at);
}

void derive_activity(struct forum *f, uint32_t at)
{
	const struct activity *a = table_at(&f->activities, at);
	derive_measure_code(f, 'v', a->code, at);
	order_insert(&f->activity_order, at);
}

void derive_activities_again(struct forum *f)
{
	order_init(&f->activity_order, f->arena, compare_activity, f);
	for (uint32_t i = 0; i < f->activities.count; i++)
		order_insert(&f->activity_order, i);
}
