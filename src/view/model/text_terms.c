#include "view/model/text_terms.h"

#include "base/arena.h"
#include "view/api.h"
#include "view/model/silences.h"

MODEL_DEFINE(waiver_item)
MODEL_DEFINE(lock_item)
MODEL_DEFINE(package_stance)
MODEL_DEFINE(package_item)
MODEL_DEFINE(corrected_item)
MODEL_DEFINE(correction_item)
MODEL_DEFINE(text_terms)

static struct waiver_item_list waivers_of(const struct site *s, const struct instrument *of)
{
	struct waiver_item *items = arena_array(s->scratch, struct waiver_item, of->waivers_count);
	for (uint32_t i = 0; i < of->waivers_count; i++) {
		const struct instrument_waiver *w = &of->waivers[i];
		items[i] = (struct waiver_item){ w->revision, w->lang, (int64_t)w->entry };
	}
	return (struct waiver_item_list){ of->waivers_count, items };
}

/* ---- locked words ---- */

static struct str locked_words(const struct site *s, const struct draft *d,
    const struct instrument_lock *lock, uint32_t unit)
{
	struct buf b;
	buf_init(&b, s->scratch, UNIT_BYTES_MAX);
	words_text(d->words, &b,
	    (struct words){ d->units[unit].base.at + lock->from, lock->to - lock->from });
	return buf_str(&b);
}

static struct lock_item_list locks_of(const struct site *s, const struct instrument *of,
    const struct draft *d)
{
	uint32_t count = 0, n = 0;
	for (uint32_t i = 0; i < of->order_count; i++)
		count += instrument_unit_at(s->forum, of, i)->locks_count;
	struct lock_item *items = arena_array(s->scratch, struct lock_item, count);
	for (uint32_t i = 0; i < of->order_count; i++) {
		const struct instrument_unit *u = instrument_unit_at(s->forum, of, i);
		uint32_t place = draft_place_of(d, u->id);
		for (uint32_t k = 0; k < u->locks_count; k++) {
			const struct instrument_lock *lock = &u->locks[k];
			items[n++] = (struct lock_item){ u->id, u->label, lock->from, lock->to,
				locked_words(s, d, lock, place), (int64_t)lock->entry };
		}
	}
	return (struct lock_item_list){ n, items };
}

/* ---- packages ---- */

static struct package_stance_list stances_of(const struct site *s, const struct instrument *of,
    struct str package)
{
	uint32_t n = 0;
	struct package_stance *items =
	    arena_array(s->scratch, struct package_stance, of->positions.count);
	for (uint32_t i = 0; i < of->positions.count; i++) {
		const struct instrument_position *p = instrument_position_at(s->forum, of, i);
		if (p->package.n > 0 && str_eq(p->package, package))
			items[n++] = (struct package_stance){ p->party,
				words_of_party(s, p->party, FORUM_TODAY), p->stance, (int64_t)p->entry };
	}
	return (struct package_stance_list){ n, items };
}

static struct package_item_list packages_of(const struct site *s, const struct instrument *of)
{
	uint32_t n = 0;
	struct package_item *items = arena_array(s->scratch, struct package_item, of->packages_count);
	for (uint32_t i = 0; i < of->packages_count; i++) {
		const struct instrument_package *p = &of->packages[i];
		if (p->units.count == 0 && p->numbers_count == 0)
			continue; /* it went apart again */
		items[n++] = (struct package_item){ p->code, words_of(s, &p->title), p->units,
			numbers_text(s, p->numbers, p->numbers_count), stances_of(s, of, p->code),
			(int64_t)p->entry };
	}
	return (struct package_item_list){ n, items };
}

/* ---- corrections ---- */

struct order {
	const uint32_t *rows;
	uint32_t count;
};

static struct order order_with(const struct instrument *of, uint32_t corrections)
{
	struct order o;
	o.rows = instrument_order(of, corrections, &o.count);
	return o;
}

/* Each row below `end`: is it in the order? */
static const bool *order_marks(const struct site *s, const struct order *o, uint32_t end)
{
	bool *marks = arena_array(s->scratch, bool, end);
	for (uint32_t i = 0; i < o->count; i++)
		marks[o->rows[i]] = true;
	return marks;
}

static uint32_t order_end(const struct order *o)
{
	uint32_t end = 0;
	for (uint32_t i = 0; i < o->count; i++)
		end = o->rows[i] >= end ? o->rows[i] + 1 : end;
	return end;
}

/* Units that the text has with `here` of its corrections, and not with `there`: those that a correction put
 * in have no words before it, those that it struck out none after. How many. */
static uint32_t lone_units(struct corrected_item *out, const struct site *s, const struct instrument *of,
    uint32_t here, uint32_t there)
{
	struct order all = order_with(of, here), others = order_with(of, there);
	uint32_t end = order_end(&all), other_end = order_end(&others), n = 0;
	const bool *is_there = order_marks(s, &others, end > other_end ? end : other_end);
	for (uint32_t i = 0; i < all.count; i++) {
		if (is_there[all.rows[i]])
			continue;
		const struct instrument_unit *u = instrument_unit_row(s->forum, all.rows[i]);
		struct unit_wording w = instrument_wording(of, here, u, of->lang);
		struct corrected_item *item = &out[n++];
		*item = (struct corrected_item){ .unit = u->id, .lang = of->lang };
		*(here > there ? &item->new_label : &item->old_label) = w.label;
		*(here > there ? &item->new_words : &item->old_words) = w.words;
	}
	return n;
}

static struct corrected_item_list corrected_of(const struct site *s, const struct instrument *of,
    uint32_t number)
{
	const struct instrument_correction *c = &of->corrections[number];
	bool is_order = c->order_count > 0;
	uint32_t lone_max = is_order ? order_with(of, number).count + order_with(of, number + 1).count : 0;
	struct corrected_item *items =
	    arena_array(s->scratch, struct corrected_item, c->parts_count + lone_max);
	uint32_t n = 0;
	for (uint32_t i = 0; i < c->parts_count; i++) {
		const struct instrument_before *b = &c->parts[i];
		const struct instrument_unit *u = instrument_unit_find(s->forum, of->code, b->unit);
		struct unit_wording now = instrument_wording(of, number + 1, u, b->lang);
		items[n++] = (struct corrected_item){ b->unit, b->lang, b->label, now.label, b->words,
			now.words };
	}
	if (is_order) {
		n += lone_units(items + n, s, of, number + 1, number);
		n += lone_units(items + n, s, of, number, number + 1);
	}
	return (struct corrected_item_list){ n, items };
}

static struct correction_item_list corrections_of(const struct site *s, const struct instrument *of)
{
	struct correction_item *items =
	    arena_array(s->scratch, struct correction_item, of->corrections_count);
	for (uint32_t i = 0; i < of->corrections_count; i++) {
		const struct instrument_correction *c = &of->corrections[i];
		items[i] = (struct correction_item){ c->symbol, c->langs, c->at, c->order_count > 0,
			corrected_of(s, of, i), (int64_t)c->entry };
	}
	return (struct correction_item_list){ of->corrections_count, items };
}

const struct text_terms *text_terms_of(const struct site *s, const struct instrument *of,
    const struct draft *d)
{
	struct text_terms *m = arena_new(s->scratch, struct text_terms);
	*m = (struct text_terms){ .authentic = of->authentic,
		.attribution = draft_attribution_name(of->arrangement.attribution),
		.order = party_items(s, &of->arrangement.order),
		.is_exclusive = of->arrangement.is_exclusive,
		.waivers = waivers_of(s, of),
		.locks = locks_of(s, of, d),
		.packages = packages_of(s, of),
		.corrections = corrections_of(s, of) };
	return m;
}
