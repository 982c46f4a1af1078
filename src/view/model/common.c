#include "view/model/common.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "view/messages.h"

MODEL_DEFINE(evidence_item)
MODEL_DEFINE(party_item)
MODEL_DEFINE(meeting_item)
MODEL_DEFINE(release_item)
MODEL_DEFINE(term_item)
MODEL_DEFINE(code_item)

struct str site_lang(const struct site *s)
{
	return view_lang_tag(s->lang);
}

struct lang_text words_of(const struct site *s, const struct names *names)
{
	const struct charter *c = forum_charter(s->forum);
	struct str fallback = c != NULL && c->languages.count > 0 ? c->languages.at[0] : S("en");
	struct lang_text words = { STR_NONE, STR_NONE };
	if (names == NULL || names->count == 0)
		return words;
	words.text = names_in(names, site_lang(s), fallback, &words.lang);
	return words;
}

struct lang_text words_of_code(const struct site *s, struct str code)
{
	const struct charter *c = forum_charter(s->forum);
	const struct names *names = c != NULL ? charter_word(c, code) : NULL;
	if (names != NULL)
		return words_of(s, names);
	struct buf name;
	buf_init(&name, s->scratch, CODE_BYTES_MAX + 8);
	buf_put(&name, S("word."));
	buf_put(&name, code);
	enum message id = message_of(buf_str(&name));
	if (id != MESSAGE__COUNT)
		return (struct lang_text){ site_lang(s), message_text(s->lang, id, 1) };
	return (struct lang_text){ STR_NONE, code };
}

struct lang_text words_of_category(const struct site *s, struct str id)
{
	const struct charter *c = forum_charter(s->forum);
	const struct charter_category *category = c != NULL ? charter_category(c, id) : NULL;
	struct lang_text words = words_of_code(s, id);
	return words.lang.n == 0 && category != NULL ? words_of(s, &category->name) : words;
}

struct lang_text words_of_party(const struct site *s, struct str code, int32_t day)
{
	const struct party *p = code.n > 0 ? party_find(s->forum, code) : NULL;
	if (p == NULL)
		return (struct lang_text){ STR_NONE, code };
	return words_of(s, party_names_on(p, day));
}

struct lang_text words_of_body(const struct site *s, struct str code, int32_t day)
{
	const struct charter *c = forum_charter(s->forum);
	if (code.n == 0)
		return (struct lang_text){ STR_NONE, STR_NONE };
	if (c == NULL || charter_body(c, code) == NULL) {
		const struct institution *i = institution_find(s->forum, code);
		return i != NULL ? words_of(s, &i->names) : words_of_code(s, code);
	}
	return words_of(s, body_names_on(s->forum, code, day));
}

struct lang_text words_of_office(const struct site *s, struct str code)
{
	const struct charter *c = forum_charter(s->forum);
	for (uint32_t i = 0; c != NULL && i < c->offices_count; i++) {
		if (str_eq(c->offices[i].id, code))
			return words_of(s, &c->offices[i].name);
	}
	return words_of_code(s, code);
}

struct lang_text words_guess(struct str text)
{
	for (size_t at = 0; at < text.n;) {
		size_t n;
		uint32_t c = utf8_get(text, at, &n);
		if (c >= 0x400 && c <= 0x4ff)
			return (struct lang_text){ S("ru"), text };
		at += n;
	}
	return (struct lang_text){ S("en"), text };
}

const struct evidence_item *evidence_of(const struct site *s, const struct evidence *e)
{
	struct evidence_item *item = arena_new(s->scratch, struct evidence_item);
	*item = (struct evidence_item){ .entry = (int64_t)e->entry, .basis = e->basis,
		.note = e->note, .sources = e->sources, .meeting = e->meeting };
	return item;
}

int32_t day_or(struct date d, int32_t otherwise)
{
	return date_known(d) ? date_first_day(d) : otherwise;
}

struct meeting_item meeting_item_of(const struct site *s, const struct meeting *m)
{
	return (struct meeting_item){ .code = m->code, .title = words_of(s, &m->title),
		.body = m->body, .body_name = words_of_body(s, m->body, day_or(m->from, s->day)),
		.from = m->from, .until = m->until, .place = words_of(s, &m->place),
		.mode = m->mode, .status = m->status };
}

/* The title in the page's language, or in the first that has one. */
static struct lang_text release_title(const struct site *s, const struct release *r)
{
	struct lang_text title = { STR_NONE, STR_NONE };
	for (uint32_t i = 0; i < r->versions_count; i++) {
		const struct release_lang *v = &r->versions[i];
		bool is_ours = view_lang_of(str_sub(v->lang, 0, str_find(v->lang, '-', 0))) == s->lang;
		if (v->title.n > 0 && (title.text.n == 0 || is_ours))
			title = (struct lang_text){ v->lang, v->title };
	}
	return title;
}

struct release_item release_item_of(const struct site *s, const struct release *r)
{
	struct str *tags = arena_array(s->scratch, struct str, r->versions_count);
	for (uint32_t i = 0; i < r->versions_count; i++)
		tags[i] = r->versions[i].lang;
	return (struct release_item){ .code = r->code, .kind = r->kind, .issued = r->issued,
		.title = release_title(s, r), .issuer = words_of(s, &r->issuer),
		.languages = { r->versions_count, tags } };
}

struct term_item term_item_of(const struct site *s, const struct term *t)
{
	return (struct term_item){ .office = t->office,
		.office_name = words_of_office(s, t->office), .party = t->party,
		.party_name = words_of_party(s, t->party, day_or(t->from, s->day)), .from = t->from,
		.until = t->until, .planned_until = t->planned_until,
		.is_current = term_on(s->forum, t->office, s->day) == t,
		.evidence = evidence_of(s, &t->evidence) };
}
