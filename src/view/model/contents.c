#include "view/model/contents.h"

#include "base/arena.h"
#include "base/buf.h"
#include "view/messages.h"
#include "view/model/activities.h"

MODEL_DEFINE(content_row_item)
MODEL_DEFINE(contents)

static struct str address_of(const struct site *s, const struct content_row *row)
{
	struct buf b;
	if (content_is_erased(row) || row->distribution != CONTENT_PUBLIC)
		return STR_NONE;
	buf_init(&b, s->scratch, 2 * HASH_BYTES + 16);
	buf_put(&b, S("/content/"));
	buf_hex(&b, row->sha256.bytes, HASH_BYTES);
	return buf_str(&b);
}

struct content_row_item content_row_item_of(const struct site *s, const struct content_row *row)
{
	bool is_officers = str_eq(row->party, S("secretariat"));
	struct str distribution = content_distribution_name(row->distribution);
	return (struct content_row_item){ .sha256 = row->sha256, .bytes = row->len,
		.media_type = row->type, .party = row->party,
		.party_name = is_officers
		    ? (struct lang_text){ site_lang(s), message_text(s->lang, MESSAGE_ECHO_OFFICERS, 1) }
		    : words_of_party(s, row->party, s->today),
		.distribution = distribution,
		.distribution_name = words_under(s, S("distribution."), distribution),
		.parties = row->parties, .entry = (int64_t)row->entry,
		.state = content_is_erased(row) ? S("erased") : STR_NONE, .address = address_of(s, row),
		.erased_entry = content_is_erased(row) ? (int64_t)row->erased : INTEGER_ABSENT,
		.erased_at = row->erased_at, .eraser = row->eraser, .ground = row->ground,
		.rule = row->rule };
}

void contents_fill(struct contents *m, const struct site *s, const struct contents_query *q)
{
	uint32_t all = contents_count(s->forum), count = 0, skip = (q->page - 1) * q->per_page;
	struct content_row_item *items = arena_array(s->scratch, struct content_row_item, q->per_page);
	for (; count < q->per_page && skip + count < all; count++) {
		items[count] = content_row_item_of(s, contents_at(s->forum, all - 1 - skip - count));
		if (items[count].state.n == 0)
			items[count].state = q->here[count] ? S("here") : S("withheld");
	}
	*m = (struct contents){ .total = all, .page = q->page,
		.pages = all == 0 ? 1 : (all + q->per_page - 1) / q->per_page,
		.contents = { count, items } };
}
