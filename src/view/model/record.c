#include "view/model/record.h"

#include "base/arena.h"
#include "rules/actor.h"
#include "view/sentence.h"

MODEL_DEFINE(act_item)
MODEL_DEFINE(record)
MODEL_DEFINE(signature_item)
MODEL_DEFINE(act_full)

struct act_item act_item_of(const struct site *s, const struct act_view *act)
{
	struct sentence said = sentence_of_act(s, act);
	return (struct act_item){ .index = (int64_t)act->index, .id = act->id,
		.received = act->entry->received, .act_kind = act->entry->act.kind,
		.by = act->entry->act.by, .sentence = { site_lang(s), sentence_text(s, &said) } };
}

void record_fill(struct record *m, const struct site *s, const struct record_query *q)
{
	struct act_item *items = arena_array(s->scratch, struct act_item, q->count);
	for (uint32_t i = 0; i < q->count; i++)
		items[i] = act_item_of(s, &q->acts[i]);
	*m = (struct record){ .origin = s->origin, .all = (int64_t)q->all,
		.acts = { q->count, items }, .older_before = INTEGER_ABSENT };
	if (q->count > 0 && q->acts[q->count - 1].index > 0)
		m->older_before = (int64_t)q->acts[q->count - 1].index;
}

static struct str key_text(const struct site *s, const struct ssh_key *key)
{
	struct buf b;
	buf_init(&b, s->scratch, 2 * KEY_BLOB_BYTES_MAX);
	buf_put(&b, key_type_name(key->type));
	buf_byte(&b, ' ');
	buf_b64(&b, (const uint8_t *)key->blob.p, key->blob.n);
	return buf_str(&b);
}

static struct str fingerprint(const struct site *s, struct str blob)
{
	struct buf b;
	buf_init(&b, s->scratch, 64);
	ssh_key_fingerprint(&b, blob);
	return buf_str(&b);
}

static void signatures_fill(struct act_full *m, const struct site *s, const struct act_query *q)
{
	const struct entry *e = q->act->entry;
	struct signature_item *items = arena_array(s->scratch, struct signature_item,
	    e->signatures_count);
	for (uint32_t i = 0; i < e->signatures_count; i++) {
		items[i].handle = e->signatures[i].handle;
		items[i].sshsig = e->signatures[i].base64;
		if (q->signatures == NULL)
			continue;
		const struct ssh_key *key = &q->signatures[i].key;
		items[i].key_type = key_type_name(key->type);
		items[i].fingerprint = fingerprint(s, key->blob);
		items[i].key = key_text(s, key);
	}
	m->signatures = (struct signature_item_list){ e->signatures_count, items };
}

static void mark_fill(struct act_full *m, const struct site *s, uint64_t index)
{
	const struct act_mark *mark = act_mark_find(s->forum, index);
	m->mark_entry = INTEGER_ABSENT;
	if (mark == NULL)
		return;
	m->mark = mark->is_disavowed ? S("disavowed")
	          : mark->is_confirmed ? S("confirmed") : mark->is_challenged ? S("challenged")
	                                                                      : STR_NONE;
	m->mark_entry = (int64_t)mark->by_entry;
}

static struct content_row_item_list contents_of(const struct site *s, uint64_t entry)
{
	uint32_t from, count = contents_of_entry(s->forum, entry, &from);
	struct content_row_item *items = arena_array(s->scratch, struct content_row_item, count);
	for (uint32_t i = 0; i < count; i++)
		items[i] = content_row_item_of(s, contents_at(s->forum, from + i));
	return (struct content_row_item_list){ count, items };
}

void act_fill(struct act_full *m, const struct site *s, const struct act_query *q)
{
	const struct act *a = &q->act->entry->act;
	struct act_item *item = arena_new(s->scratch, struct act_item);
	*item = act_item_of(s, q->act);
	*m = (struct act_full){ .summary = item, .with = { a->with_count, a->with },
		.base_size = (int64_t)a->base.size, .base_root = a->base.root,
		.act = a->json.line, .message = a->message,
		.entry = q->act->entry->bytes, .leaf = q->leaf, .receipt = q->receipt };
	signatures_fill(m, s, q);
	mark_fill(m, s, q->act->index);
	m->contents = contents_of(s, q->act->index);
}
