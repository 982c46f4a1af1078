/*
 * Restricted canonical JSON: what is accepted is written again to the same bytes, its nodes cover
 * the text in order, and a fault stands inside it.
 */
#include "base/scope.h"
#include "codec/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define ARENA_BYTES ((size_t)4 * 1024 * 1024)

static void nodes_check(const struct json *j)
{
	for (uint32_t i = 0; i < j->count; i++) {
		const struct json_node *v = &j->nodes[i];
		cm_assert(v->next > i && v->next <= j->count);
		cm_assert((size_t)v->at + v->bytes <= j->line.n);
		cm_assert(i == 0 || v->at > j->nodes[i - 1].at);
		cm_assert(v->key_bytes <= JSON_KEY_BYTES_MAX && v->key_at <= v->at);
		cm_assert(v->count < v->next - i || v->count == 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct str text = { (const char *)data, size };
	struct json_writer w;
	struct json j;
	struct buf out;
	struct fault f = json_parse(&j, &a, text);
	if (f.id != FAULT_NONE) {
		cm_assert(f.id != FAULT_INTERNAL && f.offset <= size);
		return 0;
	}
	nodes_check(&j);
	buf_init(&out, &a, ACT_JSON_BYTES_MAX);
	json_begin(&w, &out);
	json_put_again(&w, &j, 0, &a);
	cm_assert(!out.failed && str_eq(buf_str(&out), text));
	return 0;
}
