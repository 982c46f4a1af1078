/* Writes Akoma Ntoso of random drafts into the folder it is given, for the schema to judge. */
#include <stdio.h>
#include "base/scope.h"
#include "lib/draft_make.h"
#include "view/akn.h"

#define CASES 100

int main(int argc, char **argv)
{
	static const struct str langs[] = { { "en", 2 }, { "ru", 2 } };

	cm_assert(argc == 2);
	for (unsigned i = 0; i < CASES; i++) {
		SCOPE_ARENA(a, (size_t)64 * 1024 * 1024);
		struct akn_order order = { langs[i % 2], S("cica"), S("Council"), S("2026-11-25") };
		char path[1024];
		struct gen g;
		struct draft d;
		struct buf b;
		FILE *f;

		gen_init_case(&g, i);
		draft_draw(&g, &a, &d);
		buf_init(&b, &a, 1u << 24);
		akn_put(&b, &a, &d, &order);
		cm_assert(!b.failed);
		(void)snprintf(path, sizeof path, "%s/%03u.xml", argv[1], i);
		f = fopen(path, "wb");
		cm_assert(f != NULL && fwrite(b.p, 1, b.n, f) == b.n);
		cm_assert(fclose(f) == 0);
	}
	return 0;
}
