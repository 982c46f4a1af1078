/*
 * The reader of charters: what it refuses has a place that the text's pointers can reach and leaves the
 * charter alone; what it takes is the same when it is read again, and every ladder in it has a way out.
 */
#include "base/scope.h"
#include "rules/charter.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define ARENA_BYTES ((size_t)32 * 1024 * 1024)

static void ladders_check(const struct charter *c)
{
	for (uint32_t i = 0; i < c->decisions_count; i++) {
		const struct charter_decision *d = &c->decisions[i];
		cm_assert(d->steps_count > 0 && charter_body(c, d->body) != NULL);
		cm_assert(charter_ladder(c, d->body, d->matter) == d);
		cm_assert(d->steps[d->steps_count - 1].otherwise != ELSE_NEXT);
		for (uint32_t k = 0; k < d->steps_count; k++) {
			const struct charter_step *s = &d->steps[k];
			cm_assert(s->method < METHOD__COUNT && s->otherwise < ELSE__COUNT);
			cm_assert(s->method != METHOD_SILENCE || c->silence.is_present);
			cm_assert(s->method != METHOD_MINUS_N || (s->n > 0 && s->excluded.n > 0));
			cm_assert(s->majority.den == 0 || 2 * s->majority.num >= s->majority.den);
		}
	}
}

static void notices_check(const struct charter *c)
{
	for (uint32_t i = 0; i < c->notices_count; i++) {
		const struct charter_notice *n = &c->notices[i];
		moment from = { INT64_C(1461801600000) }, over = notice_over(n, from);
		cm_assert(over.ms - from.ms >= n->min_s * 1000);
		cm_assert(over.ms - from.ms <= (n->min_s * 7 / 5 + 3 * 86400) * 1000);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct charter c = { .epoch = -7 }, again;
	struct findings found = { .count = 0 }, none = { .count = 0 };
	if (size > ACT_JSON_BYTES_MAX)
		return 0;
	if (!charter_read(&c, &a, (struct str){ (const char *)data, size }, &found)) {
		cm_assert(found.refused > 0 && found.count > 0 && c.epoch == -7);
		for (unsigned i = 0; i < found.count; i++) {
			struct str place = found.at[i].place;
			cm_assert(found.at[i].id == FINDING_CHARTER_INVALID);
			cm_assert(place.n == 0 || place.p[0] == '/');
		}
		return 0;
	}
	cm_assert(found.refused == 0 && c.languages.count > 0 && c.categories_count > 0);
	ladders_check(&c);
	notices_check(&c);
	cm_assert(charter_read(&again, &a, c.json, &none));
	cm_assert(again.bodies_count == c.bodies_count && str_eq(again.id, c.id));
	return 0;
}
