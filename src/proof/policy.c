/*
 * Groups are kept as a list in which members stand before the group that names them, as the format
 * demands of the text; the quorum is evaluated in one pass, without recursion.
 */
#include "proof/policy.h"

#include "base/arena.h"
#include "base/encode.h"
#include "base/map.h"

/* A witness, or a group when `members` is not 0. */
struct item {
	struct vkey key;
	uint32_t members, needed;
	uint32_t parent; /* index + 1 of the group it is in; 0: none */
};

struct policy {
	struct vkey *logs;
	uint32_t logs_count;
	struct item *items; /* in the order of the text */
	uint32_t items_count, witnesses_count, groups_count;
	bool has_quorum;
	uint32_t quorum; /* index + 1; 0: none is needed */
};

/* What only parsing needs. */
struct parse {
	struct policy *policy;
	struct map names; /* of witnesses and groups, to their index */
};

static bool is_space(char c)
{
	return c == ' ' || c == '\t';
}

/* The next item of a line, taken off; empty at the end. */
static struct str word_take(struct str *rest)
{
	size_t from = 0;
	while (from < rest->n && is_space(rest->p[from]))
		from++;
	size_t to = from;
	while (to < rest->n && !is_space(rest->p[to]))
		to++;
	struct str word = str_sub(*rest, from, to);
	*rest = str_sub(*rest, to, rest->n);
	return word;
}

static bool key_eq(const struct vkey *a, const struct vkey *b)
{
	return memcmp(a->key, b->key, sizeof(a->key)) == 0;
}

/* The optional URL, then the end. */
static bool line_ends(struct str rest)
{
	(void)word_take(&rest);
	return word_take(&rest).n == 0;
}

static bool log_parse(struct policy *p, struct str rest)
{
	struct vkey key;
	if (p->logs_count == POLICY_ITEMS_MAX || vkey_parse(&key, word_take(&rest)) != FAULT_NONE ||
	    key.type != NOTE_ED25519 || !line_ends(rest))
		return false;
	for (uint32_t i = 0; i < p->logs_count; i++)
		if (key_eq(&p->logs[i], &key))
			return false;
	p->logs[p->logs_count++] = key;
	return true;
}

static bool name_is_free(const struct parse *parse, struct str name)
{
	return name.n > 0 && !str_eq(name, S("none")) && map_get(&parse->names, name) == MAP_NONE;
}

static struct item *item_add(struct parse *parse, struct str name)
{
	struct policy *p = parse->policy;
	map_put(&parse->names, name, p->items_count);
	return &p->items[p->items_count++];
}

static bool witness_parse(struct parse *parse, struct str rest)
{
	struct policy *p = parse->policy;
	struct vkey key;
	struct str name = word_take(&rest);
	if (p->witnesses_count == POLICY_ITEMS_MAX || !name_is_free(parse, name) ||
	    vkey_parse(&key, word_take(&rest)) != FAULT_NONE || key.type != NOTE_COSIGNATURE ||
	    !line_ends(rest))
		return false;
	for (uint32_t i = 0; i < p->items_count; i++)
		if (p->items[i].members == 0 && key_eq(&p->items[i].key, &key))
			return false;
	p->witnesses_count++;
	item_add(parse, name)->key = key;
	return true;
}

static bool needed_parse(uint32_t *out, struct str text, uint32_t members)
{
	uint64_t needed = 1;
	if (str_eq(text, S("all")))
		needed = members;
	else if (!str_eq(text, S("any")) && !dec_decode(&needed, text))
		return false;
	*out = (uint32_t)needed;
	return needed >= 1 && needed <= members;
}

static bool group_parse(struct parse *parse, struct str rest)
{
	struct policy *p = parse->policy;
	struct str name = word_take(&rest), needed = word_take(&rest);
	if (p->groups_count == POLICY_ITEMS_MAX || !name_is_free(parse, name))
		return false;
	uint32_t members = 0;
	for (struct str member = word_take(&rest); member.n > 0; member = word_take(&rest)) {
		uint32_t at = map_get(&parse->names, member);
		if (at == MAP_NONE || p->items[at].parent != 0)
			return false;
		p->items[at].parent = p->items_count + 1;
		members++;
	}
	struct item *group = item_add(parse, name);
	p->groups_count++;
	group->members = members;
	return members > 0 && needed_parse(&group->needed, needed, members);
}

static bool quorum_parse(struct parse *parse, struct str rest)
{
	struct policy *p = parse->policy;
	struct str name = word_take(&rest);
	uint32_t at = map_get(&parse->names, name);
	bool is_none = str_eq(name, S("none"));
	if (p->has_quorum || word_take(&rest).n > 0 || (at == MAP_NONE && !is_none))
		return false;
	p->has_quorum = true;
	p->quorum = is_none ? 0 : at + 1;
	return true;
}

static bool line_parse(struct parse *parse, struct str line)
{
	struct str rest = line;
	struct str word = word_take(&rest);
	if (word.n == 0 || word.p[0] == '#')
		return true;
	if (str_eq(word, S("log")))
		return log_parse(parse->policy, rest);
	if (str_eq(word, S("witness")))
		return witness_parse(parse, rest);
	if (str_eq(word, S("group")))
		return group_parse(parse, rest);
	return str_eq(word, S("quorum")) && quorum_parse(parse, rest);
}

static bool is_policy_byte(char c)
{
	unsigned char byte = (unsigned char)c;
	return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
}

struct fault policy_parse(struct policy **out, struct arena *a, struct str text)
{
	struct parse parse = { .policy = arena_new(a, struct policy) };
	struct policy *p = parse.policy;
	if (text.n > POLICY_BYTES_MAX)
		return fault_at(FAULT_POLICY, 0, 0);
	p->logs = arena_array(a, struct vkey, POLICY_ITEMS_MAX);
	p->items = arena_array(a, struct item, 2 * POLICY_ITEMS_MAX);
	map_init(&parse.names, a, 0);
	uint32_t number = 1;
	for (struct str rest = text; rest.n > 0; number++) {
		struct str line = { rest.p, str_find(rest, '\n', 0) };
		for (size_t i = 0; i < line.n; i++)
			if (!is_policy_byte(line.p[i]))
				return fault_at(FAULT_POLICY, number, i);
		/* The last line has its LF too. */
		if (line.n == rest.n)
			return fault_at(FAULT_POLICY, number, line.n);
		if (!line_parse(&parse, line))
			return fault_at(FAULT_POLICY, number, 0);
		rest = str_sub(rest, line.n + 1, rest.n);
	}
	if (!p->has_quorum)
		return fault_at(FAULT_POLICY, number, 0);
	*out = p;
	return FAULT_OK;
}

struct policy *policy_of_log(struct arena *a, const struct vkey *log_key)
{
	struct policy *p = arena_new(a, struct policy);
	p->logs = arena_new(a, struct vkey);
	p->logs[0] = *log_key;
	p->logs_count = 1;
	p->has_quorum = true;
	return p;
}

static enum fault_id logs_verify(const struct policy *p, const struct note *n)
{
	bool is_signed = false;
	for (uint32_t i = 0; i < p->logs_count; i++) {
		if (!note_has_line(n, &p->logs[i]))
			continue;
		if (note_verify(n, &p->logs[i], NULL) != FAULT_NONE)
			return FAULT_LOG_SIG;
		is_signed = true;
	}
	return is_signed ? FAULT_NONE : FAULT_LOG_SIG;
}

/* Is the origin the name of a log whose key signed? */
static bool origin_is_signed(const struct policy *p, const struct note *n, struct str origin)
{
	for (uint32_t i = 0; i < p->logs_count; i++)
		if (str_eq(p->logs[i].name, origin) && note_has_line(n, &p->logs[i]))
			return true;
	return false;
}

/* Every listed witness's line is verified, in the quorum or not. */
static enum fault_id witnesses_verify(const struct policy *p, const struct note *n,
    uint64_t *newest_s)
{
	uint32_t held[2 * POLICY_ITEMS_MAX] = { 0 }; /* members that hold, by group */
	bool is_met = p->quorum == 0;
	for (uint32_t i = 0; i < p->items_count; i++) {
		const struct item *item = &p->items[i];
		if (item->members == 0) {
			uint64_t time_s;
			if (!note_has_line(n, &item->key))
				continue;
			if (note_verify(n, &item->key, &time_s) != FAULT_NONE)
				return FAULT_WITNESS;
			*newest_s = time_s > *newest_s ? time_s : *newest_s;
		} else if (held[i] < item->needed) {
			continue;
		}
		if (item->parent != 0)
			held[item->parent - 1]++;
		if (p->quorum == i + 1)
			is_met = true;
	}
	return is_met ? FAULT_NONE : FAULT_WITNESS;
}

enum fault_id policy_verify(const struct policy *p, struct checkpoint *out, struct str note,
    uint64_t *newest_s)
{
	struct note n;
	struct checkpoint c;
	uint64_t newest = 0;
	enum fault_id fault = note_parse(&n, note);
	if (fault == FAULT_NONE)
		fault = logs_verify(p, &n);
	if (fault == FAULT_NONE)
		fault = checkpoint_parse(&c, n.text);
	if (fault == FAULT_NONE && !origin_is_signed(p, &n, c.origin))
		fault = FAULT_LOG_ORIGIN;
	if (fault == FAULT_NONE)
		fault = witnesses_verify(p, &n, &newest);
	if (fault != FAULT_NONE)
		return fault;
	*out = c;
	if (newest_s != NULL)
		*newest_s = newest;
	return FAULT_NONE;
}
