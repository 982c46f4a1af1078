/*
 * Acts as they come from outside: an entry when the first byte is a digit, a submission otherwise.
 * What is accepted is written again to the same bytes, its members too; what the strict reader takes
 * the reader of our own store takes alike.
 */
#include "base/scope.h"
#include "codec/content.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define ARENA_BYTES ((size_t)4 * 1024 * 1024)
#define ORIGIN S("forum.example/log")

static void entry_check(const struct entry *e, struct arena *a)
{
	struct signature signatures[SIGNATURES_MAX];
	struct buf m, submission, entry;
	for (uint32_t i = 0; i < e->signatures_count; i++)
		signatures[i] = (struct signature){ e->signatures[i].handle, e->signatures[i].blob };
	buf_init(&m, a, ENTRY_BYTES_MAX);
	act_message_put(&m, ORIGIN, e->act.json.line);
	cm_assert(str_eq(buf_str(&m), e->act.message));
	buf_init(&submission, a, ENTRY_BYTES_MAX);
	submission_put(&submission, buf_str(&m), signatures, e->signatures_count);
	if (e->received.ms == 0) {
		cm_assert(str_eq(buf_str(&submission), e->bytes));
		return;
	}
	buf_init(&entry, a, ENTRY_BYTES_MAX);
	entry_put(&entry, e->received, buf_str(&submission));
	cm_assert(str_eq(buf_str(&entry), e->bytes));
}

static void content_check(const struct act *act, struct arena *a)
{
	enum kind k = kind_of(act->kind);
	union content content;
	struct buf b;
	if (k == KIND__COUNT)
		return;
	struct fault f = content_read(&content, k, act, a);
	if (f.id != FAULT_NONE) {
		cm_assert(f.id == FAULT_ACT_MEMBER && f.offset < act->json.line.n);
		return;
	}
	struct act_envelope envelope = { act->by, { act->with_count, act->with }, act->base };
	buf_init(&b, a, ACT_JSON_BYTES_MAX);
	content_write(&b, k, &content, &envelope);
	cm_assert(!b.failed && str_eq(buf_str(&b), act->json.line));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct str bytes = { (const char *)data, size };
	bool is_entry = size > 0 && data[0] >= '0' && data[0] <= '9';
	struct entry e, stored;
	struct fault f = is_entry ? entry_parse(&e, &a, bytes, ORIGIN) :
	                            submission_parse(&e, &a, bytes, ORIGIN);
	if (f.id != FAULT_NONE) {
		cm_assert(f.id != FAULT_INTERNAL && f.offset <= size);
		if (is_entry) /* may be accepted: must not crash */
			f = entry_parse_stored(&stored, &a, bytes, ORIGIN);
		return 0;
	}
	entry_check(&e, &a);
	content_check(&e.act, &a);
	if (is_entry) {
		f = entry_parse_stored(&stored, &a, bytes, ORIGIN);
		cm_assert(f.id == FAULT_NONE && stored.received.ms == e.received.ms);
		cm_assert(stored.signatures_count == e.signatures_count);
		cm_assert(stored.act.with_count == e.act.with_count);
		cm_assert(str_eq(stored.act.kind, e.act.kind) && str_eq(stored.act.by, e.act.by));
	}
	return 0;
}
