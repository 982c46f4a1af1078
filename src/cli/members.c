#include "cli/members.h"

enum rc members_read(union content *out, struct arena *a, const struct members *from,
    struct err *err)
{
	struct act act = { .kind = STR_NONE };
	struct fault fault = json_parse(&act.json, a, from->json);
	if (fault.id == FAULT_NONE)
		fault = content_read(out, from->kind, &act, a);
	if (fault.id == FAULT_NONE)
		return RC_OK;
	struct str near = str_sub(from->json, fault.offset, (size_t)fault.offset + 40);
	return cm_fail(err, RC_INVALID,
	    "%s: %s: a member is missing, unknown, or not as the kind has it, near: %.*s",
	    from->file, fault_name(fault.id), STR_ARG(near));
}
