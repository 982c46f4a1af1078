/* Who takes part, where they meet, and who presides. */
#include "base/arena.h"
#include "rules/charter_read.h"

#define PERIOD_YEARS_MAX 100

static const struct str RIGHT_NAMES[RIGHT__COUNT] = {
	[RIGHT_ATTEND] = { "attend", 6 },
	[RIGHT_SPEAK] = { "speak", 5 },
	[RIGHT_REPLY] = { "reply", 5 },
	[RIGHT_PROPOSE] = { "propose", 7 },
	[RIGHT_AMEND] = { "amend", 5 },
	[RIGHT_COSPONSOR] = { "cosponsor", 9 },
	[RIGHT_OBJECT] = { "object", 6 },
	[RIGHT_VOTE] = { "vote", 4 },
	[RIGHT_ELECT] = { "elect", 5 },
	[RIGHT_RECEIVE_RESTRICTED] = { "receive-restricted", 18 },
};
static const struct str LEVELS[] = { { "leaders", 7 }, { "ministers", 9 }, { "senior-officials", 16 },
	{ "working-group", 13 }, { "experts", 7 }, { "specialised", 11 }, { "council", 7 } };
static const struct str HOLDERS[] = {
	[HOLDER_PARTY] = { "party", 5 },
	[HOLDER_DELEGATE] = { "delegate", 8 },
	[HOLDER_OFFICER] = { "officer", 7 },
};
static const struct str SELECTIONS[] = { { "schedule", 8 }, { "decision", 8 }, { "host", 4 },
	{ "election", 8 } };

unsigned right_of(struct str name)
{
	unsigned right = 0;
	while (right < RIGHT__COUNT && !str_eq(RIGHT_NAMES[right], name))
		right++;
	return right;
}

/* Acts name it, so it must be a code. */
static struct str id_read(struct reader *r, uint32_t node, const char *at)
{
	struct str id = reader_text(r, node, at, S("id"));
	if (!content_code_is_valid(id))
		reader_refuse(r, "%s/id", at);
	return id;
}

static void category_read(struct reader *r, uint32_t node, const char *at, void *row)
{
	struct charter_category *c = row;
	c->id = id_read(r, node, at);
	c->name = reader_names_needed(r, node, at, S("name"));
	struct strs rights = reader_texts(r, node, at, S("rights"));
	for (uint32_t i = 0; i < rights.count; i++) {
		unsigned right = right_of(rights.at[i]);
		if (right == RIGHT__COUNT)
			reader_refuse(r, "%s/rights/%u", at, i);
		else
			c->rights |= 1U << right;
	}
	bool may_object = (c->rights & 1U << RIGHT_OBJECT) != 0;
	if (may_object && (c->rights & 1U << RIGHT_ATTEND) == 0)
		reader_refuse(r, "%s/rights", at);
	if (str_eq(c->id, S("none")))
		reader_refuse(r, "%s/id", at);
	(void)reader_texts(r, node, at, S("kinds"));
	(void)reader_texts(r, node, at, S("suspends_on"));
}

static void body_read(struct reader *r, uint32_t node, const char *at, void *row)
{
	struct charter_body *b = row;
	b->id = id_read(r, node, at);
	b->name = reader_names_needed(r, node, at, S("name"));
	b->level = reader_text_needed(r, node, at, S("level"));
	if (!words_have(WORDS_OF(LEVELS), b->level))
		reader_refuse(r, "%s/level", at);
	b->parent = reader_text(r, node, at, S("parent"));
	b->rank = reader_integer(r, node, at, S("rank"), 0);
	b->period_years = reader_integer(r, node, at, S("period_years"), INTEGER_ABSENT);
	if (b->period_years > PERIOD_YEARS_MAX)
		reader_refuse(r, "%s/period_years", at);
	b->period_text = reader_names(r, node, at, S("period_text"));
	b->basis = reader_text(r, node, at, S("basis"));
	b->sources = reader_texts(r, node, at, S("sources"));
	b->has_decides = json_member(&r->json, node, S("decides")) != 0;
	b->decides = reader_texts_of(r, node, at, S("decides"), MATTER_WORDS);
	b->recommends_to = reader_texts(r, node, at, S("recommends_to"));
	(void)reader_flag(r, node, at, S("formal"));
	(void)reader_flag(r, node, at, S("public"));
	(void)reader_text(r, node, at, S("composition"));
}

static enum office_holder holder_of(struct str word)
{
	size_t i = 0;
	while (i + 1 < CM_COUNT(HOLDERS) && !str_eq(HOLDERS[i], word))
		i++;
	return word.n == 0 ? HOLDER_PARTY : (enum office_holder)i;
}

static void office_read(struct reader *r, uint32_t node, const char *at, void *row)
{
	struct charter_office *o = row;
	o->id = id_read(r, node, at);
	o->body = reader_text_needed(r, node, at, S("body"));
	o->name = reader_names_needed(r, node, at, S("name"));
	o->holder = holder_of(reader_word(r, node, at, S("holder"), WORDS_OF(HOLDERS)));
	o->selection = reader_text(r, node, at, S("selection"));
	if (!words_have(WORDS_OF(SELECTIONS), o->selection))
		reader_refuse(r, "%s/selection", at); /* an office without a way of succession */
	o->term_s = reader_integer(r, node, at, S("term_s"), INTEGER_ABSENT);
	o->acting = reader_texts(r, node, at, S("acting"));
	(void)reader_texts(r, node, at, S("powers"));
}

static void parents_check(struct reader *r, const struct charter *c, uint32_t i)
{
	uint32_t steps = 0;
	for (const struct charter_body *up = &c->bodies[i]; up != NULL && up->parent.n > 0;
	    up = charter_body(c, up->parent)) {
		if (charter_body(c, up->parent) == NULL || ++steps > c->bodies_count) {
			reader_refuse(r, "/bodies/%u/parent", i);
			return;
		}
	}
}

static const struct charter_office *office_find(const struct charter *c, struct str id)
{
	for (uint32_t i = 0; i < c->offices_count; i++) {
		if (str_eq(c->offices[i].id, id))
			return &c->offices[i];
	}
	return NULL;
}

static void offices_check(struct reader *r, const struct charter *c)
{
	for (uint32_t i = 0; i < c->offices_count; i++) {
		const struct charter_office *office = &c->offices[i];
		if (charter_body(c, office->body) == NULL)
			reader_refuse(r, "/offices/%u/body", i);
		if (office_find(c, office->id) != office)
			reader_refuse(r, "/offices/%u/id", i);
		for (uint32_t k = 0; k < office->acting.count; k++) {
			const struct charter_office *acting = office_find(c, office->acting.at[k]);
			if (acting == NULL || acting == office || !str_eq(acting->body, office->body))
				reader_refuse(r, "/offices/%u/acting/%u", i, k);
		}
	}
}

/* Every id once; parents exist and form no ring; offices belong to bodies. */
static void references_check(struct reader *r, const struct charter *c)
{
	for (uint32_t i = 0; i < c->categories_count; i++) {
		if (charter_category(c, c->categories[i].id) != &c->categories[i])
			reader_refuse(r, "/categories/%u/id", i);
	}
	for (uint32_t i = 0; i < c->bodies_count; i++) {
		const struct charter_body *body = &c->bodies[i];
		if (charter_body(c, body->id) != body)
			reader_refuse(r, "/bodies/%u/id", i);
		parents_check(r, c, i);
		for (uint32_t k = 0; k < body->recommends_to.count; k++) {
			if (charter_body(c, body->recommends_to.at[k]) == NULL)
				reader_refuse(r, "/bodies/%u/recommends_to/%u", i, k);
		}
	}
	offices_check(r, c);
}

void charter_bodies_read(struct reader *r, struct charter *c)
{
	struct within top = { 0, "" };
	c->categories = reader_list(r, top, S("categories"),
	    (struct rows_kind){ sizeof *c->categories, category_read }, &c->categories_count);
	if (c->categories_count == 0)
		reader_refuse(r, "/categories");
	c->bodies = reader_list(r, top, S("bodies"),
	    (struct rows_kind){ sizeof *c->bodies, body_read }, &c->bodies_count);
	c->offices = reader_list(r, top, S("offices"),
	    (struct rows_kind){ sizeof *c->offices, office_read }, &c->offices_count);
	references_check(r, c);
}

void charter_bodies_sort(struct reader *r, struct charter *c)
{
	struct charter_body *sorted = arena_array(r->arena, struct charter_body, c->bodies_count);
	for (uint32_t i = 0; i < c->bodies_count; i++) {
		struct charter_body moved = c->bodies[i];
		uint32_t at = i;
		for (; at > 0; at--) {
			const struct charter_body *before = &sorted[at - 1];
			if (before->rank < moved.rank ||
			    (before->rank == moved.rank && str_cmp(before->id, moved.id) <= 0))
				break;
			sorted[at] = *before;
		}
		sorted[at] = moved;
	}
	c->bodies = sorted;
}
