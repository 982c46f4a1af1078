#include "codec/json.h"

#include "base/arena.h"
#include "base/encode.h"
#include "base/utf8.h"

#define NODES_FIRST 32

#define REPEAT(byte) (UINT64_C(0x0101010101010101) * (byte))
#define HIGH_BITS REPEAT(0x80)

struct parser {
	const char *p;
	uint32_t at, n;
	uint32_t valid_to; /* UTF-8 was checked up to here; 0: not yet */
	struct json_node *nodes;
	uint32_t count, cap;
	struct arena *arena;
	uint32_t open[JSON_DEPTH_MAX];     /* containers around the next value, outermost first */
	uint32_t last_key[JSON_DEPTH_MAX]; /* node of the member before; 0: none */
	uint32_t depth;
	uint32_t key_at; /* of the value that comes next */
	uint8_t key_bytes;
};

static struct fault parser_fault(enum fault_id id, uint32_t at)
{
	return fault_at(id, 0, at);
}

/* -1 at the end. */
static int parser_peek(const struct parser *r)
{
	return r->at < r->n ? (uint8_t)r->p[r->at] : -1;
}

/* 2: of any key, 1: not of its beginning. */
static const uint8_t key_bytes[256] = { ['a' ... 'z'] = 2, ['0' ... '9'] = 1, ['_'] = 1, ['.'] = 1,
	['-'] = 1 };

static bool is_key_byte(uint8_t c, bool is_first)
{
	return key_bytes[c] > (is_first ? 1 : 0);
}

/* Eight bytes, the first of them lowest. */
static uint64_t word_load(const char *p)
{
	uint64_t w;
	memcpy(&w, p, sizeof w);
	return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? w : __builtin_bswap64(w);
}

/* The top bit of each byte that a string cannot simply contain. Borrows may mark bytes above such a
 * one, too; the lowest mark is exact. */
static uint64_t word_specials(uint64_t w)
{
	uint64_t quote = w ^ REPEAT(0x22), slash = w ^ REPEAT(0x5c), del = w ^ REPEAT(0x7f);
	uint64_t found = (w - REPEAT(0x20)) & ~w;
	found |= (quote - REPEAT(1)) & ~quote;
	found |= (slash - REPEAT(1)) & ~slash;
	found |= (del - REPEAT(1)) & ~del;
	return (found | w) & HIGH_BITS;
}

/* First byte at or after `at` that is a quote, a backslash, a control or not ASCII. */
static size_t plain_end(const char *p, size_t at, size_t n)
{
	for (; n - at >= sizeof(uint64_t); at += sizeof(uint64_t)) {
		uint64_t specials = word_specials(word_load(p + at));
		if (specials != 0)
			return at + (size_t)__builtin_ctzll(specials) / 8;
	}
	while (at < n) {
		uint8_t c = (uint8_t)p[at];
		if (c < 0x20 || c >= 0x7f || c == '"' || c == '\\')
			break;
		at++;
	}
	return at;
}

static bool parser_grow(struct parser *r)
{
	uint32_t cap = r->cap == 0 ? NODES_FIRST : r->cap * 2;
	size_t old_bytes = r->cap * sizeof *r->nodes;
	size_t bytes = cap * sizeof *r->nodes;
	if (r->cap == 0 || !arena_extend(r->arena, r->nodes, old_bytes, bytes)) {
		struct json_node *nodes = arena_try(r->arena, bytes, ARENA_ALIGN);
		if (nodes == NULL)
			return false;
		if (r->count > 0)
			memcpy(nodes, r->nodes, r->count * sizeof *nodes);
		r->nodes = nodes;
	}
	r->cap = cap;
	return true;
}

/* Characters that are not ASCII, up to the next that is: allowed, and valid UTF-8? */
static bool wide_skip(struct parser *r)
{
	size_t n;
	if (r->valid_to == 0) {
		struct str rest = { r->p + r->at, r->n - r->at };
		r->valid_to = r->at + (uint32_t)utf8_invalid_at(rest);
	}
	while (r->at < r->valid_to && (uint8_t)r->p[r->at] >= 0x80) {
		uint8_t lead = (uint8_t)r->p[r->at];
		n = 2; /* U+00C0 .. U+07FF, where nothing is forbidden */
		if (lead < 0xc3 || lead >= 0xe0) {
			if (!utf8_allowed(utf8_get((struct str){ r->p, r->n }, r->at, &n)))
				return false;
		}
		r->at += (uint32_t)n;
	}
	return r->at == r->n || (uint8_t)r->p[r->at] < 0x80;
}

/* From after the opening quote to after the closing one. */
static struct fault string_parse(struct parser *r, struct json_node *node)
{
	node->at = r->at;
	for (;;) {
		r->at = (uint32_t)plain_end(r->p, r->at, r->n);
		int c = parser_peek(r);
		if (c < 0)
			return parser_fault(FAULT_JSON_SYNTAX, r->at);
		if (c == '"') {
			node->bytes = r->at - node->at;
			r->at++;
			return FAULT_OK;
		}
		if (c == '\\') {
			r->at++;
			c = parser_peek(r);
			if (c != '"' && c != '\\' && c != 'n' && c != 't')
				return parser_fault(FAULT_JSON_STRING, r->at);
			node->is_escaped = true;
			r->at++;
		} else if (c < 0x80 || !wide_skip(r)) {
			return parser_fault(FAULT_JSON_STRING, r->at);
		}
	}
}

static struct fault integer_parse(struct parser *r, struct json_node *node)
{
	int c = parser_peek(r);
	bool is_negative = c == '-';
	int64_t number = 0;
	if (!is_negative && c != '+' && c != '.' && (c < '0' || c > '9'))
		return parser_fault(FAULT_JSON_SYNTAX, r->at); /* not the beginning of any value */
	node->at = r->at;
	r->at += is_negative;
	uint32_t first = r->at;
	c = parser_peek(r);
	while (c >= '0' && c <= '9') {
		number = number * 10 + (c - '0');
		if (number > JSON_INTEGER_MAX || (number == 0 && is_negative))
			return parser_fault(FAULT_JSON_NUMBER, r->at);
		r->at++;
		c = parser_peek(r);
		if (number == 0)
			break;
	}
	bool is_longer =
	    (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
	if (r->at == first || is_longer)
		return parser_fault(FAULT_JSON_NUMBER, r->at);
	node->bytes = r->at - node->at;
	node->integer = is_negative ? -number : number;
	return FAULT_OK;
}

static struct fault word_parse(struct parser *r, struct json_node *node, struct str word)
{
	node->at = r->at;
	for (size_t i = 0; i < word.n; i++, r->at++) {
		if (parser_peek(r) != word.p[i])
			return parser_fault(FAULT_JSON_SYNTAX, r->at);
	}
	node->bytes = (uint32_t)word.n;
	return FAULT_OK;
}

/* `"key":` of the member that comes next. A key that the text's end cuts is outside the grammar. */
static struct fault key_parse(struct parser *r)
{
	if (parser_peek(r) != '"')
		return parser_fault(FAULT_JSON_SYNTAX, r->at);
	uint32_t at = ++r->at;
	while (r->at < r->n && r->at - at < JSON_KEY_BYTES_MAX &&
	       is_key_byte((uint8_t)r->p[r->at], r->at == at))
		r->at++;
	if (parser_peek(r) != '"' || r->at == at)
		return parser_fault(FAULT_JSON_KEY, r->at);
	r->key_at = at;
	r->key_bytes = (uint8_t)(r->at - at);
	uint32_t last = r->last_key[r->depth - 1];
	if (last != 0) {
		struct str before = { r->p + r->nodes[last].key_at, r->nodes[last].key_bytes };
		uint32_t same = 0;
		while (same < before.n && same < r->key_bytes && before.p[same] == r->p[at + same])
			same++;
		if (same == r->key_bytes || (same < before.n && before.p[same] > r->p[at + same]))
			return parser_fault(FAULT_JSON_ORDER, at + same);
	}
	r->at++;
	if (parser_peek(r) != ':')
		return parser_fault(FAULT_JSON_SYNTAX, r->at);
	r->at++;
	return FAULT_OK;
}

static struct fault open_parse(struct parser *r, struct json_node *node)
{
	if (r->depth == JSON_DEPTH_MAX)
		return parser_fault(FAULT_JSON_DEPTH, r->at);
	node->at = r->at++;
	r->open[r->depth] = r->count - 1;
	r->last_key[r->depth] = 0;
	r->depth++;
	return FAULT_OK;
}

/* One value, or the opening bracket of one. */
static struct fault value_parse(struct parser *r)
{
	if (r->count == r->cap && !parser_grow(r))
		return parser_fault(FAULT_INTERNAL, r->at);
	struct json_node *node = &r->nodes[r->count++];
	*node = (struct json_node){ .key_at = r->key_at, .key_bytes = r->key_bytes };
	node->next = r->count;
	switch (parser_peek(r)) {
	case '{':
		node->type = JSON_OBJECT;
		return open_parse(r, node);
	case '[':
		node->type = JSON_ARRAY;
		return open_parse(r, node);
	case '"':
		node->type = JSON_STRING;
		r->at++;
		return string_parse(r, node);
	case 't':
		node->type = JSON_TRUE;
		return word_parse(r, node, S("true"));
	case 'f':
		node->type = JSON_FALSE;
		return word_parse(r, node, S("false"));
	default:
		node->type = JSON_INTEGER;
		return integer_parse(r, node);
	}
}

/* Before a value: closes what ends here, and passes the comma and key. At depth 0 all is read. */
static struct fault between_parse(struct parser *r)
{
	while (r->depth > 0) {
		struct json_node *in = &r->nodes[r->open[r->depth - 1]];
		bool is_object = in->type == JSON_OBJECT;
		if (parser_peek(r) == (is_object ? '}' : ']')) {
			r->at++;
			in->bytes = r->at - in->at;
			in->next = r->count;
			r->depth--;
			continue;
		}
		if (in->count > 0) {
			if (parser_peek(r) != ',')
				return parser_fault(FAULT_JSON_SYNTAX, r->at);
			r->at++;
		}
		in->count++;
		r->key_at = 0;
		r->key_bytes = 0;
		if (!is_object)
			return FAULT_OK;
		struct fault f = key_parse(r);
		r->last_key[r->depth - 1] = r->count; /* the node that value_parse makes now */
		return f;
	}
	if (r->at != r->n)
		return parser_fault(FAULT_JSON_SYNTAX, r->at);
	return FAULT_OK;
}

struct fault json_parse(struct json *out, struct arena *a, struct str line)
{
	if (line.n > ACT_JSON_BYTES_MAX)
		return parser_fault(FAULT_JSON_SIZE, ACT_JSON_BYTES_MAX);
	if (line.n == 0 || line.p[0] != '{')
		return parser_fault(FAULT_JSON_SYNTAX, 0);
	struct parser r = { .p = line.p, .n = (uint32_t)line.n, .arena = a };
	do {
		struct fault f = value_parse(&r);
		if (f.id == FAULT_NONE)
			f = between_parse(&r);
		if (f.id != FAULT_NONE)
			return f;
	} while (r.depth > 0);
	*out = (struct json){ .line = line, .nodes = r.nodes, .count = r.count };
	return FAULT_OK;
}

static size_t text_unescape(char *out, struct str escaped)
{
	size_t n = 0, from = 0;
	while (from < escaped.n) {
		size_t to = str_find(escaped, '\\', from);
		memcpy(out + n, escaped.p + from, to - from);
		n += to - from;
		if (to == escaped.n)
			break;
		char c = escaped.p[to + 1];
		out[n++] = c == 'n' ? '\n' : c == 't' ? '\t' : c;
		from = to + 2;
	}
	return n;
}

struct str json_text(const struct json *j, uint32_t node, struct arena *a)
{
	const struct json_node *v = &j->nodes[node];
	cm_assert(node < j->count && v->type == JSON_STRING);
	struct str text = { j->line.p + v->at, v->bytes };
	if (!v->is_escaped)
		return text;
	char *p = arena_alloc(a, text.n, 1);
	return (struct str){ p, text_unescape(p, text) };
}

struct str json_raw(const struct json *j, uint32_t node)
{
	const struct json_node *v = &j->nodes[node];
	cm_assert(node < j->count);
	if (v->type == JSON_STRING)
		return (struct str){ j->line.p + v->at - 1, (size_t)v->bytes + 2 };
	return (struct str){ j->line.p + v->at, v->bytes };
}

uint32_t json_member(const struct json *j, uint32_t object, struct str key)
{
	cm_assert(object < j->count && j->nodes[object].type == JSON_OBJECT);
	uint32_t end = j->nodes[object].next;
	for (uint32_t at = json_first(object); at < end; at = j->nodes[at].next) {
		int order = str_cmp(json_key(j, at), key);
		if (order == 0)
			return at;
		if (order > 0)
			break;
	}
	return 0;
}

void json_begin(struct json_writer *w, struct buf *out)
{
	*w = (struct json_writer){ .out = out };
}

/* An object's last_key is never NULL, an array's and the top's always. */
static bool writer_in_object(const struct json_writer *w)
{
	return w->last_key[w->depth].p != NULL;
}

static void writer_value(struct json_writer *w)
{
	if (writer_in_object(w)) { /* a key came before, and took care of the comma */
		cm_assert(w->last_key[w->depth].n > 0 && !w->has_item[w->depth]);
	} else if (w->has_item[w->depth]) {
		cm_assert(w->depth > 0);
		buf_byte(w->out, ',');
	}
	w->has_item[w->depth] = true;
}

static void writer_open(struct json_writer *w, char bracket, struct str last_key)
{
	writer_value(w);
	cm_assert(w->depth < JSON_DEPTH_MAX);
	buf_byte(w->out, (uint8_t)bracket);
	w->depth++;
	w->has_item[w->depth] = false;
	w->last_key[w->depth] = last_key;
}

void json_open_object(struct json_writer *w)
{
	writer_open(w, '{', S(""));
}

void json_close_object(struct json_writer *w)
{
	cm_assert(w->depth > 0 && writer_in_object(w));
	cm_assert(w->has_item[w->depth] || w->last_key[w->depth].n == 0);
	buf_byte(w->out, '}');
	w->depth--;
}

void json_open_array(struct json_writer *w)
{
	writer_open(w, '[', STR_NONE);
}

void json_close_array(struct json_writer *w)
{
	cm_assert(w->depth > 0 && !writer_in_object(w));
	buf_byte(w->out, ']');
	w->depth--;
}

void json_put_key(struct json_writer *w, struct str key)
{
	struct str *last = &w->last_key[w->depth];
	cm_assert(writer_in_object(w) && (last->n == 0 || w->has_item[w->depth]));
	cm_assert(key.n > 0 && key.n <= JSON_KEY_BYTES_MAX && str_cmp(*last, key) < 0);
	for (size_t i = 0; i < key.n; i++)
		cm_assert(is_key_byte((uint8_t)key.p[i], i == 0));
	if (last->n > 0)
		buf_byte(w->out, ',');
	buf_byte(w->out, '"');
	buf_put(w->out, key);
	buf_put(w->out, S("\":"));
	w->has_item[w->depth] = false;
	*last = key;
}

static void escape_put(struct buf *out, char c)
{
	char two[2] = { '\\', c == '\n' ? 'n' : c == '\t' ? 't' : c };
	cm_assert(c == '"' || c == '\\' || c == '\n' || c == '\t');
	buf_bytes(out, two, sizeof two);
}

void json_put_string(struct json_writer *w, struct str text)
{
	size_t at = 0;
	writer_value(w);
	buf_byte(w->out, '"');
	if (plain_end(text.p, 0, text.n) == text.n) { /* as most are */
		buf_put(w->out, text);
		buf_byte(w->out, '"');
		return;
	}
	cm_assert(utf8_invalid_at(text) == text.n);
	while (at < text.n) {
		size_t to = plain_end(text.p, at, text.n), n = 0;
		buf_put(w->out, str_sub(text, at, to));
		at = to;
		if (at < text.n && (uint8_t)text.p[at] < 0x80) {
			escape_put(w->out, text.p[at++]);
		} else if (at < text.n) {
			cm_assert(utf8_allowed(utf8_get(text, at, &n)));
			buf_put(w->out, str_sub(text, at, at + n));
			at += n;
		}
	}
	buf_byte(w->out, '"');
}

void json_put_integer(struct json_writer *w, int64_t number)
{
	cm_assert(number >= -JSON_INTEGER_MAX && number <= JSON_INTEGER_MAX);
	writer_value(w);
	buf_dec(w->out, number);
}

void json_put_bool(struct json_writer *w, bool yes)
{
	writer_value(w);
	buf_put(w->out, yes ? S("true") : S("false"));
}

void json_put_hex(struct json_writer *w, const uint8_t *p, size_t n)
{
	writer_value(w);
	buf_byte(w->out, '"');
	buf_hex(w->out, p, n);
	buf_byte(w->out, '"');
}

void json_put_raw(struct json_writer *w, struct str json)
{
	cm_assert(json.n > 0);
	writer_value(w);
	buf_put(w->out, json);
}

static void again_close(struct json_writer *w, const struct json *j, uint32_t container)
{
	if (j->nodes[container].type == JSON_OBJECT)
		json_close_object(w);
	else
		json_close_array(w);
}

static void again_value(struct json_writer *w, const struct json *j, uint32_t node, struct arena *a)
{
	switch (j->nodes[node].type) {
	case JSON_OBJECT:
		json_open_object(w);
		break;
	case JSON_ARRAY:
		json_open_array(w);
		break;
	case JSON_STRING:
		json_put_string(w, json_text(j, node, a));
		break;
	case JSON_INTEGER:
		json_put_integer(w, j->nodes[node].integer);
		break;
	case JSON_TRUE:
	case JSON_FALSE:
		json_put_bool(w, j->nodes[node].type == JSON_TRUE);
		break;
	}
}

void json_put_again(struct json_writer *w, const struct json *j, uint32_t node, struct arena *a)
{
	uint32_t open[JSON_DEPTH_MAX];
	uint32_t depth = 0;
	cm_assert(node < j->count);
	for (uint32_t at = node; at < j->nodes[node].next; at++) {
		while (depth > 0 && at == j->nodes[open[depth - 1]].next)
			again_close(w, j, open[--depth]);
		if (depth > 0 && j->nodes[open[depth - 1]].type == JSON_OBJECT)
			json_put_key(w, json_key(j, at));
		again_value(w, j, at, a);
		if (j->nodes[at].type == JSON_OBJECT || j->nodes[at].type == JSON_ARRAY)
			open[depth++] = at;
	}
	while (depth > 0)
		again_close(w, j, open[--depth]);
}
