/* The rows of content outside the record in the dump: as rows.c, for table 37. */
#include "rules/state.h"

void dump_content_row(struct dump *d, struct content_row *c)
{
	dump_hash(d, &c->sha256);
	dump_i64(d, &c->len);
	dump_str(d, &c->type);
	dump_str(d, &c->party);
	c->distribution =
	    (enum content_distribution)dump_word(d, c->distribution, CONTENT_DISTRIBUTION__COUNT);
	dump_strs(d, &c->parties);
	dump_u64(d, &c->entry);
	dump_u64(d, &c->erased);
	dump_moment(d, &c->erased_at);
	dump_str(d, &c->eraser);
	dump_str(d, &c->ground);
	dump_str(d, &c->rule);
}
