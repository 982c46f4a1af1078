#include "rules/state.h"

struct str keep_str(struct forum *f, struct str s)
{
	return s.n == 0 ? STR_NONE : str_copy(f->arena, s);
}

struct names keep_names(struct forum *f, const struct names *n)
{
	struct lang_text *at = arena_array(f->arena, struct lang_text, n->count);
	for (uint32_t i = 0; i < n->count; i++)
		at[i] = (struct lang_text){ keep_str(f, n->at[i].lang), keep_str(f, n->at[i].text) };
	return (struct names){ n->count, at };
}

struct strs keep_strs(struct forum *f, const struct strs *s)
{
	if (s->count == 0)
		return (struct strs){ 0, NULL };
	struct str *at = arena_array(f->arena, struct str, s->count);
	for (uint32_t i = 0; i < s->count; i++)
		at[i] = keep_str(f, s->at[i]);
	return (struct strs){ s->count, at };
}

struct hashes keep_hashes(struct forum *f, const struct hashes *h)
{
	if (h->count == 0)
		return (struct hashes){ 0, NULL };
	struct hash *at = arena_array(f->arena, struct hash, h->count);
	memcpy(at, h->at, h->count * sizeof *at);
	return (struct hashes){ h->count, at };
}

struct actor_key *keep_keys(struct forum *f, const struct party_key_list *keys, uint64_t since)
{
	struct actor_key *at = arena_array(f->arena, struct actor_key, keys->count);
	for (uint32_t i = 0; i < keys->count; i++) {
		struct ssh_key parsed;
		enum fault_id fault = ssh_key_parse(&parsed, keys->at[i].key);
		cm_assert(fault == FAULT_NONE); /* checked before it was admitted */
		at[i] = (struct actor_key){ .blob = keep_str(f, keys->at[i].key),
			.type = parsed.type,
			.origin = keep_str(f, keys->at[i].origin),
			.must_verify = keys->at[i].uv,
			.since = since,
			.ended = UINT64_MAX };
	}
	return at;
}

struct evidence keep_evidence(struct forum *f, uint64_t entry, struct str basis,
    const struct strs *sources)
{
	return (struct evidence){ .entry = entry, .basis = keep_str(f, basis),
		.sources = keep_strs(f, sources) };
}

void *rows_room(struct forum *f, void *rows, uint32_t count, uint32_t *cap, size_t row_bytes)
{
	if (count < *cap)
		return rows;
	*cap = count == 0 ? 2 : 2 * count;
	char *at = arena_zero(f->arena, *cap, row_bytes);
	if (count > 0)
		memcpy(at, rows, count * row_bytes);
	return at;
}
