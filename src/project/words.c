#include "project/words.h"

#include "base/arena.h"

struct finder {
	const struct json *json;
	struct arena *arena;
	struct act_words *out;
	struct buf words[ACT_LANGS_MAX];
};

static bool is_one_of(struct str key, const struct str *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (str_eq(key, list[i]))
			return true;
	}
	return false;
}

/* Texts of one value whose language stands beside them, or nowhere. */
static bool is_prose(struct str key)
{
	static const struct str keys[] = { S("basis"), S("ground"), S("label"), S("languages_waiver"),
		S("note"), S("precondition"), S("printed"), S("rationale"), S("report"), S("ruling"),
		S("symbol"), S("text"), S("waiver"), S("words") };
	return is_one_of(key, keys, CM_COUNT(keys));
}

/* What holds keys, commitments or a whole charter. */
static bool is_passed_over(struct str key)
{
	static const struct str keys[] = { S("base"), S("charter"), S("content"), S("coordinator"),
		S("evidence"), S("keys"), S("letter"), S("officers"), S("paper"), S("person"), S("with") };
	return is_one_of(key, keys, CM_COUNT(keys));
}

/* The place for a language; NULL when there are too many. */
static struct said *said_of(struct finder *f, struct str lang, struct buf **words)
{
	uint32_t at = 0;
	while (at < f->out->count && str_cmp(f->out->at[at].lang, lang) < 0)
		at++;
	if (at == f->out->count || !str_eq(f->out->at[at].lang, lang)) {
		if (f->out->count == ACT_LANGS_MAX)
			return NULL;
		for (uint32_t i = f->out->count++; i > at; i--) {
			f->out->at[i] = f->out->at[i - 1];
			f->words[i] = f->words[i - 1];
		}
		f->out->at[at] = (struct said){ .lang = lang };
		buf_init(&f->words[at], f->arena, ACT_JSON_BYTES_MAX * 2);
	}
	*words = &f->words[at];
	return &f->out->at[at];
}

static void say(struct finder *f, struct str lang, bool is_title, uint32_t node)
{
	struct buf *words;
	struct said *said = said_of(f, lang, &words);
	struct str text = json_text(f->json, node, f->arena);
	if (said == NULL)
		return;
	if (is_title && said->title.n == 0) {
		said->title = text;
		return;
	}
	if (words->n > 0)
		buf_byte(words, '\n');
	buf_put(words, text);
}

/* An object of language tags and texts. */
static bool is_names(const struct json *j, uint32_t node)
{
	uint32_t count = j->nodes[node].count;
	uint32_t at = json_first(node);
	for (uint32_t i = 0; i < count; i++, at = j->nodes[at].next) {
		if (j->nodes[at].type != JSON_STRING || !content_lang_is_valid(json_key(j, at)))
			return false;
	}
	return count > 0;
}

static void find_names(struct finder *f, uint32_t node, bool is_title)
{
	uint32_t at = json_first(node);
	for (uint32_t i = 0; i < f->json->nodes[node].count; i++, at = f->json->nodes[at].next)
		say(f, json_key(f->json, at), is_title, at);
}

/* The language of what stands in an object, where it says so. */
static struct str lang_in(const struct finder *f, uint32_t object, struct str outer)
{
	uint32_t lang = json_member(f->json, object, S("lang"));
	bool is_there = lang != 0 && f->json->nodes[lang].type == JSON_STRING;
	return is_there ? json_text(f->json, lang, f->arena) : outer;
}

static void find_in(struct finder *f, uint32_t node, struct str lang);

static void find_member(struct finder *f, uint32_t at, struct str lang)
{
	const struct json_node *n = &f->json->nodes[at];
	struct str key = json_key(f->json, at);
	if (is_passed_over(key))
		return;
	if (n->type == JSON_STRING && (is_prose(key) || str_eq(key, S("title"))))
		say(f, lang, str_eq(key, S("title")), at);
	else if (n->type == JSON_OBJECT && is_names(f->json, at))
		find_names(f, at, str_eq(key, S("title")));
	else if (n->type == JSON_OBJECT || n->type == JSON_ARRAY)
		find_in(f, at, lang);
}

/* As deep as JSON_DEPTH_MAX. */
static void find_in(struct finder *f, uint32_t node, struct str lang)
{
	const struct json_node *n = &f->json->nodes[node];
	uint32_t at = json_first(node);
	if (n->type == JSON_OBJECT)
		lang = lang_in(f, node, lang);
	for (uint32_t i = 0; i < n->count; i++, at = f->json->nodes[at].next) {
		const struct json_node *value = &f->json->nodes[at];
		if (n->type == JSON_OBJECT)
			find_member(f, at, lang);
		else if (value->type == JSON_OBJECT || value->type == JSON_ARRAY)
			find_in(f, at, lang);
	}
}

void act_words_find(struct act_words *out, const struct act *act, struct arena *a)
{
	struct finder *f = arena_new(a, struct finder);
	f->json = &act->json;
	f->arena = a;
	f->out = out;
	out->count = 0;
	find_in(f, 0, STR_NONE);
	for (uint32_t i = 0; i < out->count; i++)
		out->at[i].words = buf_str(&f->words[i]);
}

const struct said *act_words_in(const struct act_words *w, struct str lang)
{
	for (uint32_t i = 0; i < w->count; i++) {
		if (str_eq(w->at[i].lang, lang))
			return &w->at[i];
	}
	return NULL;
}
