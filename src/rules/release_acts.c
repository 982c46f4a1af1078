/* Releases: published by an officer, or by a delegate for her own party. */
#include "rules/judge.h"

/* Who may act in some bodies or meetings only says in which one; no meeting is none of them. */
static void guard_scope(struct judge *j, const struct actor *by, struct str meeting)
{
	if (by->meetings.count > 0 && !strs_has(&by->meetings, meeting))
		finding_add_at(j->found, FINDING_MEETING_OUT_OF_SCOPE, S("meeting"));
	if (by->bodies.count == 0)
		return;
	const struct meeting *m = meeting_find(j->f, meeting);
	if (m == NULL || !strs_has(&by->bodies, m->body))
		finding_add_at(j->found, FINDING_BODY_OUT_OF_SCOPE, S("meeting"));
}

/* May the author publish under this party's name (empty: the forum's own)? */
static void guard_publisher(struct judge *j, struct str party, struct str meeting)
{
	const struct actor *by = j->cast.at[0].actor; /* the author's line comes first */
	(void)cast_keys(j, j->act->entry->act.by, false);
	if (by == NULL || by->role == ACTOR_COORDINATOR) {
		finding_add(j->found, FINDING_POWER_MISSING);
		return;
	}
	if (by->role == ACTOR_OFFICER)
		return;
	if (!strs_has(&by->powers, S("publish")))
		finding_add(j->found, FINDING_POWER_MISSING);
	guard_scope(j, by, meeting);
	if (!str_eq(party, by->party))
		finding_add_at(j->found, FINDING_ACTS_FOR_OTHER_PARTY, S("party"));
	const struct party *own = party_find(j->f, by->party);
	if (own != NULL && own->is_suspended)
		finding_add(j->found, FINDING_PARTY_SUSPENDED);
	if (own != NULL && str_eq(own->category, S("none")))
		finding_add(j->found, FINDING_PARTY_LEFT);
}

static void guard_facets(struct judge *j, const struct facet_list *facets, struct str place)
{
	for (uint32_t i = 0; i < facets->count; i++) {
		for (uint32_t k = 0; k < i; k++) {
			if (str_eq(facets->at[i].code, facets->at[k].code))
				finding_add_at(j->found, FINDING_FACET_TWICE, place);
		}
	}
}

void release_publish_check(struct judge *j, const struct release_publish *c)
{
	guard_publisher(j, c->party, c->meeting);
	if (release_find(j->f, c->code) != NULL)
		finding_add_at(j->found, FINDING_CODE_USED, S("code"));
	if (c->party.n > 0)
		(void)guard_party(j, c->party);
	guard_facets(j, &c->topics, S("topics"));
	guard_facets(j, &c->organisations, S("organisations"));
	for (uint32_t i = 0; i < c->versions.count; i++) {
		for (uint32_t k = 0; k < i; k++) {
			if (str_eq(c->versions.at[i].lang, c->versions.at[k].lang))
				finding_add_at(j->found, FINDING_LANGUAGE_TWICE, S("versions"));
		}
	}
}

static bool names_same(const struct names *a, const struct names *b)
{
	if (a->count != b->count)
		return false;
	for (uint32_t i = 0; i < a->count; i++) {
		if (!str_eq(a->at[i].lang, b->at[i].lang) || !str_eq(a->at[i].text, b->at[i].text))
			return false;
	}
	return true;
}

/* A facet, with the strings of the last release that had the same one: most repeat. */
static struct release_facet facet_keep(struct forum *f, char letter, const struct facet *facet)
{
	const struct posting *list = posting_find(&f->release_facets, letter, facet->code);
	const struct release_facet *last = list == NULL ? NULL : list->facet;
	if (last != NULL && str_eq(last->party, facet->party) &&
	    str_eq(last->printed, facet->printed) && names_same(&last->names, &facet->names))
		return *last;
	return (struct release_facet){ keep_str(f, facet->code), keep_str(f, facet->party),
		keep_str(f, facet->printed), keep_names(f, &facet->names) };
}

static const struct release_facet *facets_keep(struct forum *f, char letter,
    const struct facet_list *facets)
{
	if (facets->count == 0)
		return NULL;
	struct release_facet *at = arena_array(f->arena, struct release_facet, facets->count);
	for (uint32_t i = 0; i < facets->count; i++)
		at[i] = facet_keep(f, letter, &facets->at[i]);
	return at;
}

/* Versions ascending by language; `fresh` goes where it belongs among the count that are there. */
static void version_insert(struct release_lang *at, uint32_t count, struct release_lang fresh)
{
	for (; count > 0 && str_cmp(at[count - 1].lang, fresh.lang) > 0; count--)
		at[count] = at[count - 1];
	at[count] = fresh;
}

static struct release_lang version_keep(struct forum *f, const struct release_text *text,
    uint64_t entry)
{
	return (struct release_lang){ keep_str(f, text->lang), keep_str(f, text->title),
		text->text.n > 0, entry };
}

void release_publish_apply(struct forum *f, const struct judged *act,
    const struct release_publish *c)
{
	struct release_lang *versions =
	    arena_array(f->arena, struct release_lang, c->versions.count);
	for (uint32_t i = 0; i < c->versions.count; i++)
		version_insert(versions, i, version_keep(f, &c->versions.at[i], act->index));
	struct release *r = table_add(&f->releases);
	*r = (struct release){ .code = keep_str(f, c->code),
		.kind = keep_str(f, c->kind),
		.meeting = keep_str(f, c->meeting),
		.party = keep_str(f, c->party),
		.issued = c->issued,
		.issuer = keep_names(f, &c->issuer),
		.organisations_count = c->organisations.count,
		.topics_count = c->topics.count,
		.versions_count = c->versions.count,
		.organisations = facets_keep(f, 'o', &c->organisations),
		.topics = facets_keep(f, 't', &c->topics),
		.versions = versions,
		.entry = act->index };
	derive_release(f, f->releases.count - 1);
	f->versions[NOUN_RELEASE]++;
}

void release_version_check(struct judge *j, const struct release_version *c)
{
	const struct release *r = release_find(j->f, c->release);
	if (r == NULL) {
		finding_add_at(j->found, FINDING_RELEASE_UNKNOWN, S("release"));
		return;
	}
	guard_publisher(j, r->party, r->meeting);
	for (uint32_t i = 0; i < r->versions_count; i++) {
		if (str_eq(r->versions[i].lang, c->version.lang))
			finding_add_at(j->found, FINDING_LANGUAGE_TWICE, S("version"));
	}
	if (r->versions_count == LANGUAGES_MAX)
		finding_add_at(j->found, FINDING_LANGUAGE_TWICE, S("version"));
}

void release_version_apply(struct forum *f, const struct judged *act,
    const struct release_version *c)
{
	uint32_t at = map_get(&f->release_by_code, c->release);
	struct release *r = table_touch(&f->releases, at);
	struct release_lang *versions =
	    arena_array(f->arena, struct release_lang, r->versions_count + 1);
	memcpy(versions, r->versions, r->versions_count * sizeof *versions);
	struct release_lang fresh = version_keep(f, &c->version, act->index);
	version_insert(versions, r->versions_count, fresh);
	r->versions = versions;
	r->versions_count++;
	order_insert(&posting_touch(&f->release_facets, 'l', fresh.lang)->order, at);
	f->versions[NOUN_RELEASE]++;
}
