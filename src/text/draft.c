#include "text/draft.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/encode.h"

static const struct str KINDS[UNIT_KIND__COUNT] = {
	[UNIT_TITLE] = { "title", 5 },
	[UNIT_HEADING] = { "heading", 7 },
	[UNIT_FORMULA] = { "formula", 7 },
	[UNIT_RECITAL] = { "recital", 7 },
	[UNIT_PARAGRAPH] = { "paragraph", 9 },
	[UNIT_POINT] = { "point", 5 },
	[UNIT_ANNEX] = { "annex", 5 },
	[UNIT_CELL] = { "cell", 4 },
	[UNIT_NOTE] = { "note", 4 },
};
static const struct str STATUSES[UNIT_STATUS__COUNT] = {
	[UNIT_OPEN] = { "open", 4 },
	[UNIT_AD_REF] = { "ad-ref", 6 },
	[UNIT_AGREED] = { "agreed", 6 },
};
static const struct str TRANSLATIONS[TRANSLATION_STATE__COUNT] = {
	[TRANSLATION_MISSING] = { "missing", 7 },
	[TRANSLATION_MACHINE] = { "machine", 7 },
	[TRANSLATION_DRAFT] = { "draft", 5 },
	[TRANSLATION_REVISED] = { "revised", 7 },
	[TRANSLATION_FINAL] = { "final", 5 },
};
static const struct str OPS[UNIT_OP__COUNT] = {
	[OP_NEW] = { "new", 3 },
	[OP_DELETE] = { "delete", 6 },
	[OP_ALTERNATIVE] = { "alternative", 11 },
	[OP_MOVE] = { "move", 4 },
};

static const struct str ATTRIBUTIONS[ATTRIBUTION__COUNT] = {
	[ATTRIBUTION_NAMES] = { "names", 5 },
	[ATTRIBUTION_GROUPS] = { "groups", 6 },
	[ATTRIBUTION_NONE] = { "none", 4 },
};

struct str draft_attribution_name(enum draft_attribution a)
{
	cm_assert(a < ATTRIBUTION__COUNT);
	return ATTRIBUTIONS[a];
}

enum draft_attribution draft_attribution_of(struct str name)
{
	unsigned a = 0;
	while (a < ATTRIBUTION__COUNT && !str_eq(ATTRIBUTIONS[a], name))
		a++;
	return (enum draft_attribution)a;
}

struct str unit_kind_name(enum unit_kind k)
{
	cm_assert(k < UNIT_KIND__COUNT);
	return KINDS[k];
}

enum unit_kind unit_kind_of(struct str name)
{
	unsigned k = 0;
	while (k < UNIT_KIND__COUNT && !str_eq(KINDS[k], name))
		k++;
	return (enum unit_kind)k;
}

struct str unit_status_name(enum unit_status s)
{
	cm_assert(s < UNIT_STATUS__COUNT);
	return STATUSES[s];
}

struct str translation_state_name(enum translation_state s)
{
	cm_assert(s < TRANSLATION_STATE__COUNT);
	return TRANSLATIONS[s];
}

enum translation_state translation_state_of(struct str name)
{
	unsigned s = TRANSLATION_MACHINE;
	while (s < TRANSLATION_STATE__COUNT && !str_eq(TRANSLATIONS[s], name))
		s++;
	return (enum translation_state)s;
}

struct str unit_op_name(enum unit_op op)
{
	cm_assert(op < UNIT_OP__COUNT);
	return OPS[op];
}

uint32_t draft_place_of(const struct draft *d, struct str id)
{
	for (uint32_t i = 0; i < d->units_count && id.n > 0; i++) {
		if (str_eq(d->units[i].id, id))
			return i;
	}
	return DRAFT_NONE;
}

enum unit_op unit_op_of(struct str name)
{
	unsigned op = 0;
	while (op < UNIT_OP__COUNT && !str_eq(OPS[op], name))
		op++;
	return (enum unit_op)op;
}

const struct draft_proposal *draft_proposal_of(const struct draft *d, uint32_t id)
{
	uint32_t lo = 0, hi = d->proposals_count;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (d->proposals[mid].id < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < d->proposals_count && d->proposals[lo].id == id ? &d->proposals[lo] : NULL;
}

static bool is_in_group(const struct draft_group *g, struct str party)
{
	for (uint32_t i = 0; i < g->parties_count; i++) {
		if (str_eq(g->parties[i], party))
			return true;
	}
	return false;
}

struct str draft_short_name(struct arena *a, const struct draft *d, struct str party, uint32_t number)
{
	struct buf b;
	for (uint32_t i = 0; i < d->groups_count && d->attribution == ATTRIBUTION_GROUPS; i++) {
		if (is_in_group(&d->groups[i], party))
			return d->groups[i].name;
	}
	buf_init(&b, a, party.n + 16);
	if (d->attribution == ATTRIBUTION_NONE) {
		buf_byte(&b, '#');
		buf_dec(&b, number);
	}
	for (size_t i = 0; i < party.n && d->attribution != ATTRIBUTION_NONE; i++) {
		char c = party.p[i];
		buf_byte(&b, (uint8_t)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c));
	}
	return buf_str(&b);
}

bool draft_stands(const struct draft_proposal *p, struct str party)
{
	bool stands = str_eq(p->party, party);
	for (uint32_t i = 0; i < p->cosponsors_count && !stands; i++)
		stands = str_eq(p->cosponsors[i], party);
	return stands;
}

uint32_t draft_rank(const struct str *order, uint32_t count, struct str party)
{
	uint32_t rank = 0;
	while (rank < count && !str_eq(order[rank], party))
		rank++;
	return rank;
}
