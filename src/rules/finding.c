#include "rules/finding.h"

struct finding_row {
	struct str name, rule, en, ru;
	enum severity severity;
};

static const struct finding_row FINDINGS[FINDING__COUNT] = {
#define X(id, name, severity, rule, en, ru)                                                        \
	[FINDING_##id] = { { name, sizeof name - 1 }, { rule, sizeof rule - 1 },                   \
		{ en, sizeof en - 1 }, { ru, sizeof ru - 1 }, severity },
#include "rules/findings.def"
#undef X
};

void finding_add_at(struct findings *found, enum finding_id id, struct str place)
{
	cm_assert(id < FINDING__COUNT);
	for (unsigned i = 0; i < found->count; i++) {
		if (found->at[i].id == id && str_eq(found->at[i].place, place))
			return;
	}
	if (FINDINGS[id].severity == REFUSE)
		found->refused++;
	if (found->count < FINDINGS_MAX)
		found->at[found->count++] = (struct finding){ id, place, UINT64_MAX };
}

void finding_add(struct findings *found, enum finding_id id)
{
	finding_add_at(found, id, STR_NONE);
}

void findings_keep(struct findings *found, char room[FINDINGS_ROOM])
{
	size_t used = 0;
	for (unsigned i = 0; i < found->count; i++) {
		struct str *place = &found->at[i].place;
		if (place->n == 0 || place->n > FINDINGS_ROOM - used) {
			*place = STR_NONE;
			continue;
		}
		memcpy(room + used, place->p, place->n);
		place->p = room + used;
		used += place->n;
	}
}

struct str finding_name(enum finding_id id)
{
	cm_assert(id < FINDING__COUNT);
	return FINDINGS[id].name;
}

enum severity finding_severity(enum finding_id id)
{
	cm_assert(id < FINDING__COUNT);
	return FINDINGS[id].severity;
}

struct str finding_rule(enum finding_id id)
{
	cm_assert(id < FINDING__COUNT);
	return FINDINGS[id].rule;
}

struct str finding_sentence(enum finding_id id, struct str lang)
{
	cm_assert(id < FINDING__COUNT);
	return str_eq(lang, S("ru")) ? FINDINGS[id].ru : FINDINGS[id].en;
}

enum finding_id finding_of(struct str name)
{
	unsigned id = 0;
	while (id < FINDING__COUNT && !str_eq(FINDINGS[id].name, name))
		id++;
	return (enum finding_id)id;
}
