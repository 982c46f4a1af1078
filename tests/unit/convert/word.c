/* What word.sh beside it asks: `word write SEED FILE PARTY` makes a working copy (of the rolling text
 * for the party "-"), `word read SEED FILE PARTY` tells whether it holds the proposals of that party. */
#include <stdio.h>

#include "base/buf.h"
#include "base/encode.h"
#include "base/limits.h"
#include "base/scope.h"
#include "convert/docx_edits.h"
#include "convert/docx_read.h"
#include "convert/docx_write.h"
#include "unit/convert/made.h"

static int file_write(struct made *m, const char *path, struct str party)
{
	struct docx_copy copy = { &m->draft, party, { 1480000000000 } };
	struct buf b;
	struct err err;
	buf_init(&b, m->arena, ZIP_FILE_BYTES_MAX);
	enum rc rc = str_eq(party, S("-")) ? docx_rolling_write(m->arena, &m->draft, &b, &err)
					   : docx_copy_write(m->arena, &copy, &b, NULL, &err);
	FILE *f = rc == RC_OK ? fopen(path, "wb") : NULL;
	if (f == NULL)
		return 1;
	bool is_written = fwrite(b.p, 1, b.n, f) == b.n;
	return fclose(f) == 0 && is_written ? 0 : 1;
}

static bool unit_is_right(struct made *m, const struct returned_unit *got, uint32_t unit, struct str party)
{
	const struct draft_unit *u = &m->draft.units[unit];
	struct edits want = { NULL, 0 };
	for (uint32_t i = 0; i < u->proposals.count; i++)
		if (str_eq(made_party(m->arena, u->proposals.at[i].id), party))
			want = u->proposals.at[i].edits;
	bool is_right = got->by_bookmark && !got->is_untracked &&
			words_eq(edits_apply(m->arena, u->base, want),
			    edits_apply(m->arena, u->base, got->edits));
	if (!is_right)
		printf("# unit %u: bookmark %d, untracked %d, %u edits for %u\n", unit, got->by_bookmark,
		    got->is_untracked, got->edits.count, want.count);
	return is_right;
}

static int file_compare(struct made *m, const char *path, struct str party)
{
	char *bytes = arena_alloc(m->arena, ZIP_FILE_BYTES_MAX, 1);
	FILE *f = fopen(path, "rb");
	struct returned r;
	struct err err;
	int wrong = 0;
	if (f == NULL)
		return 1;
	struct docx_order order = { &m->draft, &m->words,
		{ bytes, fread(bytes, 1, ZIP_FILE_BYTES_MAX, f) } };
	(void)fclose(f);
	if (docx_read(m->arena, &order, &r, &err) != RC_OK) {
		printf("# %s\n", err.text);
		return 1;
	}
	for (uint32_t i = 0; i < m->draft.units_count; i++)
		wrong += !unit_is_right(m, &r.units[i], i, party);
	if (r.added_count > 0 || !r.origin.same_base) {
		printf("# %u new paragraphs, base %d\n", r.added_count, r.origin.same_base);
		wrong++;
	}
	return wrong > 0;
}

int main(int argc, char **argv)
{
	struct gen g;
	struct made m;
	uint64_t seed;
	SCOPE_ARENA(a, MADE_ARENA_BYTES);
	if (argc != 5 || !dec_decode(&seed, str_c(argv[2])))
		return 2;
	gen_init_seed(&g, seed);
	made_small(&m, &g, &a);
	if (str_eq(str_c(argv[1]), S("write")))
		return file_write(&m, argv[3], str_c(argv[4]));
	return file_compare(&m, argv[3], str_c(argv[4]));
}
