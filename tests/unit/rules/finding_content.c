/* Acts that give the findings of content outside the record. */
#include "rules/contents.h"
#include "unit/rules/finding_cases.h"

static struct sim_act due(struct sim *s, enum kind k)
{
	sim_envoys(s);
	return sim_content_due(s, k);
}

static struct sim_act content_unknown(struct sim *s)
{
	struct sim_act a = due(s, KIND_CONTENT_ERASE);
	a.content.content_erase.content = sim_key(S("nothing"))->digest;
	return a;
}

static struct sim_act entry_of_another(struct sim *s)
{
	struct sim_act a = due(s, KIND_CONTENT_DISTRIBUTE);
	a.content.content_distribute.entry--;
	return a;
}

static struct sim_act erased_twice(struct sim *s)
{
	struct sim_act a = due(s, KIND_CONTENT_ERASE);
	sim_do(s, a);
	a.content.content_erase.ground = S("Again.");
	return a;
}

static struct sim_act by_one_officer(struct sim *s)
{
	struct sim_act a = due(s, KIND_CONTENT_ERASE);
	sim_unsign(&a);
	sim_sign_as(s, &a, sim_officer(s, 1));
	return a;
}

/* Of what is bb's, by the coordinator of another. */
static struct sim_act by_another_party(struct sim *s)
{
	struct sim_act a = due(s, KIND_CONTENT_ERASE);
	sim_unsign(&a);
	sim_sign_as(s, &a, sim_coordinator(s, S("cc")));
	return a;
}

static struct sim_act distributed_by_another(struct sim *s)
{
	struct sim_act a = due(s, KIND_CONTENT_DISTRIBUTE);
	sim_unsign(&a);
	sim_sign_as(s, &a, sim_officer(s, 1));
	return a;
}

static struct sim_act distributed_by_no_word(struct sim *s)
{
	struct sim_act a = due(s, KIND_CONTENT_DISTRIBUTE);
	a.content.content_distribute.distribution = S("secret");
	return a;
}

static struct sim_act named_nobody(struct sim *s)
{
	struct sim_act a = due(s, KIND_CONTENT_DISTRIBUTE);
	a.content.content_distribute.parties.count = 0;
	return a;
}

static struct sim_act public_for_some(struct sim *s)
{
	struct sim_act a = due(s, KIND_CONTENT_DISTRIBUTE);
	a.content.content_distribute.distribution = S("public");
	return a;
}

static struct sim_act for_nobody(struct sim *s)
{
	struct sim_act a = due(s, KIND_CONTENT_DISTRIBUTE);
	a.content.content_distribute.parties = sim_strs(s, S("nobody"));
	return a;
}

const struct finding_case CONTENT_CASES[] = {
	{ FINDING_CONTENT_UNKNOWN, content_unknown, "content" },
	{ FINDING_CONTENT_UNKNOWN, entry_of_another, "entry" },
	{ FINDING_CONTENT_ERASED, erased_twice, "content" },
	{ FINDING_CONTENT_NOT_YOURS, by_one_officer, "" },
	{ FINDING_CONTENT_NOT_YOURS, by_another_party, "" },
	{ FINDING_CONTENT_NOT_YOURS, distributed_by_another, "" },
	{ FINDING_WORD_UNKNOWN, distributed_by_no_word, "distribution" },
	{ FINDING_CONTENT_PARTIES, named_nobody, "parties" },
	{ FINDING_CONTENT_PARTIES, public_for_some, "parties" },
	{ FINDING_PARTY_UNKNOWN, for_nobody, "nobody" },
};
const size_t CONTENT_CASES_COUNT = CM_COUNT(CONTENT_CASES);
