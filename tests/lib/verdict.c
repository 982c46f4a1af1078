#include "lib/verdict.h"

#include <stdio.h>

static void verdict_print(const struct sim_act *a, const struct sim_result *r)
{
	fprintf(stderr, "# %.*s: %s", STR_ARG(kind_name(a->kind)), r->is_admitted ? "admitted" : "refused");
	if (!r->is_admitted && r->fault != FAULT_NONE)
		fprintf(stderr, " (%s)", fault_name(r->fault));
	for (uint32_t i = 0; i < r->found.count; i++)
		fprintf(stderr, " %.*s", STR_ARG(finding_name(r->found.at[i].id)));
	fputc('\n', stderr);
}

bool admitted(struct sim *s, struct sim_act a)
{
	struct sim_result r = sim_judge(s, &a);
	if (!r.is_admitted)
		verdict_print(&a, &r);
	return r.is_admitted;
}

bool refused(struct sim *s, struct sim_act a, enum finding_id why)
{
	struct sim_result r = sim_judge(s, &a);
	bool is_so = !r.is_admitted && sim_has(&r, why);
	if (!is_so)
		verdict_print(&a, &r);
	return is_so;
}
