/* Acts about content outside the record: who may see it, and its erasure (docs/rules.md section 18). */
#include "rules/contents.h"
#include "rules/judge.h"

#define SECRETARIAT S("secretariat")

/* The row that the act names, or NULL with its finding. */
static const struct content_row *guard_content(struct judge *j, const struct hash *sha256, int64_t entry)
{
	const struct content_row *row = contents_find(j->f, sha256);
	if (row == NULL) {
		finding_add_at(j->found, FINDING_CONTENT_UNKNOWN, S("content"));
		return NULL;
	}
	if (row->entry != (uint64_t)entry) {
		finding_add_at(j->found, FINDING_CONTENT_UNKNOWN, S("entry"));
		return NULL;
	}
	if (content_is_erased(row)) {
		finding_add_at(j->found, FINDING_CONTENT_ERASED, S("content"));
		return NULL;
	}
	return row;
}

/* Its own coordinator, while nobody doubts who that is; or two officers, for whomever it is. */
static void guard_eraser(struct judge *j, const struct content_row *row)
{
	const struct party *p = party_find(j->f, row->party);
	if (p != NULL && !p->is_contested && cast_coordinator(j, row->party, 0))
		return;
	guard_officers(j, 2, FINDING_CONTENT_NOT_YOURS);
}

void content_erase_check(struct judge *j, const struct content_erase *c)
{
	const struct content_row *row = guard_content(j, &c->content, c->entry);
	if (row != NULL)
		guard_eraser(j, row);
}

static struct content_row *row_touch(struct forum *f, const struct hash *sha256)
{
	const struct str key = { (const char *)sha256->bytes, HASH_BYTES };
	f->versions[NOUN_CONTENT]++;
	return table_touch(&f->contents, map_get(&f->content_by_hash, key));
}

void content_erase_apply(struct forum *f, const struct judged *act, const struct content_erase *c)
{
	struct content_row *row = row_touch(f, &c->content);
	row->erased = act->index;
	row->erased_at = act->received;
	row->eraser = act_author(f, act)->handle;
	row->ground = keep_str(f, c->ground);
	row->rule = keep_str(f, c->rule);
}

/* Who brought it says who may see it: a delegate who may publish, the coordinator, or an officer. */
static void guard_distributor(struct judge *j, const struct content_row *row)
{
	const struct matter any = { STR_NONE, STR_NONE, S("content"), (moment){ INT64_MIN } };
	if (str_eq(row->party, SECRETARIAT)) {
		guard_officers(j, 1, FINDING_CONTENT_NOT_YOURS);
		return;
	}
	if (!delegate_signed(j, row->party, S("publish"), &any) && !cast_coordinator(j, row->party, 0))
		finding_add(j->found, FINDING_CONTENT_NOT_YOURS);
}

void content_distribute_check(struct judge *j, const struct content_distribute *c)
{
	const struct content_row *row = guard_content(j, &c->content, c->entry);
	enum content_distribution d = content_distribution_of(c->distribution);
	if (row != NULL)
		guard_distributor(j, row);
	if (d == CONTENT_DISTRIBUTION__COUNT)
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("distribution"));
	else if ((d == CONTENT_NAMED) != (c->parties.count > 0))
		finding_add_at(j->found, FINDING_CONTENT_PARTIES, S("parties"));
	for (uint32_t i = 0; i < c->parties.count; i++) {
		if (party_find(j->f, c->parties.at[i]) == NULL)
			finding_add_at(j->found, FINDING_PARTY_UNKNOWN, c->parties.at[i]);
	}
}

void content_distribute_apply(struct forum *f, const struct judged *act,
    const struct content_distribute *c)
{
	(void)act;
	struct content_row *row = row_touch(f, &c->content);
	row->distribution = content_distribution_of(c->distribution);
	row->parties = keep_strs(f, &c->parties);
}
