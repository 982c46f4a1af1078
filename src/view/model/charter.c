#include "view/model/charter.h"

#include "base/arena.h"

MODEL_DEFINE(category_item)
MODEL_DEFINE(silence_rules)
MODEL_DEFINE(charter_full)
MODEL_DEFINE(finding_item)
MODEL_DEFINE(findings_list)

static const struct str rights[RIGHT__COUNT] = {
	[RIGHT_ATTEND] = S("attend"),
	[RIGHT_SPEAK] = S("speak"),
	[RIGHT_REPLY] = S("reply"),
	[RIGHT_PROPOSE] = S("propose"),
	[RIGHT_AMEND] = S("amend"),
	[RIGHT_COSPONSOR] = S("cosponsor"),
	[RIGHT_OBJECT] = S("object"),
	[RIGHT_VOTE] = S("vote"),
	[RIGHT_ELECT] = S("elect"),
	[RIGHT_RECEIVE_RESTRICTED] = S("receive-restricted"),
};

struct str right_name(enum right right)
{
	cm_assert(right < RIGHT__COUNT);
	return rights[right];
}

bool category_has(const struct category_item *category, enum right right)
{
	for (uint32_t i = 0; i < category->rights.count; i++) {
		if (str_eq(category->rights.at[i], right_name(right)))
			return true;
	}
	return false;
}

static void categories_fill(struct charter_full *m, const struct site *s, const struct charter *c)
{
	struct category_item *items = arena_array(s->scratch, struct category_item,
	    c->categories_count);
	for (uint32_t i = 0; i < c->categories_count; i++) {
		const struct charter_category *category = &c->categories[i];
		struct str *has = arena_array(s->scratch, struct str, RIGHT__COUNT);
		uint32_t n = 0;
		for (unsigned right = 0; right < RIGHT__COUNT; right++) {
			if ((category->rights & 1U << right) != 0)
				has[n++] = rights[right];
		}
		items[i] = (struct category_item){ category->id, words_of(s, &category->name),
			{ n, has } };
	}
	m->categories = (struct category_item_list){ c->categories_count, items };
}

static const struct silence_rules *silence_rules_of(const struct site *s, const struct charter *c)
{
	const struct charter_silence *from = &c->silence;
	if (!from->is_present)
		return NULL;
	struct silence_rules *rules = arena_new(s->scratch, struct silence_rules);
	*rules = (struct silence_rules){ .min_s = from->min_s, .usual_s = from->usual_s,
		.extend_left_s = from->extend_left_s,
		.start_needs_consent = from->start_needs_consent, .issue_now = from->issue_now,
		.breaks_on = from->breaks_on };
	return rules;
}

bool charter_fill(struct charter_full *m, const struct site *s)
{
	const struct charter *c = forum_charter(s->forum);
	if (c == NULL)
		return false;
	*m = (struct charter_full){ .id = c->id, .epoch = c->epoch, .status = c->status,
		.title = words_of(s, &c->title), .full_name = words_of(s, &c->full_name),
		.languages = c->languages, .founded = c->founded, .recover_min = c->q_recover_min,
		.recover_wait_s = c->recover_wait_s, .disavow_s = c->disavow_s, .charter = c->json };
	m->silence = silence_rules_of(s, c);
	categories_fill(m, s, c);
	struct bodies bodies;
	bodies_fill(&bodies, s);
	m->bodies = bodies.bodies;
	struct code_item *offices = arena_array(s->scratch, struct code_item, c->offices_count);
	for (uint32_t i = 0; i < c->offices_count; i++) {
		offices[i] = (struct code_item){ c->offices[i].id, words_of(s, &c->offices[i].name),
			INTEGER_ABSENT };
	}
	m->offices = (struct code_item_list){ c->offices_count, offices };
	return true;
}

void findings_fill(struct findings_list *m, const struct site *s)
{
	struct finding_item *items = arena_array(s->scratch, struct finding_item, FINDING__COUNT);
	for (unsigned i = 0; i < FINDING__COUNT; i++) {
		items[i] = (struct finding_item){ finding_name(i),
			finding_severity(i) == REFUSE ? S("refuse") : S("note"), finding_rule(i),
			finding_sentence(i, site_lang(s)) };
	}
	*m = (struct findings_list){ { FINDING__COUNT, items } };
}
