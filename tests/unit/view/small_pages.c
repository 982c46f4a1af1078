#include "proof/merkle.h"
#include "rules/silence.h"
#include "unit/view/small.h"
#include "view/model/audit.h"
#include "view/model/journal.h"
#include "view/model/measures.h"

static enum view_status show_front(struct buf *out, const struct site *s, struct str code)
{
	(void)code;
	return front_page(out, s);
}

static enum view_status show_parties(struct buf *out, const struct site *s, struct str code)
{
	return code.n > 0 ? party_page(out, s, code) : parties_page(out, s);
}

static enum view_status show_bodies(struct buf *out, const struct site *s, struct str code)
{
	return code.n > 0 ? body_page(out, s, &(struct body_query){ .code = code }) : bodies_page(out, s);
}

static enum view_status show_presidency(struct buf *out, const struct site *s, struct str code)
{
	(void)code;
	return presidency_page(out, s);
}

static enum view_status show_meetings(struct buf *out, const struct site *s, struct str code)
{
	struct meetings_query q = { .page = 1 };
	return code.n > 0 ? meeting_page(out, s, code) : meetings_page(out, s, &q);
}

static enum view_status show_meetings_of(struct buf *out, const struct site *s, struct str code)
{
	struct meetings_query q = { .body = code, .page = 0 };
	return meetings_page(out, s, &q);
}

static enum view_status show_console(struct buf *out, const struct site *s, struct str code)
{
	return console_page(out, s, code);
}

static enum view_status show_room(struct buf *out, const struct site *s, struct str code)
{
	return room_page(out, s, code);
}

static enum view_status show_seat(struct buf *out, const struct site *s, struct str code)
{
	return seat_page(out, s, S("now"), code);
}

static enum view_status show_documents(struct buf *out, const struct site *s, struct str code)
{
	struct documents_query q = { .class = code, .page = 1 };
	return documents_page(out, s, &q);
}

static enum view_status show_contents(struct buf *out, const struct site *s, struct str code)
{
	static const bool here[20] = { true };
	struct contents_query q = { .page = code.n > 0 ? 9999 : 1, .per_page = 20, .here = here };
	return contents_page(out, s, &q);
}

static enum view_status show_audit(struct buf *out, const struct site *s, struct str code)
{
	struct audit_facts facts = { .now = { INT64_MAX / 2 }, .has_landlock = true, .has_mail = true };
	if (code.n > 0)
		facts = (struct audit_facts){ .is_unconfined = true, .turned_away = 1, .has_mail = true,
			.mail_behind = AUDIT_BEHIND_MAX + 1, .published = s->size + 1 };
	return audit_page(out, s, &facts);
}

static enum view_status show_secretariat(struct buf *out, const struct site *s, struct str code)
{
	(void)code;
	return secretariat_page(out, s);
}

/* The first one there is, or none. */
static enum view_status show_document(struct buf *out, const struct site *s, struct str code)
{
	struct document_query q = { .code = code };
	struct buf entry;
	buf_init(&entry, s->scratch, 24);
	buf_dec(&entry, (int64_t)document_at(s->forum, 0)->entry);
	if (code.n == 0)
		q.code = buf_str(&entry);
	return document_page(out, s, &q);
}

static enum view_status show_institutions(struct buf *out, const struct site *s, struct str code)
{
	return code.n > 0 ? institution_page(out, s, code) : institutions_page(out, s);
}

static enum view_status show_releases(struct buf *out, const struct site *s, struct str code)
{
	struct releases_query q = { .topic = code, .page = 1 };
	struct str texts[3] = { S("First <p>\n\nSecond"), STR_NONE, S("Третий") };
	struct release_query one = { .code = code, .texts_count = 3, .texts = texts,
		.note = S("a note <i>") };
	return code.n > 0 ? release_page(out, s, &one) : releases_page(out, s, &q);
}

static enum view_status show_search(struct buf *out, const struct site *s, struct str code)
{
	struct releases_query q = { .topic = S("un"), .organisation = S("\"><x"), .party = S("kz"),
		.language = S("en"), .kind = S("comment"), .page = 3, .problem = code,
		.from = { 2016, 4, 0, -1 }, .until = { 2016, 0, 0, -1 } };
	return releases_page(out, s, &q);
}

/* What the index gives: of the record, so hostile; the bytes that mark what was found may be anywhere. */
static enum view_status show_found(struct buf *out, const struct site *s, struct str code)
{
	static const struct hash acts[2];
	static const struct search_count counts[] = { { S("release"), 2 }, { S("<none>"), 1 } };
	const struct search_hit hits[] = {
		{ .item = { .noun = S("release"), .code = S("r-1"), .kind = S("comment"), .lang = S("ru"),
		      .party = S("kz"), .body = S("council"), .day = { 2016, 4, 27, -1 },
		      .symbol = S("A/<1>"), .address = S("releases/r-1"), .entry = 3 },
		    .title = S("a \x01<b>\x02 c"), .snippet = S("\x01x\x02 & \x01y") },
		{ .item = { .noun = S("odd"), .code = S("\"><x"), .day = { 0, 0, 0, -1 },
		      .address = S("record/0") } },
	};
	const struct search_result found = { .total = 47, .is_more = str_eq(code, S("more")),
		.hits_count = 2, .hits = hits, .size = 1,
		.facets_count = { [FACET_NOUN] = 2, [FACET_KIND] = 2 },
		.facets = { [FACET_NOUN] = counts, [FACET_KIND] = counts } };
	const struct search_request q = { .query = { .text = S("\"><x"), .noun = S("text"),
		.from = DATE_NONE, .until = { 2016, 4, 0, -1 } }, .page = 2, .answer = SEARCH_FOUND,
		.found = &found, .acts = acts };
	return search_page(out, s, &q);
}

static enum view_status show_not_found(struct buf *out, const struct site *s, struct str code)
{
	struct search_request q = { .query = { .from = DATE_NONE, .until = DATE_NONE }, .page = 1,
		.answer = code.n > 0 ? SEARCH_REFUSED : SEARCH_NOT_READY, .problem = code };
	return search_page(out, s, &q);
}

static enum view_status show_verify(struct buf *out, const struct site *s, struct str code)
{
	(void)code;
	return verify_page(out, s);
}

static enum view_status show_charter(struct buf *out, const struct site *s, struct str code)
{
	(void)code;
	return charter_page(out, s);
}

static enum view_status show_findings(struct buf *out, const struct site *s, struct str code)
{
	(void)code;
	return findings_page(out, s);
}

static enum view_status show_silences(struct buf *out, const struct site *s, struct str code)
{
	struct silence_query q = { .code = code };
	return code.n > 0 ? silence_page(out, s, &q) : silences_page(out, s);
}

static enum view_status show_coordinator(struct buf *out, const struct site *s, struct str code)
{
	struct coordinator_query q = { .party = code, .op = S("dismiss"), .delegate = S("kz/delegate-1"),
		.ground = S("An \"example\"") };
	return coordinator_page(out, s, &q);
}

static enum view_status show_desk(struct buf *out, const struct site *s, struct str code)
{
	struct desk_query q = { .party = code };
	return desk_page(out, s, &q);
}

static enum view_status show_measures(struct buf *out, const struct site *s, struct str code)
{
	const struct measures_query q = { STR_NONE, STR_NONE };
	return code.n > 0 ? area_page(out, s, code) : measures_page(out, s, &q);
}

static enum view_status show_measures_of(struct buf *out, const struct site *s, struct str code)
{
	const struct measures_query q = { .dimension = S("economic"), .party = code };
	return measures_page(out, s, &q);
}

static enum view_status show_plans(struct buf *out, const struct site *s, struct str code)
{
	return code.n > 0 ? plan_page(out, s, code) : plans_page(out, s);
}

static enum view_status show_activities(struct buf *out, const struct site *s, struct str code)
{
	const struct activities_query q = { .year = INTEGER_ABSENT, .page = 1 };
	return code.n > 0 ? activity_page(out, s, &(struct activity_query){ .code = code })
			  : activities_page(out, s, &q);
}

static enum view_status show_activities_of(struct buf *out, const struct site *s, struct str code)
{
	const struct activities_query q = { .area = S("economic.sme"), .party = S("kz"),
		.state = code, .year = 2016, .page = 1 };
	return activities_page(out, s, &q);
}

static enum view_status show_undertakings(struct buf *out, const struct site *s, struct str code)
{
	(void)code;
	return undertakings_page(out, s);
}

static enum view_status show_agreements(struct buf *out, const struct site *s, struct str code)
{
	return code.n > 0 ? agreement_page(out, s, code) : agreements_page(out, s);
}

static enum view_status show_relations(struct buf *out, const struct site *s, struct str code)
{
	(void)code;
	return relations_page(out, s);
}

static enum view_status show_problem(struct buf *out, const struct site *s, struct str code)
{
	if (str_eq(code, S("too-long")))
		return problem_page(out, s, PROBLEM_TOO_LONG);
	return problem_page(out, s, code.n > 0 ? PROBLEM_BUSY : PROBLEM_NOT_FOUND);
}

static const struct {
	const char *path, *code;
	enum view_status (*show)(struct buf *out, const struct site *s, struct str code);
	enum view_status status;
} pages[] = {
	{ "/en/", "", show_front, VIEW_OK },
	{ "/en/parties?on=2016-04-28", "", show_parties, VIEW_OK },
	{ "/en/parties/kz", "kz", show_parties, VIEW_OK },
	{ "/en/parties/tr", "tr", show_parties, VIEW_OK },
	{ "/en/parties/xx", "xx", show_parties, VIEW_OK },
	{ "/en/parties/club", "club", show_parties, VIEW_OK },
	{ "/en/parties/none", "none", show_parties, VIEW_NOT_FOUND },
	{ "/en/bodies", "", show_bodies, VIEW_OK },
	{ "/en/bodies/council", "council", show_bodies, VIEW_OK },
	{ "/en/bodies/summit", "summit", show_bodies, VIEW_OK },
	{ "/en/bodies/none", "none", show_bodies, VIEW_NOT_FOUND },
	{ "/en/presidency", "", show_presidency, VIEW_OK },
	{ "/en/search?q=x", "", show_found, VIEW_OK },
	{ "/en/search?q=x&until=2016", "more", show_found, VIEW_OK },
	{ "/en/search", "", show_not_found, VIEW_OK },
	{ "/en/search?q=-x", "q", show_not_found, VIEW_BAD },
	{ "/en/search?from=x", "from", show_not_found, VIEW_BAD },
	{ "/en/meetings", "", show_meetings, VIEW_OK },
	{ "/en/meetings?body=council", "council", show_meetings_of, VIEW_OK },
	{ "/en/meetings/council-1", "council-1", show_meetings, VIEW_OK },
	{ "/en/meetings/council-3", "council-3", show_meetings, VIEW_OK },
	{ "/en/meetings/odd", "odd", show_meetings, VIEW_OK },
	{ "/en/meetings/none", "none", show_meetings, VIEW_NOT_FOUND },
	{ "/en/meetings/now", "now", show_meetings, VIEW_OK },
	{ "/en/meetings/ahead", "ahead", show_meetings, VIEW_OK },
	{ "/en/meetings/past", "past", show_meetings, VIEW_OK },
	{ "/en/meetings/now/chair", "now", show_console, VIEW_OK },
	{ "/en/meetings/ahead/chair", "ahead", show_console, VIEW_OK },
	{ "/en/meetings/past/chair", "past", show_console, VIEW_OK },
	{ "/en/meetings/council-1/chair", "council-1", show_console, VIEW_NOT_FOUND },
	{ "/en/meetings/now/room", "now", show_room, VIEW_OK },
	{ "/en/meetings/past/room", "past", show_room, VIEW_OK },
	{ "/en/meetings/none/room", "none", show_room, VIEW_NOT_FOUND },
	{ "/en/meetings/now/seat?party=kz", "kz", show_seat, VIEW_OK },
	{ "/en/meetings/now/seat?party=tr", "tr", show_seat, VIEW_OK },
	{ "/en/meetings/now/seat", "", show_seat, VIEW_OK },
	{ "/en/meetings/now/seat?party=none", "none", show_seat, VIEW_NOT_FOUND },
	{ "/en/documents", "", show_documents, VIEW_OK },
	{ "/en/documents?class=none", "none", show_documents, VIEW_OK },
	{ "/en/documents/1", "", show_document, VIEW_OK },
	{ "/en/documents/none", "none", show_document, VIEW_NOT_FOUND },
	{ "/en/contents", "", show_contents, VIEW_OK },
	{ "/en/contents?page=9999", "far", show_contents, VIEW_NOT_FOUND },
	{ "/en/audit", "", show_audit, VIEW_OK },
	{ "/en/audit?bad", "bad", show_audit, VIEW_OK },
	{ "/en/secretariat", "", show_secretariat, VIEW_OK },
	{ "/en/institutions", "", show_institutions, VIEW_OK },
	{ "/en/institutions/secretariat", "secretariat", show_institutions, VIEW_OK },
	{ "/en/institutions/none", "none", show_institutions, VIEW_NOT_FOUND },
	{ "/en/releases", "", show_releases, VIEW_OK },
	{ "/en/releases/comment-1", "comment-1", show_releases, VIEW_OK },
	{ "/en/releases/none", "none", show_releases, VIEW_NOT_FOUND },
	{ "/en/releases?from=\"><script>", "from", show_search, VIEW_BAD },
	{ "/en/releases?topic=un", "", show_search, VIEW_OK },
	{ "/en/silences", "", show_silences, VIEW_OK },
	{ "/en/silences/none", "none", show_silences, VIEW_NOT_FOUND },
	{ "/en/parties/kz/desk", "kz", show_desk, VIEW_OK },
	{ "/en/parties/tr/desk", "tr", show_desk, VIEW_OK },
	{ "/en/parties/xx/desk", "xx", show_desk, VIEW_OK },
	{ "/en/parties/none/desk", "none", show_desk, VIEW_NOT_FOUND },
	{ "/en/parties/kz/coordinator", "kz", show_coordinator, VIEW_OK },
	{ "/en/parties/none/coordinator", "none", show_coordinator, VIEW_NOT_FOUND },
	{ "/en/measures", "", show_measures, VIEW_OK },
	{ "/en/measures/economic.sme", "economic.sme", show_measures, VIEW_OK },
	{ "/en/measures/none", "none", show_measures, VIEW_NOT_FOUND },
	{ "/en/measures?dimension=economic&party=kz", "kz", show_measures_of, VIEW_OK },
	{ "/en/plans", "", show_plans, VIEW_OK },
	{ "/en/plans/sme-2016", "sme-2016", show_plans, VIEW_OK },
	{ "/en/plans/concept", "concept", show_plans, VIEW_OK },
	{ "/en/plans/none", "none", show_plans, VIEW_NOT_FOUND },
	{ "/en/activities", "", show_activities, VIEW_OK },
	{ "/en/activities?state=held", "held", show_activities_of, VIEW_OK },
	{ "/en/activities?state=\"><x", "\"><x", show_activities_of, VIEW_OK },
	{ "/en/activities/held", "held", show_activities, VIEW_OK },
	{ "/en/activities/silent", "silent", show_activities, VIEW_OK },
	{ "/en/activities/moved", "moved", show_activities, VIEW_OK },
	{ "/en/activities/merged", "merged", show_activities, VIEW_OK },
	{ "/en/activities/none", "none", show_activities, VIEW_NOT_FOUND },
	{ "/en/undertakings", "", show_undertakings, VIEW_OK },
	{ "/en/agreements", "", show_agreements, VIEW_OK },
	{ "/en/agreements/mou", "mou", show_agreements, VIEW_OK },
	{ "/en/agreements/older", "older", show_agreements, VIEW_OK },
	{ "/en/agreements/convention", "convention", show_agreements, VIEW_OK },
	{ "/en/agreements/silent", "silent", show_agreements, VIEW_OK },
	{ "/en/agreements/none", "none", show_agreements, VIEW_NOT_FOUND },
	{ "/en/relations", "", show_relations, VIEW_OK },
	{ "/en/verify", "", show_verify, VIEW_OK },
	{ "/en/charter", "", show_charter, VIEW_OK },
	{ "/en/findings", "", show_findings, VIEW_OK },
	{ "/en/nothing", "", show_problem, VIEW_NOT_FOUND },
	{ "/en/busy", "busy", show_problem, VIEW_BAD },
	{ "/en/too-long", "too-long", show_problem, VIEW_BAD },
};

/* As web/ hands it over: with the acts of the day. */
static void show_journal(struct small *w, struct small_page *at, struct buf *out,
    const struct site *s)
{
	const struct conduct *c = conduct_find(w->forum, S("now"));
	struct journal_query q = { .meeting = S("now"), .day = journal_day_of(c, DATE_NONE) };
	uint64_t entries[JOURNAL_ACTS_MAX];
	q.acts_count = journal_entries(w->forum, c, q.day, entries);
	struct act_view *acts = arena_array(&w->scratch, struct act_view, q.acts_count);
	for (uint32_t i = 0; i < q.acts_count; i++)
		acts[i] = w->acts[entries[i]];
	q.acts = acts;
	uint64_t agenda_entries[JOURNAL_AGENDAS_MAX];
	q.agenda_count = journal_agenda_entries(c, q.day, agenda_entries);
	struct act_view *agenda = arena_array(&w->scratch, struct act_view, q.agenda_count);
	for (uint32_t i = 0; i < q.agenda_count; i++)
		agenda[i] = w->acts[agenda_entries[i]];
	q.agenda = agenda;
	at->path = "/en/meetings/now/journal";
	at->status = journal_page(out, s, &q);
	cm_assert(at->status == VIEW_OK && q.acts_count > 0);
}

static void show_record(struct small *w, struct small_page *at, struct buf *out,
    const struct site *s)
{
	struct act_view *newest = arena_array(&w->arena, struct act_view, w->count);
	for (uint32_t i = 0; i < w->count; i++)
		newest[i] = w->acts[w->count - 1 - i];
	struct record_query q = { .first = w->count - 1, .count = w->count, .acts = newest,
		.all = w->count };
	at->path = "/en/record";
	at->status = record_page(out, s, &q);
}

static void show_act(struct small *w, struct small_page *at, struct buf *out, const struct site *s,
    uint32_t index)
{
	struct act_query q = { .act = index < w->count ? &w->acts[index] : NULL,
		.receipt = S("c2sp.org/tlog-proof@v1\nindex 0\n\n<x>\n") };
	if (q.act != NULL) {
		merkle_leaf(&q.leaf, q.act->entry->bytes);
		q.signatures = w->signatures[index];
	}
	at->path = "/en/record/1";
	at->status = act_page(out, s, &q);
}

static struct act_view *acts_at(struct small *w, const struct silence_voice *voices, uint32_t count)
{
	struct act_view *acts = arena_array(&w->scratch, struct act_view, count);
	for (uint32_t i = 0; i < count; i++)
		acts[i] = w->acts[voices[i].entry];
	return acts;
}

struct silence_query small_silence_query(struct small *w, struct str code)
{
	const struct silence *of = silence_find(w->forum, code);
	cm_assert(of != NULL);
	struct act_view *steps = arena_array(&w->scratch, struct act_view, of->steps_count);
	for (uint32_t i = 0; i < of->steps_count; i++)
		steps[i] = w->acts[of->steps[i].entry];
	return (struct silence_query){ .code = code, .steps_count = of->steps_count, .steps = steps,
		.breaks_count = of->breaks_count,
		.breaks = acts_at(w, of->breaks, of->breaks_count),
		.statements_count = of->statements_count,
		.statements = acts_at(w, of->statements, of->statements_count) };
}

static void show_silence(struct small *w, struct small_page *at, struct buf *out,
    const struct site *s, uint32_t index)
{
	at->path = "/en/silences/x";
	if (index >= silence_count(w->forum))
		return;
	struct silence_query q = small_silence_query(w, silence_at(w->forum, index)->code);
	at->status = silence_page(out, s, &q);
	cm_assert(at->status == VIEW_OK);
}

bool small_page_next(struct small *w, struct small_page *at, struct buf *out, enum view_lang lang,
    enum view_format format)
{
	uint32_t number = at->number++, fixed = CM_COUNT(pages), acts = fixed + 2;
	uint32_t silences = acts + w->count + 1; /* one act more than there are: not found */
	uint32_t texts = silences + silence_count(w->forum);
	struct str path = str_c(number < fixed ? pages[number].path : "/en/record");
	struct site s = small_site(w, lang, format, path);
	buf_clear(out);
	if (number < fixed) {
		at->path = pages[number].path;
		at->status = pages[number].show(out, &s, str_c(pages[number].code));
		cm_assert(at->status == pages[number].status);
	} else if (number == fixed) {
		show_record(w, at, out, &s);
	} else if (number == fixed + 1) {
		show_journal(w, at, out, &s);
	} else if (number < silences) {
		show_act(w, at, out, &s, number - acts);
	} else if (number < texts) {
		show_silence(w, at, out, &s, number - silences);
	} else if (!small_text_next(w, at, out, &s, number - texts)) {
		return small_form_next(w, at, out, &s, number - texts - small_texts_count());
	}
	return true;
}
