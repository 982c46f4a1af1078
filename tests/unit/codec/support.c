#include "unit/codec/support.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "codec/content_priv.h"

#define VECTOR_BYTES_MAX 131072
#define LIST_DRAWN_MAX 3

struct str vector_read(struct arena *a, const char *folder, struct str name)
{
	const char *tests = getenv("COMITY_TESTS");
	char path[1024];
	cm_assert(tests != NULL);
	(void)snprintf(path, sizeof path, "%s/vectors/%s/%.*s", tests, folder, STR_ARG(name));
	FILE *f = fopen(path, "rb");
	if (f == NULL) {
		perror(path);
		exit(1);
	}
	char *p = arena_alloc(a, VECTOR_BYTES_MAX, 1);
	size_t n = fread(p, 1, VECTOR_BYTES_MAX, f);
	cm_assert(n < VECTOR_BYTES_MAX);
	(void)fclose(f);
	/* Exactly as long as the file, so that sanitizers see a byte too many. */
	char *exact = arena_alloc(a, n, 1);
	memcpy(exact, p, n);
	return (struct str){ exact, n };
}

bool table_row(struct str *rest, struct str cells[ROW_CELLS_MAX])
{
	while (rest->n > 0) {
		struct str line = str_cut(rest, '\n');
		if (line.n == 0 || line.p[0] == '#')
			continue;
		for (size_t i = 0; i < ROW_CELLS_MAX; i++)
			cells[i] = str_cut(&line, '\t');
		return true;
	}
	return false;
}

bool fault_is(struct fault got, struct str name)
{
	struct str is = got.id == FAULT_NONE ? S("OK") : str_c(fault_name(got.id));
	if (str_eq(is, name))
		return true;
	(void)fprintf(stderr, "want %.*s, got %.*s at %u:%u\n", STR_ARG(name), STR_ARG(is),
	    got.line, got.offset);
	return false;
}

struct str text_draw(struct gen *g, struct arena *a, size_t max)
{
	struct str drawn = gen_text(g, a, max > 40 && !gen_chance(g, 1, 50) ? 40 : max);
	char *p = arena_alloc(a, drawn.n + 1, 1);
	size_t n = 0, step = 0;
	for (size_t at = 0; at < drawn.n; at += step) {
		if (!utf8_allowed(utf8_get(drawn, at, &step)))
			continue;
		memcpy(p + n, drawn.p + at, step);
		n += step;
	}
	if (n == 0)
		p[n++] = 'x';
	return (struct str){ p, n };
}

/* `inside` may stand between other characters, which are a-z, 0-9; the first is a letter. */
static struct str word_draw(struct gen *g, struct arena *a, size_t max, const char *inside)
{
	static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz0123456789";
	size_t n = (size_t)gen_between(g, 1, (int64_t)max);
	char *p = arena_alloc(a, n, 1);
	for (size_t i = 0; i < n; i++) {
		p[i] = alphabet[gen_below(g, i == 0 ? 26 : 36)];
		if (i > 0 && i + 1 < n && inside[0] != '\0' && gen_chance(g, 1, 6))
			p[i] = inside[gen_below(g, strlen(inside))];
	}
	return (struct str){ p, n };
}

struct str handle_draw(struct gen *g, struct arena *a)
{
	struct buf b;
	buf_init(&b, a, HANDLE_BYTES_MAX);
	buf_put(&b, word_draw(g, a, 32, "-"));
	buf_byte(&b, '/');
	buf_put(&b, word_draw(g, a, 32, "-"));
	cm_assert(!b.failed);
	return buf_str(&b);
}

static struct str lang_draw(struct gen *g, struct arena *a)
{
	static const char *const langs[] = { "en", "ru", "kk", "zh-hans", "tgk", "ar", "sr-latn-rs",
		"uz" };
	(void)a;
	return str_c(langs[gen_below(g, CM_COUNT(langs))]);
}

static struct date date_draw(struct gen *g)
{
	struct date d = DATE_NONE;
	d.year = (int16_t)gen_between(g, 1, 9999);
	if (gen_bool(g))
		return d;
	d.month = (uint8_t)gen_between(g, 1, 12);
	if (gen_bool(g))
		return d;
	d.day = (uint8_t)gen_between(g, 1, 28);
	if (gen_bool(g))
		d.minute = (int16_t)gen_between(g, 0, 1439);
	return d;
}

static uint32_t count_draw(struct gen *g, int64_t max)
{
	if (gen_chance(g, 1, 40))
		return (uint32_t)max;
	return (uint32_t)gen_between(g, 1, max < LIST_DRAWN_MAX ? max : LIST_DRAWN_MAX);
}

static struct str item_draw(struct gen *g, struct arena *a, enum member_type list)
{
	if (list == MEMBER_TEXTS)
		return text_draw(g, a, SOURCE_BYTES_MAX);
	if (list == MEMBER_LANGS)
		return lang_draw(g, a);
	return list == MEMBER_CODES ? word_draw(g, a, CODE_BYTES_MAX, "._-") : handle_draw(g, a);
}

/* Draws until it ascends: what does not is left out. */
static struct strs strs_draw(struct gen *g, struct arena *a, const struct content_member *m)
{
	uint32_t tries = count_draw(g, m->limit), count = 0;
	struct str *at = arena_array(a, struct str, tries);
	for (uint32_t i = 0; i < tries; i++) {
		at[count] = item_draw(g, a, m->type);
		bool is_free = m->type == MEMBER_TEXTS || count == 0;
		if (is_free || str_cmp(at[count - 1], at[count]) < 0)
			count++;
	}
	return (struct strs){ count, at };
}

static struct hashes hashes_draw(struct gen *g, struct arena *a, const struct content_member *m)
{
	uint32_t count = count_draw(g, m->limit);
	struct hash *at = arena_array(a, struct hash, count);
	for (uint32_t i = 0; i < count; i++) {
		gen_bytes(g, at[i].bytes, HASH_BYTES);
		at[i].bytes[0] = (uint8_t)(i + 1);
	}
	return (struct hashes){ count, at };
}

static struct names names_draw(struct gen *g, struct arena *a, size_t bytes_max)
{
	uint32_t tries = count_draw(g, LANGUAGES_MAX), count = 0;
	struct lang_text *at = arena_array(a, struct lang_text, tries);
	for (uint32_t i = 0; i < tries; i++) {
		at[count].lang = lang_draw(g, a);
		at[count].text = text_draw(g, a, bytes_max);
		if (count == 0 || str_cmp(at[count - 1].lang, at[count].lang) < 0)
			count++;
	}
	return (struct names){ count, at };
}

static struct str raw_draw(struct gen *g, struct arena *a)
{
	struct json_writer w;
	struct buf b;
	buf_init(&b, a, 1024);
	json_begin(&w, &b);
	json_open_object(&w);
	json_put_key(&w, S("a"));
	json_put_integer(&w, gen_between(g, -JSON_INTEGER_MAX, JSON_INTEGER_MAX));
	json_put_key(&w, S("b-c"));
	json_open_array(&w);
	while (gen_chance(g, 2, 3) && b.n < 600)
		json_put_string(&w, text_draw(g, a, 30));
	json_close_array(&w);
	json_close_object(&w);
	cm_assert(!b.failed);
	return buf_str(&b);
}

static struct str blob_draw(struct gen *g, struct arena *a, size_t max)
{
	size_t n = (size_t)gen_between(g, 1, gen_chance(g, 1, 20) ? (int64_t)max : 60);
	char *p = arena_alloc(a, n, 1);
	gen_bytes(g, p, n);
	return (struct str){ p, n };
}

static void shape_draw(
    struct gen *g, struct arena *a, const struct content_shape *shape, void *out);

static void list_draw(
    struct gen *g, struct arena *a, const struct content_member *m, struct content_list *out)
{
	const struct content_shape *shape = m->shape();
	out->count =
	    (uint32_t)gen_between(g, 1, m->limit < LIST_DRAWN_MAX ? m->limit : LIST_DRAWN_MAX);
	char *at = arena_zero(a, out->count, shape->bytes);
	for (uint32_t i = 0; i < out->count; i++)
		shape_draw(g, a, shape, at + i * shape->bytes);
	out->at = at;
}

static void hash_draw(struct gen *g, struct hash *out)
{
	gen_bytes(g, out->bytes, HASH_BYTES);
	out->bytes[0] |= 1; /* all zero is absence */
}

static void member_draw(struct gen *g, struct arena *a, const struct content_member *m, void *field)
{
	switch (m->type) {
	case MEMBER_CODE:
		*(struct str *)field = word_draw(g, a, CODE_BYTES_MAX, "._-");
		return;
	case MEMBER_LANG:
		*(struct str *)field = lang_draw(g, a);
		return;
	case MEMBER_HANDLE:
		*(struct str *)field = handle_draw(g, a);
		return;
	case MEMBER_TEXT:
		*(struct str *)field = text_draw(g, a, (size_t)m->limit);
		return;
	case MEMBER_DATE:
		*(struct date *)field = date_draw(g);
		return;
	case MEMBER_INTEGER:
		*(int64_t *)field = gen_between(g, 0, m->limit);
		return;
	case MEMBER_MOMENT:
		((moment *)field)->ms = gen_between(g, 0, JSON_INTEGER_MAX);
		return;
	case MEMBER_BOOLEAN:
		*(bool *)field = true;
		return;
	case MEMBER_HASH:
		hash_draw(g, field);
		return;
	case MEMBER_BLOB:
		*(struct str *)field = blob_draw(g, a, (size_t)m->limit);
		return;
	case MEMBER_NAMES:
		*(struct names *)field = names_draw(g, a, (size_t)m->limit);
		return;
	case MEMBER_CODES:
	case MEMBER_LANGS:
	case MEMBER_HANDLES:
	case MEMBER_TEXTS:
		*(struct strs *)field = strs_draw(g, a, m);
		return;
	case MEMBER_HASHES:
		*(struct hashes *)field = hashes_draw(g, a, m);
		return;
	case MEMBER_RAW:
		*(struct str *)field = raw_draw(g, a);
		return;
	case MEMBER_OBJECT:
		shape_draw(g, a, m->shape(), field);
		return;
	case MEMBER_LIST:
		list_draw(g, a, m, field);
		return;
	case MEMBER__COUNT:
		break;
	}
	cm_panic(__FILE__, __LINE__, "a type of member without a generator");
}

static void absent_draw(const struct content_member *m, void *field)
{
	if (m->type == MEMBER_DATE)
		*(struct date *)field = DATE_NONE;
	if (m->type == MEMBER_INTEGER)
		*(int64_t *)field = INTEGER_ABSENT;
	if (m->type == MEMBER_MOMENT)
		*(moment *)field = MOMENT_ABSENT;
}

static void shape_draw(struct gen *g, struct arena *a, const struct content_shape *shape, void *out)
{
	*(bool *)out = true;
	for (uint32_t i = 0; i < shape->count; i++) {
		const struct content_member *m = &shape->members[i];
		void *field = (char *)out + m->at;
		if (m->is_required || gen_bool(g))
			member_draw(g, a, m, field);
		else
			absent_draw(m, field);
	}
}

void content_draw(struct gen *g, struct arena *a, enum kind k, union content *out)
{
	memset(out, 0, sizeof *out);
	shape_draw(g, a, content_shape_of(k), out);
}

void envelope_draw(struct gen *g, struct arena *a, struct act_envelope *out)
{
	uint32_t count = gen_bool(g) ? (uint32_t)gen_between(g, 1, SIGNATURES_MAX - 1) : 0;
	struct str *with = arena_array(a, struct str, count + 1);
	*out = (struct act_envelope){ .by = handle_draw(g, a), .with = { 0, with } };
	for (uint32_t i = 0; i < count; i++) {
		uint32_t at = out->with.count++;
		with[at] = handle_draw(g, a);
		if (at > 0 && gen_bool(g)) /* a handle stands once for each further key */
			with[at] = with[at - 1];
		if (at > 0 && str_cmp(with[at - 1], with[at]) > 0)
			out->with.count--;
	}
	out->base.size = gen_below(g, (uint64_t)JSON_INTEGER_MAX + 1);
	gen_bytes(g, out->base.root.bytes, HASH_BYTES);
}

static bool shape_eq(const struct content_shape *shape, const void *x, const void *y);

static bool list_eq(
    const struct content_shape *shape, const struct content_list *x, const struct content_list *y)
{
	if (x->count != y->count)
		return false;
	for (uint32_t i = 0; i < x->count; i++) {
		if (!shape_eq(shape, (const char *)x->at + i * shape->bytes,
			(const char *)y->at + i * shape->bytes))
			return false;
	}
	return true;
}

static bool strs_eq(const struct strs *x, const struct strs *y)
{
	if (x->count != y->count)
		return false;
	for (uint32_t i = 0; i < x->count; i++) {
		if (!str_eq(x->at[i], y->at[i]))
			return false;
	}
	return true;
}

static bool names_eq(const struct names *x, const struct names *y)
{
	if (x->count != y->count)
		return false;
	for (uint32_t i = 0; i < x->count; i++) {
		if (!str_eq(x->at[i].lang, y->at[i].lang) || !str_eq(x->at[i].text, y->at[i].text))
			return false;
	}
	return true;
}

static bool hashes_eq(const struct hashes *x, const struct hashes *y)
{
	return x->count == y->count &&
	       (x->count == 0 || memcmp(x->at, y->at, x->count * sizeof *x->at) == 0);
}

static bool member_eq(const struct content_member *m, const void *x, const void *y)
{
	switch (m->type) {
	case MEMBER_CODE:
	case MEMBER_LANG:
	case MEMBER_HANDLE:
	case MEMBER_TEXT:
	case MEMBER_BLOB:
	case MEMBER_RAW:
		return str_eq(*(const struct str *)x, *(const struct str *)y);
	case MEMBER_DATE:
		return date_eq(*(const struct date *)x, *(const struct date *)y);
	case MEMBER_INTEGER:
		return *(const int64_t *)x == *(const int64_t *)y;
	case MEMBER_MOMENT:
		return ((const moment *)x)->ms == ((const moment *)y)->ms;
	case MEMBER_BOOLEAN:
		return *(const bool *)x == *(const bool *)y;
	case MEMBER_HASH:
		return memcmp(x, y, HASH_BYTES) == 0;
	case MEMBER_NAMES:
		return names_eq(x, y);
	case MEMBER_CODES:
	case MEMBER_LANGS:
	case MEMBER_HANDLES:
	case MEMBER_TEXTS:
		return strs_eq(x, y);
	case MEMBER_HASHES:
		return hashes_eq(x, y);
	case MEMBER_OBJECT:
		return *(const bool *)x == *(const bool *)y &&
		       (!*(const bool *)x || shape_eq(m->shape(), x, y));
	case MEMBER_LIST:
		return list_eq(m->shape(), x, y);
	case MEMBER__COUNT:
		break;
	}
	cm_panic(__FILE__, __LINE__, "a type of member without equality");
}

static bool shape_eq(const struct content_shape *shape, const void *x, const void *y)
{
	for (uint32_t i = 0; i < shape->count; i++) {
		const struct content_member *m = &shape->members[i];
		if (!member_eq(m, (const char *)x + m->at, (const char *)y + m->at)) {
			(void)fprintf(
			    stderr, "%.*s.%.*s differs\n", STR_ARG(shape->name), STR_ARG(m->name));
			return false;
		}
	}
	return *(const bool *)x == *(const bool *)y;
}

bool content_eq(enum kind k, const union content *x, const union content *y)
{
	return shape_eq(content_shape_of(k), x, y);
}

struct str content_line(
    struct arena *a, enum kind k, const union content *c, const struct act_envelope *envelope)
{
	struct buf b;
	buf_init(&b, a, (size_t)1024 * 1024);
	content_write(&b, k, c, envelope);
	cm_assert(!b.failed);
	return buf_str(&b);
}

struct fault line_read(union content *out, enum kind k, struct str line, struct arena *a)
{
	struct act act = { 0 };
	struct fault f = json_parse(&act.json, a, line);
	return f.id != FAULT_NONE ? f : content_read(out, k, &act, a);
}
