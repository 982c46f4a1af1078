#include "web/assets.h"

#define ASSET(name, type, hash, array, count)                                                      \
	{ { name, sizeof(name) - 1 }, { type, sizeof(type) - 1 },                                  \
		{ "\"" hash "\"", sizeof(hash) + 1 }, { (const char *)(array), count } }
#include "web/assets_table.inc"

const struct asset *asset_find(struct str name)
{
	for (size_t i = 0; i < CM_COUNT(assets); i++) {
		if (str_eq(assets[i].name, name))
			return &assets[i];
	}
	return NULL;
}

struct str assets_version(void)
{
	return S(ASSETS_VERSION);
}
