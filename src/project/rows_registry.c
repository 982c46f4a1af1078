/* Rows of parties, actors, terms, the register of meetings, institutions and releases. */
#include "project/rows_priv.h"

#include "base/arena.h"
#include "base/buf.h"

/* The newest official name in a language, else any. */
static struct str party_name(const struct party *p, const char *lang)
{
	struct str found = STR_NONE;
	bool is_official = false;
	for (uint32_t i = 0; i < p->names_count; i++) {
		struct str text = names_lang(&p->names[i].names, lang);
		if (text.n == 0 || (is_official && p->names[i].is_variant))
			continue;
		found = text;
		is_official = !p->names[i].is_variant;
	}
	return found;
}

static struct str release_title(const struct release *r, const char *lang)
{
	for (uint32_t i = 0; i < r->versions_count; i++) {
		if (str_eq(r->versions[i].lang, str_c(lang)))
			return r->versions[i].title;
	}
	return STR_NONE;
}

static struct str role_name(enum actor_role role)
{
	static const struct str names[] = { [ACTOR_OFFICER] = S("officer"),
		[ACTOR_COORDINATOR] = S("coordinator"), [ACTOR_DELEGATE] = S("delegate") };
	return names[role];
}

#define TABLE ROW_TABLE
#define COLUMN ROW_COLUMN
#define END ROW_END
#include "project/tables_registry.def"
#undef TABLE
#undef COLUMN
#undef END

#define WORDS_BYTES_MAX ((size_t)1024 * 1024)

/* Every language of a party's names, once. */
static bool is_first_of_lang(const struct party *p, uint32_t at, struct str lang)
{
	for (uint32_t i = 0; i < at; i++) {
		if (names_exactly(&p->names[i].names, lang).n > 0)
			return false;
	}
	return true;
}

static void party_item(struct rows *o, const struct party *p, struct str lang)
{
	struct buf words;
	struct str title = STR_NONE;
	buf_init(&words, o->arena, WORDS_BYTES_MAX);
	rows_line(&words, p->code);
	for (uint32_t i = 0; i < p->names_count; i++) {
		const struct names *n = &p->names[i].names;
		for (uint32_t k = 0; k < n->count; k++) {
			if (!str_eq(n->at[k].lang, lang))
				continue;
			if (title.n == 0 || !p->names[i].is_variant)
				title = n->at[k].text;
			rows_line(&words, n->at[k].text);
		}
	}
	for (uint32_t i = 0; i < p->statuses_count; i++)
		rows_line(&words, p->statuses[i].evidence.note);
	rows_item(o, (struct item){ .noun = S("party"), .code = p->code, .kind = p->category,
		.lang = lang, .party = p->code, .title = title, .words = buf_str(&words),
		.day = p->statuses_count > 0 ? p->statuses[0].span.from : DATE_NONE,
		.address = rows_address(o, "parties", p->code), .entry = p->admitted_entry });
}

static void party_rows(struct rows *o, const struct party *p)
{
	const struct name_row about = { .table = S("parties"), .code = p->code, .what = S("name") };
	parties_put(o, p, p, NULL);
	for (uint32_t i = 0; i < p->statuses_count; i++)
		party_statuses_put(o, p, &p->statuses[i], NULL);
	for (uint32_t i = 0; i < p->names_count; i++) {
		const struct party_name *n = &p->names[i];
		for (uint32_t k = 0; k < n->names.count; k++) {
			party_names_put(o, p, n, &n->names.at[k]);
			if (is_first_of_lang(p, i, n->names.at[k].lang))
				party_item(o, p, n->names.at[k].lang);
		}
		rows_names(o, &about, &n->names);
	}
}

static void actor_rows(struct rows *o, const struct actor *a)
{
	actors_put(o, a, a, NULL);
	for (uint32_t i = 0; i < a->keys_count; i++)
		actor_keys_put(o, a, &a->keys[i], NULL);
}

static void body_name_rows(struct rows *o, const struct body_name *n)
{
	rows_names(o, &(struct name_row){ .table = S("body_names"), .code = n->body, .what = S("name") },
	    &n->names);
	for (uint32_t i = 0; i < n->names.count; i++) {
		body_names_put(o, n, n, &n->names.at[i]);
		rows_item(o, (struct item){ .noun = S("body"), .code = n->body,
			.lang = n->names.at[i].lang, .body = n->body, .day = n->span.from,
			.title = n->names.at[i].text, .address = rows_address(o, "bodies", n->body),
			.entry = n->evidence.entry });
	}
}

static void meeting_item(struct rows *o, const struct meeting *m, struct str lang, struct str title)
{
	struct buf words;
	buf_init(&words, o->arena, WORDS_BYTES_MAX);
	rows_line(&words, names_exactly(&m->place, lang));
	for (uint32_t i = 0; i < m->documents_count; i++) {
		rows_line(&words, m->documents[i].symbol);
		rows_line(&words, names_exactly(&m->documents[i].title, lang));
	}
	rows_line(&words, m->evidence.note);
	rows_item(o, (struct item){ .noun = S("meeting"), .code = m->code, .kind = m->status,
		.lang = lang, .party = m->chair, .body = m->body, .day = m->from, .title = title,
		.words = buf_str(&words), .address = rows_address(o, "meetings", m->code),
		.entry = m->evidence.entry });
}

static void meeting_register_rows(struct rows *o, const struct meeting *m)
{
	meetings_put(o, m, m, NULL);
	rows_names(o, &(struct name_row){ .table = S("meetings"), .code = m->code, .what = S("title") },
	    &m->title);
	rows_names(o, &(struct name_row){ .table = S("meetings"), .code = m->code, .what = S("place") },
	    &m->place);
	for (uint32_t i = 0; i < m->documents_count; i++) {
		meeting_papers_put(o, m, &m->documents[i], NULL);
		rows_names(o, &(struct name_row){ .table = S("meeting_papers"),
			.code = m->documents[i].symbol, .what = S("title") }, &m->documents[i].title);
	}
	for (uint32_t i = 0; i < m->title.count; i++)
		meeting_item(o, m, m->title.at[i].lang, m->title.at[i].text);
}

static void institution_rows(struct rows *o, const struct institution *i)
{
	institutions_put(o, i, i, NULL);
	rows_names(o, &(struct name_row){ .table = S("institutions"), .code = i->code,
		.what = S("name") }, &i->names);
	for (uint32_t k = 0; k < i->names.count; k++) {
		rows_item(o, (struct item){ .noun = S("institution"), .code = i->code, .kind = i->kind,
			.lang = i->names.at[k].lang, .party = i->initiated_by, .day = i->founded,
			.title = i->names.at[k].text,
			.address = rows_address(o, "institutions", i->code),
			.entry = i->evidence.entry });
	}
}

static void release_rows(struct rows *o, const struct release *r)
{
	releases_put(o, r, r, NULL);
	rows_names(o, &(struct name_row){ .table = S("releases"), .code = r->code, .what = S("issuer") },
	    &r->issuer);
	for (uint32_t i = 0; i < r->organisations_count; i++) {
		release_organisations_put(o, r, &r->organisations[i], NULL);
		rows_names(o, &(struct name_row){ .table = S("release_organisations"),
			.code = r->organisations[i].code, .what = S("name") },
		    &r->organisations[i].names);
	}
	for (uint32_t i = 0; i < r->topics_count; i++) {
		release_topics_put(o, r, &r->topics[i], NULL);
		rows_names(o, &(struct name_row){ .table = S("release_topics"), .code = r->topics[i].code,
			.what = S("name") }, &r->topics[i].names);
	}
	for (uint32_t i = 0; i < r->versions_count; i++) {
		const struct release_lang *v = &r->versions[i];
		release_versions_put(o, r, v, NULL);
		rows_item(o, (struct item){ .noun = S("release"), .code = r->code, .kind = r->kind,
			.lang = v->lang, .party = r->party, .day = r->issued, .title = v->title,
			.words = rows_words_in(o, v->entry, v->lang),
			.address = rows_address(o, "releases", r->code), .entry = v->entry });
	}
}

void registry_rows(struct rows *o, enum state_table t, const void *row)
{
	if (t == STATE_parties)
		party_rows(o, row);
	else if (t == STATE_actors)
		actor_rows(o, row);
	else if (t == STATE_recoveries)
		recoveries_put(o, row, row, NULL);
	else if (t == STATE_waiting)
		waiting_acts_put(o, row, row, NULL);
	else if (t == STATE_acts)
		delegate_acts_put(o, row, row, NULL);
	else if (t == STATE_marks)
		act_marks_put(o, row, row, NULL);
	else if (t == STATE_body_names)
		body_name_rows(o, row);
	else if (t == STATE_terms)
		terms_put(o, row, row, NULL);
	else if (t == STATE_meetings)
		meeting_register_rows(o, row);
	else if (t == STATE_institutions)
		institution_rows(o, row);
	else if (t == STATE_releases)
		release_rows(o, row);
}
