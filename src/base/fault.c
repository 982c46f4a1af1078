#include "base/fault.h"

static const struct {
	const char *name;
	int http;
	const char *section;
} faults[FAULT__COUNT] = {
	[FAULT_NONE] = { "", 200, "" },
#define X(name, http, section) [FAULT_##name] = { "E_" #name, http, section },
	FAULTS(X)
#undef X
};

const char *fault_name(enum fault_id id)
{
	cm_assert(id < FAULT__COUNT);
	return faults[id].name;
}

int fault_http(enum fault_id id)
{
	cm_assert(id < FAULT__COUNT);
	return faults[id].http;
}

const char *fault_section(enum fault_id id)
{
	cm_assert(id < FAULT__COUNT);
	return faults[id].section;
}
