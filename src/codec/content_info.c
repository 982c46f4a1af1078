#include "codec/content.h"

#include "codec/content_priv.h"

#define LANG_BYTES_MAX JSON_KEY_BYTES_MAX /* tags are keys, too */

enum need { NEED_MAY, NEED_MUST };
enum {
	HAS_NAME_none = 0,
#define X(name) HAS_NAME_##name = 1,
	SHAPES(X)
#undef X
};

static const struct content_shape *shape_none(void)
{
	return NULL;
}

/* A row does not name the struct that it belongs to, and offsetof needs it: hence a function for
 * each shape, in which SELF is that struct. */
#define ROW(type, member, json, need, limit, shape)                                                \
	{ { json, sizeof(json) - 1 }, MEMBER_##type, NEED_##need == NEED_MUST, limit,              \
		offsetof(SELF, member), shape_##shape },
#define INFO(type, member, json, need, limit, shape)                                               \
	{ { json, sizeof(json) - 1 }, { #type, sizeof(#type) - 1 }, NEED_##need == NEED_MUST,      \
		limit, { #shape, HAS_NAME_##shape * (sizeof(#shape) - 1) } },
#define X(name)                                                                                    \
	static const struct content_shape *shape_##name(void)                                      \
	{                                                                                          \
		typedef struct name SELF;                                                          \
		_Static_assert(offsetof(SELF, is_present) == 0, "is_present comes first");         \
		static const struct content_member members[] = { SHAPE_##name(ROW) };              \
		static const struct member_info infos[] = { SHAPE_##name(INFO) };                  \
		static const struct content_shape shape = {                                        \
			{ #name, sizeof(#name) - 1 },                                              \
			members,                                                                   \
			infos,                                                                     \
			CM_COUNT(members),                                                         \
			sizeof(SELF),                                                              \
		};                                                                                 \
		return &shape;                                                                     \
	}
SHAPES(X)
#undef X

static content_shape_get *const shapes[] = {
#define X(name) shape_##name,
	SHAPES(X)
#undef X
};

static const struct {
	struct str name;
	content_shape_get *shape;
} kinds[KIND__COUNT] = {
#define X(id, text, shape) [KIND_##id] = { { text, sizeof(text) - 1 }, shape_##shape },
	KINDS(X)
#undef X
};

/* One byte of each name, by which most that are another are told apart: acts are many, and each is
 * looked up more than once. */
#define MARK(n, second, last, middle)                                                              \
	((uint8_t)((n) * 29u + (uint8_t)(second) * 7u + (uint8_t)(last) * 3u + (uint8_t)(middle)))
static const uint8_t kind_marks[KIND__COUNT] = {
#define X(id, text, shape)                                                                         \
	[KIND_##id] = MARK(sizeof(text) - 1, (text)[1], (text)[sizeof(text) - 2],                  \
	    (text)[(sizeof(text) - 1) / 2]),
	KINDS(X)
#undef X
};

enum kind kind_of(struct str name)
{
	if (name.n < 2)
		return KIND__COUNT;
	uint8_t mark = MARK(name.n, name.p[1], name.p[name.n - 1], name.p[name.n / 2]);
	size_t from = 0;
	while (from < KIND__COUNT) {
		const uint8_t *at = memchr(kind_marks + from, mark, KIND__COUNT - from);
		if (at == NULL)
			break;
		enum kind k = (enum kind)(at - kind_marks);
		if (str_eq(kinds[k].name, name))
			return k;
		from = (size_t)k + 1;
	}
	return KIND__COUNT;
}

struct str kind_name(enum kind k)
{
	cm_assert(k < KIND__COUNT);
	return kinds[k].name;
}

const struct content_shape *content_shape_of(enum kind k)
{
	cm_assert(k < KIND__COUNT);
	return kinds[k].shape();
}

struct str kind_shape(enum kind k)
{
	return content_shape_of(k)->name;
}

uint32_t shape_members(struct str shape, const struct member_info **out)
{
	for (size_t i = 0; i < CM_COUNT(shapes); i++) {
		const struct content_shape *s = shapes[i]();
		if (str_eq(s->name, shape)) {
			*out = s->infos;
			return s->count;
		}
	}
	*out = NULL;
	return 0;
}

bool content_is_envelope(struct str name)
{
	return str_eq(name, S("act")) || str_eq(name, S("base")) || str_eq(name, S("by")) ||
	       str_eq(name, S("with"));
}

static bool is_low(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool content_code_is_valid(struct str code)
{
	if (code.n == 0 || code.n > CODE_BYTES_MAX)
		return false;
	for (size_t i = 0; i < code.n; i++) {
		char c = code.p[i];
		bool is_inside = i > 0 && i + 1 < code.n;
		bool is_mark = c == '.' || c == '_' || c == '-';
		if (!is_low(c) && !is_digit(c) && !(is_inside && is_mark))
			return false;
	}
	return true;
}

static bool subtag_is_valid(struct str part)
{
	if (part.n < 2 || part.n > 8)
		return false;
	for (size_t i = 0; i < part.n; i++) {
		bool is_high = part.p[i] >= 'A' && part.p[i] <= 'Z';
		if (!is_low(part.p[i]) && !is_digit(part.p[i]) && !is_high)
			return false;
	}
	return true;
}

bool content_lang_is_valid(struct str lang)
{
	size_t at = str_find(lang, '-', 0);
	if (lang.n > LANG_BYTES_MAX || at < 2 || at > 3)
		return false;
	for (size_t i = 0; i < at; i++) {
		if (!is_low(lang.p[i]))
			return false;
	}
	while (at < lang.n) {
		size_t to = str_find(lang, '-', at + 1);
		if (!subtag_is_valid(str_sub(lang, at + 1, to)))
			return false;
		at = to;
	}
	return true;
}

static bool names_find(const struct names *n, struct str lang, uint32_t *at)
{
	for (uint32_t i = 0; i < n->count; i++) {
		if (str_eq(n->at[i].lang, lang)) {
			*at = i;
			return true;
		}
	}
	return false;
}

struct str names_in(
    const struct names *n, struct str lang, struct str fallback, struct str *lang_out)
{
	uint32_t at = 0;
	if (n->count == 0) {
		*lang_out = STR_NONE;
		return STR_NONE;
	}
	bool is_found = names_find(n, lang, &at);
	while (!is_found && fallback.n > 0)
		is_found = names_find(n, str_cut(&fallback, ','), &at);
	*lang_out = n->at[at].lang;
	return n->at[at].text;
}

bool strs_has(const struct strs *list, struct str text)
{
	for (uint32_t i = 0; i < list->count; i++) {
		if (str_eq(list->at[i], text))
			return true;
	}
	return false;
}
