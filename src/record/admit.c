#include "record/admit.h"

#include "base/arena.h"
#include "base/encode.h"
#include "proof/sha.h"

/* Of the first signature line: the act's three lines and the empty one stand before it, and of an
 * entry the line of its time. */
#define LINE_SIGNATURES 5

/* Where the key's type begins in a blob: magic, version, two lengths (section 14). */
#define BLOB_KEY_TYPE_AT 18

#define CACHE_LINE_BYTES 64

typedef enum fault_id signature_reader(struct sshsig *out, struct str blob,
    const uint8_t tbs[SSHSIG_TBS_BYTES]);

static struct fault signatures_admit(struct admitted *out, signature_reader *reads,
    const uint8_t tbs[SSHSIG_TBS_BYTES], uint32_t first_line)
{
	const struct entry *e = &out->entry;
	for (uint32_t i = 0; i < e->signatures_count; i++) {
		enum fault_id id = reads(&out->signatures[i], e->signatures[i].blob, tbs);
		if (id != FAULT_NONE)
			return fault_at(id, first_line + i, 0);
	}
	for (uint32_t i = 1; i < e->signatures_count; i++)
		for (uint32_t k = 0; k < i; k++)
			if (str_eq(out->signatures[i].key.blob, out->signatures[k].key.blob))
				return fault_at(FAULT_KEY_TWICE, first_line + i, 0);
	return FAULT_OK;
}

static struct fault stage_b(struct admitted *out, uint32_t first_line)
{
	struct str message = out->entry.act.message;
	uint8_t tbs[SSHSIG_TBS_BYTES];
	sshsig_tbs(tbs, message);
	sha256(&out->id, message.p, message.n);
	return signatures_admit(out, sshsig_verify, tbs, first_line);
}

struct fault admit_submission(struct admitted *out, struct arena *a, struct str bytes,
    struct str origin)
{
	struct fault f = submission_parse(&out->entry, a, bytes, origin);
	if (f.id != FAULT_NONE)
		return f;
	return stage_b(out, LINE_SIGNATURES);
}

struct fault admit_entry(struct admitted *out, struct arena *a, struct str bytes, struct str origin)
{
	struct fault f = entry_parse(&out->entry, a, bytes, origin);
	if (f.id != FAULT_NONE)
		return f;
	return stage_b(out, LINE_SIGNATURES + 1);
}

static bool blob_decode(struct signature_line *line, struct arena *a)
{
	size_t max = line->base64.n / 4 * 3;
	uint8_t *blob = arena_alloc(a, max + 1, 1);
	size_t n;
	if (max > SSHSIG_BYTES_MAX + 2 || !b64_decode(blob, max, &n, line->base64))
		return false;
	line->blob = (struct str){ (const char *)blob, n };
	return n <= SSHSIG_BYTES_MAX;
}

/* Only a passkey's form depends on what was signed: its challenge. */
static bool needs_tbs(const struct entry *e)
{
	struct str type = key_type_name(KEY_SK_P256);
	for (uint32_t i = 0; i < e->signatures_count; i++) {
		struct str blob = e->signatures[i].blob;
		if (str_eq(str_sub(blob, BLOB_KEY_TYPE_AT, BLOB_KEY_TYPE_AT + type.n), type))
			return true;
	}
	return false;
}

struct fault admit_stored(struct admitted *out, struct arena *a, struct str bytes, struct str origin)
{
	struct fault f = entry_parse_stored(&out->entry, a, bytes, origin);
	if (f.id != FAULT_NONE)
		return f;
	struct entry *e = &out->entry;
	for (uint32_t i = 0; i < e->signatures_count; i++)
		if (!blob_decode(&e->signatures[i], a))
			return fault_at(FAULT_SIG_LINE, LINE_SIGNATURES + 1 + i, 0);
	uint8_t tbs[SSHSIG_TBS_BYTES] = { 0 };
	sshsig_tbs_begin(tbs, SSHSIG_ACT);
	if (needs_tbs(e))
		sshsig_tbs(tbs, e->act.message);
	sha256(&out->id, e->act.message.p, e->act.message.n);
	return signatures_admit(out, sshsig_parse, tbs, LINE_SIGNATURES + 1);
}

static void bytes_prefetch(const void *p, size_t n)
{
	for (size_t at = 0; at < n; at += CACHE_LINE_BYTES)
		__builtin_prefetch((const char *)p + at);
}

void admitted_prefetch(const struct admitted *act)
{
	const struct json *j = &act->entry.act.json;
	bytes_prefetch(j->line.p, j->line.n);
	bytes_prefetch(j->nodes, j->count * sizeof *j->nodes);
	bytes_prefetch(act->signatures, sizeof act->signatures[0]);
}
