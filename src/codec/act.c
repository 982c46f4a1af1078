#include "codec/act.h"

#include "base/arena.h"
#include "base/encode.h"
#include "base/utf8.h"

#define HANDLE_PART_BYTES_MAX 32
#define KIND_PART_BYTES_MAX 31
#define HEAD_LINES_MAX 5 /* received, M, empty line */
#define RECEIVED_DIGITS_MAX 16

/* The lines of an entry or submission, without their LFs. */
struct lines {
	struct str at[HEAD_LINES_MAX + SIGNATURES_MAX];
	uint32_t head; /* lines before the empty one: 3 or 4 */
	uint32_t signatures;
};

/* How to read: what is already known of the bytes need not be shown again. */
struct manner {
	bool has_received;
	bool is_stored;
};

static bool is_low_or_digit(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static bool handle_part_is_valid(struct str part)
{
	if (part.n == 0 || part.n > HANDLE_PART_BYTES_MAX)
		return false;
	if (!is_low_or_digit(part.p[0]) || !is_low_or_digit(part.p[part.n - 1]))
		return false;
	for (size_t i = 0; i < part.n; i++) {
		if (!is_low_or_digit(part.p[i]) && part.p[i] != '-')
			return false;
	}
	return true;
}

bool handle_is_valid(struct str handle)
{
	size_t slash = str_find(handle, '/', 0);
	return handle_part_is_valid(str_sub(handle, 0, slash)) && slash < handle.n &&
	       handle_part_is_valid(str_sub(handle, slash + 1, handle.n));
}

struct str handle_party(struct str handle)
{
	return str_sub(handle, 0, str_find(handle, '/', 0));
}

struct str handle_actor(struct str handle)
{
	return str_sub(handle, str_find(handle, '/', 0) + 1, handle.n);
}

static bool kind_part_is_valid(struct str part)
{
	if (part.n == 0 || part.n > KIND_PART_BYTES_MAX || part.p[0] < 'a' || part.p[0] > 'z')
		return false;
	for (size_t i = 1; i < part.n; i++) {
		if (!is_low_or_digit(part.p[i]) && part.p[i] != '_')
			return false;
	}
	return true;
}

bool kind_is_valid(struct str kind)
{
	size_t at = 0, parts = 0;
	if (kind.n > KIND_BYTES_MAX)
		return false;
	while (at <= kind.n) {
		size_t dot = str_find(kind, '.', at);
		if (!kind_part_is_valid(str_sub(kind, at, dot)))
			return false;
		parts++;
		at = dot + 1;
	}
	return parts >= 2;
}

bool origin_is_valid(struct str origin)
{
	if (origin.n == 0 || origin.n > ORIGIN_BYTES_MAX)
		return false;
	for (size_t i = 0; i < origin.n; i++) {
		if (origin.p[i] <= ' ' || origin.p[i] > '~' || origin.p[i] == '+')
			return false;
	}
	return true;
}

/* First byte below 0x20 other than LF, or 0x7f; n when there is none. */
static size_t control_at(struct str s)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
	size_t i = 0;
	while (i < s.n) {
		uint64_t w;
		if (s.n - i >= sizeof w) { /* eight bytes without control at a time */
			memcpy(&w, s.p + i, sizeof w);
			uint64_t del = w ^ ones * 0x7f;
			if (((((w - ones * 0x20) & ~w) | ((del - ones) & ~del)) & high) == 0) {
				i += sizeof w;
				continue;
			}
		}
		uint8_t c = (uint8_t)s.p[i];
		if ((c < 0x20 && c != '\n') || c == 0x7f)
			return i;
		i++;
	}
	return s.n;
}

static struct fault fault_in(enum fault_id id, struct str bytes, size_t at)
{
	uint32_t line = 1;
	size_t begin = 0;
	for (size_t i = 0; i < at; i++) {
		if (bytes.p[i] == '\n') {
			line++;
			begin = i + 1;
		}
	}
	return fault_at(id, line, at - begin);
}

static size_t first_difference(struct str a, struct str b)
{
	size_t i = 0;
	while (i < a.n && i < b.n && a.p[i] == b.p[i])
		i++;
	return i;
}

static struct fault lines_check_bytes(struct str bytes)
{
	size_t invalid = utf8_invalid_at(bytes);
	size_t control = control_at(bytes);
	size_t at = invalid < control ? invalid : control;
	return at < bytes.n ? fault_in(FAULT_BYTES, bytes, at) : FAULT_OK;
}

/* Every line that must be there, and no empty one but that after M. Layout comes before the number
 * of signatures, so the lines over that number are looked at, too. */
static struct fault lines_parse(struct lines *out, struct str bytes, uint32_t head)
{
	size_t at = 0;
	uint32_t count = 0;
	if (bytes.n == 0 || bytes.p[bytes.n - 1] != '\n')
		return fault_in(FAULT_LAYOUT, bytes, bytes.n);
	while (at < bytes.n) {
		size_t to = str_find(bytes, '\n', at);
		if ((to == at) != (count == head))
			return fault_at(FAULT_LAYOUT, count + 1, 0);
		if (count < CM_COUNT(out->at))
			out->at[count] = str_sub(bytes, at, to);
		count++;
		at = to + 1;
	}
	if (count <= head)
		return fault_at(FAULT_LAYOUT, count + 1, 0);
	if (count == head + 1)
		return fault_at(FAULT_SIG_COUNT, count + 1, 0);
	if (count - head - 1 > SIGNATURES_MAX)
		return fault_at(FAULT_SIG_COUNT, head + 2 + SIGNATURES_MAX, 0);
	out->head = head;
	out->signatures = count - head - 1;
	return FAULT_OK;
}

static struct fault received_parse(moment *out, struct str line)
{
	int64_t ms = 0;
	for (size_t i = 0; i < line.n; i++) {
		if (line.p[i] < '0' || line.p[i] > '9' || i >= RECEIVED_DIGITS_MAX)
			return fault_at(FAULT_RECEIVED, 1, i);
		ms = ms * 10 + (line.p[i] - '0');
		if (ms == 0 || ms > JSON_INTEGER_MAX)
			return fault_at(FAULT_RECEIVED, 1, i);
	}
	out->ms = ms;
	return FAULT_OK;
}

/* A string member without escapes, or an empty one: no grammar of the envelope has an escape. */
static struct str plain_text(const struct json *j, uint32_t node)
{
	const struct json_node *v = &j->nodes[node];
	if (v->type != JSON_STRING || v->is_escaped)
		return STR_NONE;
	return (struct str){ j->line.p + v->at, v->bytes };
}

static bool base_parse(struct act_base *out, const struct json *j, uint32_t node)
{
	const struct json_node *v = &j->nodes[node];
	if (v->type != JSON_OBJECT || v->count != 2)
		return false;
	uint32_t root = json_first(node);
	uint32_t size = j->nodes[root].next;
	if (!str_eq(json_key(j, root), S("root")) || !str_eq(json_key(j, size), S("size")))
		return false;
	if (!hex_decode(out->root.bytes, HASH_BYTES, plain_text(j, root)))
		return false;
	if (j->nodes[size].type != JSON_INTEGER || j->nodes[size].integer < 0)
		return false;
	out->size = (uint64_t)j->nodes[size].integer;
	return true;
}

static bool with_parse(struct act *out, const struct json *j, uint32_t node)
{
	const struct json_node *v = &j->nodes[node];
	struct str before = STR_NONE;
	if (v->type != JSON_ARRAY || v->count == 0 || v->count > SIGNATURES_MAX - 1)
		return false;
	for (uint32_t at = json_first(node); at < v->next; at = j->nodes[at].next) {
		struct str handle = plain_text(j, at);
		if (!handle_is_valid(handle) || str_cmp(before, handle) > 0)
			return false;
		out->with[out->with_count++] = handle;
		before = handle;
	}
	return true;
}

/* The four members of the envelope, from left to right. What is missing is missing where the next
 * greater key, or the end of the object, stands. */
static struct fault envelope_parse(struct act *out, uint32_t line)
{
	static const struct str names[] = { { "act", 3 }, { "base", 4 }, { "by", 2 },
		{ "with", 4 } };
	const struct json *j = &out->json;
	uint32_t end = j->nodes[0].next;
	size_t next = 0;
	for (uint32_t at = json_first(0); at < end && next < CM_COUNT(names);
	     at = j->nodes[at].next) {
		int order = str_cmp(json_key(j, at), names[next]);
		bool is_good = true;
		if (order < 0)
			continue;
		if (order > 0) {
			if (next < 3)
				return fault_at(FAULT_ACT_MEMBER, line, j->nodes[at].key_at - 1);
			break;
		}
		switch (next++) {
		case 0:
			out->kind = plain_text(j, at);
			is_good = kind_is_valid(out->kind);
			break;
		case 1:
			is_good = base_parse(&out->base, j, at);
			break;
		case 2:
			out->by = plain_text(j, at);
			is_good = handle_is_valid(out->by);
			break;
		default:
			is_good = with_parse(out, j, at);
			break;
		}
		if (!is_good)
			return fault_at(
			    FAULT_ACT_MEMBER, line, (size_t)(json_raw(j, at).p - j->line.p));
	}
	return next < 3 ? fault_at(FAULT_ACT_MEMBER, line, j->line.n - 1) : FAULT_OK;
}

/* The parser accepts canonical JSON only; that the writer agrees is shown again for each act, as
 * other programs will write it. A difference would be ours, not the author's. */
static struct fault act_compare(const struct act *act, uint32_t line, struct arena *a)
{
	struct json_writer w;
	struct buf again;
	buf_init(&again, a, ACT_JSON_BYTES_MAX);
	json_begin(&w, &again);
	json_put_again(&w, &act->json, 0, a);
	if (again.failed || !str_eq(buf_str(&again), act->json.line))
		return fault_at(
		    FAULT_INTERNAL, line, first_difference(buf_str(&again), act->json.line));
	return FAULT_OK;
}

/* `m` is the number of M's first line. */
static struct fault act_parse(
    struct act *out, struct arena *a, const struct lines *l, uint32_t m, struct str origin)
{
	struct str version = l->at[m - 1], log = l->at[m], json = l->at[m + 1];
	struct str want = str_sub(S(ACT_VERSION_LINE), 0, sizeof ACT_VERSION_LINE - 2);
	if (!str_eq(version, want))
		return fault_at(FAULT_ACT_VERSION, m, first_difference(version, want));
	if (!str_eq(log, origin))
		return fault_at(FAULT_ACT_ORIGIN, m + 1, first_difference(log, origin));
	struct fault f = json_parse(&out->json, a, json);
	if (f.id != FAULT_NONE)
		return fault_at(f.id, m + 2, f.offset);
	out->message = (struct str){ version.p, (size_t)(json.p + json.n + 1 - version.p) };
	return envelope_parse(out, m + 2);
}

static struct fault signature_parse(
    struct signature_line *out, struct arena *a, struct str text, uint32_t line)
{
	size_t space = str_find(text, ' ', 0);
	out->handle = str_sub(text, 0, space);
	if (!handle_is_valid(out->handle) || space == text.n)
		return fault_at(FAULT_SIG_LINE, line, 0);
	out->base64 = str_sub(text, space + 1, text.n);
	size_t n = out->base64.n / 4 * 3;
	if (n == 0 || n > SSHSIG_BYTES_MAX + 2)
		return fault_at(FAULT_SIG_LINE, line, space + 1);
	if (a == NULL)
		return FAULT_OK;
	uint8_t *blob = arena_try(a, n, 1);
	if (blob == NULL)
		return fault_at(FAULT_INTERNAL, line, 0);
	if (!b64_decode(blob, n < SSHSIG_BYTES_MAX ? n : SSHSIG_BYTES_MAX, &n, out->base64))
		return fault_at(FAULT_SIG_LINE, line, space + 1);
	out->blob = (struct str){ (const char *)blob, n };
	return FAULT_OK;
}

/* One line each for `by` and `with`, in that order. */
static struct fault signers_check(const struct entry *e, uint32_t first_line)
{
	const struct act *act = &e->act;
	uint32_t signers = act->with_count + 1;
	for (uint32_t i = 0; i < e->signatures_count; i++) {
		struct str want = i == 0 ? act->by : i < signers ? act->with[i - 1] : STR_NONE;
		if (!str_eq(e->signatures[i].handle, want))
			return fault_at(FAULT_SIGNERS, first_line + i,
			    first_difference(e->signatures[i].handle, want));
	}
	if (e->signatures_count < signers)
		return fault_at(FAULT_SIGNERS, first_line + e->signatures_count, 0);
	return FAULT_OK;
}

static struct fault signatures_parse(
    struct entry *out, struct arena *a, const struct lines *l, struct manner manner)
{
	uint32_t first_line = l->head + 2;
	out->signatures_count = l->signatures;
	for (uint32_t i = 0; i < l->signatures; i++) {
		struct fault f = signature_parse(&out->signatures[i], manner.is_stored ? NULL : a,
		    l->at[l->head + 1 + i], first_line + i);
		if (f.id != FAULT_NONE)
			return f;
	}
	return signers_check(out, first_line);
}

static struct fault form_parse(
    struct entry *out, struct arena *a, struct str bytes, struct str origin, struct manner manner)
{
	uint32_t m = manner.has_received ? 2 : 1;
	size_t max = manner.has_received ? ENTRY_BYTES_MAX : SUBMISSION_BYTES_MAX;
	struct entry e = { .bytes = bytes };
	struct lines l;
	struct fault f = FAULT_OK;
	if (bytes.n > max)
		return fault_at(FAULT_SIZE, 0, max);
	if (!manner.is_stored)
		f = lines_check_bytes(bytes);
	if (f.id == FAULT_NONE)
		f = lines_parse(&l, bytes, m + 2);
	if (f.id == FAULT_NONE && manner.has_received)
		f = received_parse(&e.received, l.at[0]);
	if (f.id == FAULT_NONE)
		f = act_parse(&e.act, a, &l, m, origin);
	if (f.id == FAULT_NONE)
		f = signatures_parse(&e, a, &l, manner);
	if (f.id == FAULT_NONE && !manner.is_stored)
		f = act_compare(&e.act, m + 2, a);
	if (f.id == FAULT_NONE)
		*out = e;
	return f;
}

struct fault submission_parse(
    struct entry *out, struct arena *a, struct str bytes, struct str origin)
{
	return form_parse(out, a, bytes, origin, (struct manner){ false, false });
}

struct fault entry_parse(struct entry *out, struct arena *a, struct str bytes, struct str origin)
{
	return form_parse(out, a, bytes, origin, (struct manner){ true, false });
}

struct fault entry_parse_stored(
    struct entry *out, struct arena *a, struct str bytes, struct str origin)
{
	return form_parse(out, a, bytes, origin, (struct manner){ true, true });
}

struct fault act_message_parse(struct act *out, struct arena *a, struct str message, struct str origin)
{
	struct lines l = { .head = 3 };
	struct str rest = message;
	struct fault f = lines_check_bytes(message);
	if (message.n > SUBMISSION_BYTES_MAX)
		return fault_at(FAULT_SIZE, 0, SUBMISSION_BYTES_MAX);
	if (f.id != FAULT_NONE)
		return f;
	for (uint32_t i = 0; i < l.head; i++)
		l.at[i] = str_cut(&rest, '\n');
	if (!str_ends(message, S("\n")) || rest.n > 0)
		return fault_at(FAULT_LAYOUT, l.head, 0);
	*out = (struct act){ .with_count = 0 };
	f = act_parse(out, a, &l, 1, origin);
	return f.id == FAULT_NONE ? act_compare(out, l.head, a) : f;
}

void act_message_put(struct buf *b, struct str origin, struct str json_line)
{
	buf_put(b, S(ACT_VERSION_LINE));
	buf_put(b, origin);
	buf_byte(b, '\n');
	buf_put(b, json_line);
	buf_byte(b, '\n');
}

void submission_put(
    struct buf *b, struct str message, const struct signature *signatures, uint32_t count)
{
	buf_put(b, message);
	buf_byte(b, '\n');
	for (uint32_t i = 0; i < count; i++) {
		buf_put(b, signatures[i].handle);
		buf_byte(b, ' ');
		buf_b64(b, (const uint8_t *)signatures[i].blob.p, signatures[i].blob.n);
		buf_byte(b, '\n');
	}
}

void entry_put(struct buf *b, moment received, struct str submission)
{
	buf_dec(b, received.ms);
	buf_byte(b, '\n');
	buf_put(b, submission);
}
