#include "rules/silence.h"

#include "proof/sha.h"
#include "rules/judge.h"

static const struct str STATE_NAMES[SILENCE_STATE__COUNT] = {
	[SILENCE_PROPOSED] = { "proposed", 8 },
	[SILENCE_CONSENTED] = { "consented", 9 },
	[SILENCE_RUNNING] = { "running", 7 },
	[SILENCE_BROKEN] = { "broken", 6 },
	[SILENCE_EXPIRED] = { "expired", 7 },
	[SILENCE_ADOPTED] = { "adopted", 7 },
	[SILENCE_ANNOUNCED] = { "announced", 9 },
	[SILENCE_ISSUED] = { "issued", 6 },
	[SILENCE_NOT_ADOPTED] = { "not-adopted", 11 },
	[SILENCE_WITHDRAWN] = { "withdrawn", 9 },
	[SILENCE_VOID] = { "void", 4 },
	[SILENCE_VOTE] = { "vote", 4 },
	[SILENCE_HELD] = { "held", 4 },
};

struct str silence_state_name(enum silence_state s)
{
	cm_assert(s < SILENCE_STATE__COUNT);
	return STATE_NAMES[s];
}

uint32_t silence_count(const struct forum *f)
{
	return f->silences.count;
}

const struct silence *silence_at(const struct forum *f, uint32_t at)
{
	return table_at(&f->silences, at);
}

const struct silence *silence_find(const struct forum *f, struct str code)
{
	uint32_t at = map_get(&f->silence_by_code, code);
	return at == MAP_NONE ? NULL : table_at(&f->silences, at);
}

uint32_t silence_breaks_in_time(const struct silence *s)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < s->breaks_count; i++)
		count += !s->breaks[i].is_late && s->breaks[i].retracted == UINT64_MAX;
	return count;
}

void frozen_hash(struct hash *out, const struct frozen_text_list *texts)
{
	struct sha256_run run;
	sha256_begin(&run);
	for (uint32_t i = 0; i < texts->count; i++) {
		const struct frozen_text *t = &texts->at[i];
		const struct str parts[] = { t->lang, t->title, t->text };
		for (size_t k = 0; k < CM_COUNT(parts); k++) {
			const size_t n = parts[k].n;
			const uint8_t size[4] = { (uint8_t)(n >> 24), (uint8_t)(n >> 16),
				(uint8_t)(n >> 8), (uint8_t)n };
			sha256_add(&run, size, sizeof size);
			sha256_add(&run, parts[k].p, n);
		}
	}
	sha256_end(&run, out);
}

bool silence_is_objection(const struct forum *f, uint64_t entry)
{
	for (uint32_t i = 0; i < f->silences.count; i++) {
		const struct silence *s = table_at(&f->silences, i);
		for (uint32_t k = 0; k < s->breaks_count; k++) {
			if (s->breaks[k].entry == entry)
				return true;
		}
		if (s->is_declined && s->steps[s->steps_count - 1].entry == entry)
			return true;
	}
	return false;
}

bool party_may(const struct forum *f, struct str code, enum right right)
{
	const struct party *p = party_find(f, code);
	if (p == NULL || p->is_suspended)
		return false;
	const struct charter_category *c = charter_category(&f->charter, p->category);
	return c != NULL && (c->rights & 1U << right) != 0;
}

bool party_may_object(const struct forum *f, struct str code)
{
	return party_may(f, code, RIGHT_OBJECT);
}

static const struct charter_office *office_of(const struct charter *c, struct str body)
{
	for (uint32_t i = 0; i < c->offices_count; i++) {
		if (str_eq(c->offices[i].body, body))
			return &c->offices[i];
	}
	return NULL;
}

const struct charter_office *chair_office(const struct charter *c, struct str body)
{
	const struct charter_office *office = NULL;
	for (const struct charter_body *b = charter_body(c, body); b != NULL && office == NULL;
	    b = charter_body(c, b->parent))
		office = office_of(c, b->id);
	return office == NULL && c->offices_count == 1 ? &c->offices[0] : office;
}

struct str chair_party(const struct forum *f, struct str body, moment at)
{
	const struct charter_office *office = chair_office(&f->charter, body);
	return office == NULL ? STR_NONE : office_holder_at(f, office->id, at);
}
