/* Acts about content outside the record. */
#include "lib/forum_sim.h"
#include "rules/contents.h"

static void sign_for(struct sim *s, struct sim_act *a, struct str party)
{
	sim_unsign(a);
	if (str_eq(party, S("secretariat"))) {
		sim_sign_as(s, a, sim_officer(s, 1));
		sim_sign_as(s, a, sim_officer(s, 2));
	} else {
		sim_sign_as(s, a, sim_coordinator(s, party));
	}
}

static struct sim_act content_act(struct sim *s, enum kind k, const struct content_row *row)
{
	struct sim_act a = { .kind = k };
	int64_t entry = row != NULL ? (int64_t)row->entry : 1;
	struct hash content = row != NULL ? row->sha256 : sim_key(S("bytes"))->digest;
	if (k == KIND_CONTENT_ERASE)
		a.content.content_erase = (struct content_erase){ .is_present = true, .content = content,
			.entry = entry, .ground = S("The person asked for it."), .rule = S("The law.") };
	else
		a.content.content_distribute = (struct content_distribute){ .is_present = true,
			.content = content, .entry = entry, .distribution = S("named"),
			.parties = sim_strs(s, S("cc")) };
	sign_for(s, &a, row != NULL ? row->party : S("bb"));
	if (k == KIND_CONTENT_DISTRIBUTE)
		a.signers_count = 1;
	return a;
}

struct sim_act sim_content_act(struct sim *s, enum kind k)
{
	uint32_t count = contents_count(s->forum);
	return content_act(s, k, count > 0 ? contents_at(s->forum, count - 1) : NULL);
}

struct sim_act sim_content_due(struct sim *s, enum kind k)
{
	sim_do(s, sim_form_due(s, KIND_RETURN_FILE));
	return sim_content_act(s, k);
}

static void content_bend(struct sim *s, struct gen *g, struct sim_act *a)
{
	static const struct str words[] = { S("public"), S("members"), S("named"), S("secret") };
	static const struct str parties[] = { S("aa"), S("bb"), S("cc"), S("secretariat") };
	if (gen_chance(g, 1, 3))
		sign_for(s, a, parties[gen_below(g, CM_COUNT(parties))]);
	if (a->kind == KIND_CONTENT_ERASE) {
		a->content.content_erase.entry += gen_chance(g, 1, 4);
		return;
	}
	a->content.content_distribute.distribution = words[gen_below(g, CM_COUNT(words))];
	if (gen_bool(g))
		a->content.content_distribute.parties.count = 0;
}

struct sim_act sim_content_random(struct sim *s, struct gen *g)
{
	uint32_t count = contents_count(s->forum);
	enum kind k = gen_chance(g, 2, 3) ? KIND_CONTENT_DISTRIBUTE : KIND_CONTENT_ERASE;
	const struct content_row *row =
	    count > 0 ? contents_at(s->forum, (uint32_t)gen_below(g, count)) : NULL;
	struct sim_act a = content_act(s, k, row);
	if (gen_chance(g, 2, 3))
		content_bend(s, g, &a);
	return a;
}
