/* A history from its beginning: what random histories for other programs are made of. */
#include "lib/forum_sim.h"

struct sim_act sim_history_act(struct sim *s, struct gen *g, unsigned step)
{
	static const char *const parties[] = { "aa", "bb", "cc", "dd", "oo" };
	if (step == 0)
		return sim_found(s);
	if (step <= CM_COUNT(parties))
		return sim_make(s, KIND_PARTY_ADMIT, str_c(parties[step - 1]));
	step -= (unsigned)CM_COUNT(parties) + 1;
	if (step < CM_COUNT(parties))
		return sim_make(s, KIND_DELEGATE_ACCREDIT, sim_str(s, "%s/delegate-1", parties[step]));
	step -= (unsigned)CM_COUNT(parties);
	if (step < SIM_ENVOY_STEPS)
		return sim_envoy(s, step);
	step -= SIM_ENVOY_STEPS;
	if (s->is_of_meeting && step < SIM_TERM_STEPS)
		return sim_term(s, step);
	if (s->is_of_text && gen_chance(g, 7, 8))
		return sim_text_random(s, g);
	if (s->is_of_put && gen_chance(g, 7, 8))
		return sim_put_random(s, g);
	if (s->is_of_measure && gen_chance(g, 7, 8))
		return sim_measure_random(s, g);
	if (s->is_of_agreement && gen_chance(g, 7, 8))
		return sim_agreement_random(s, g);
	/* One history in four is a meeting's; other acts would soon take from it who may act. */
	if (s->is_of_meeting && gen_chance(g, 19, 20))
		return sim_business_random(s, g);
	return gen_chance(g, 1, 3) ? sim_silence_random(s, g) : sim_random(s, g);
}
