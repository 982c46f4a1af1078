/*
 * The pages. Each takes the site and its typed query, and appends a whole document (HTML, or JSON of
 * the same model) to out. Lists are bounded: `page` counts from 1. Empty strings do not restrict.
 * Pure. The routes are in web/routes.def.
 */
#ifndef VIEW_PAGES_H
#define VIEW_PAGES_H

#include "codec/content.h"
#include "project/search.h"
#include "proof/receipt.h"
#include "view/site.h"

/* /{lang}/            what the forum is, who presides, its members that day, newest releases */
enum view_status front_page(struct buf *out, const struct site *s);
/* /{lang}/parties     members, observers, partners on the day, with the map */
enum view_status parties_page(struct buf *out, const struct site *s);
/* /{lang}/parties/{code}   one party: statuses, names, terms, who acts for it, releases */
enum view_status party_page(struct buf *out, const struct site *s, struct str code);
/* /{lang}/bodies      bodies by rank, with their names and periods, and the presidency's timeline */
enum view_status bodies_page(struct buf *out, const struct site *s);
/* /{lang}/bodies/{code}: period and next meeting due, bureau, chairs, names, meetings; `acts` are those of
 * the chair's record (chair_entries, view/model/chairs.h) */
struct act_view;
struct body_query {
	struct str code;
	uint32_t acts_count;
	const struct act_view *acts;
};
enum view_status body_page(struct buf *out, const struct site *s, const struct body_query *q);
/* /{lang}/presidency  chair terms on a timeline */
enum view_status presidency_page(struct buf *out, const struct site *s);
struct meetings_query {
	struct str body;
	uint32_t page;
};
/* /{lang}/meetings */
enum view_status meetings_page(struct buf *out, const struct site *s,
    const struct meetings_query *q);
/* /{lang}/meetings/{code} */
enum view_status meeting_page(struct buf *out, const struct site *s, struct str code);
/* /{lang}/institutions */
enum view_status institutions_page(struct buf *out, const struct site *s);
/* /{lang}/institutions/{code} */
enum view_status institution_page(struct buf *out, const struct site *s, struct str code);
struct releases_query {
	struct date from, until;
	struct str topic, organisation, language, kind, party;
	uint32_t page;
	struct str problem; /* name of a parameter that could not be read: said on the page, 400 */
};
/* /{lang}/releases */
enum view_status releases_page(struct buf *out, const struct site *s,
    const struct releases_query *q);
/* /{lang}/releases/{code}: the texts are read from the acts that hold them; texts[i] belongs to
 * versions[i] of the release, empty where none is held. The caller finds them. */
struct release_query {
	struct str code;
	uint32_t texts_count;
	const struct str *texts;
	struct strs sources;
	struct str note;
};
enum view_status release_page(struct buf *out, const struct site *s,
    const struct release_query *q);

/* /{lang}/search: the caller has asked the index, before the state was held. `acts`: of each hit the id of
 * the act of its entry. */
enum search_answer {
	SEARCH_NOT_ASKED, /* the empty form */
	SEARCH_FOUND,
	SEARCH_REFUSED,   /* `problem` says why: a query or a date that cannot be read; 400 */
	SEARCH_NOT_READY  /* the index is being built */
};
struct search_request {
	struct search_query query;
	uint32_t page;
	enum search_answer answer;
	struct str problem;    /* the parameter: q, from, until, page */
	const struct search_result *found; /* of SEARCH_FOUND */
	const struct hash *acts;
};
enum view_status search_page(struct buf *out, const struct site *s, const struct search_request *q);
/* /{lang}/tables: the SQL tables and their files */
enum view_status tables_page(struct buf *out, const struct site *s);

/* One act as it lies in the record. `entry` is parsed; `content` is filled when `kind` is ours. */
struct act_view {
	uint64_t index;
	const struct entry *entry;
	struct hash id;
	enum kind kind;
	const union content *content;
};
struct record_query {
	uint64_t first; /* index of the newest one shown */
	uint32_t count;
	const struct act_view *acts; /* newest first */
	uint64_t all;   /* entries in the record */
};
/* /{lang}/record?before=N   acts, newest first, with author, kind and time */
enum view_status record_page(struct buf *out, const struct site *s, const struct record_query *q);
struct act_query {
	const struct act_view *act; /* NULL: no such entry */
	struct hash leaf;
	struct str receipt;         /* the tlog-proof */
	const struct sshsig *signatures; /* one a signature line */
};
/* /{lang}/record/{index}    one act: in plain words and in full, signatures, proof, how to verify */
enum view_status act_page(struct buf *out, const struct site *s, const struct act_query *q);
/* /{lang}/silences    texts under silence: those that run, those that wait for a step, the past ones */
enum view_status silences_page(struct buf *out, const struct site *s);
/* /{lang}/silences/{code}: steps[i] is the act of the silence's step i, breaks[i] that of its
 * break i, statements[i] that of its statement i; the caller reads them from the record, of the last
 * two as many as it likes. */
struct silence_query {
	struct str code;
	uint32_t steps_count, breaks_count, statements_count;
	const struct act_view *steps, *breaks, *statements;
};
enum view_status silence_page(struct buf *out, const struct site *s,
    const struct silence_query *q);
/* /{lang}/parties/{code}/desk   what awaits a delegation; `waiting`: its acts that lack assents */
struct desk_query {
	struct str party;
	uint32_t waiting_count;
	const struct act_view *waiting;
};
enum view_status desk_page(struct buf *out, const struct site *s, const struct desk_query *q);
/* /{lang}/parties/{code}/coordinator   who acts for a party, and the acts by which that changes; `acts`:
 * those of its delegates that may still be disavowed, newest first */
struct coordinator_query {
	struct str party;
	struct str op, delegate, until, powers, since, ground; /* of an act that is to be staged */
	uint32_t acts_count;
	const struct act_view *acts;
};
enum view_status coordinator_page(struct buf *out, const struct site *s, const struct coordinator_query *q);
struct decisions_query {
	struct str body;
	uint32_t page; /* of the decided ones */
};
/* /{lang}/decisions    texts that are proposed, and what became of them */
enum view_status decisions_page(struct buf *out, const struct site *s,
    const struct decisions_query *q);
/* /{lang}/decisions/{code}: steps[i] is the act of step i of those that the page shows
 * (decision_shown), and so on, as many as the caller reads; `text` is the act that holds its words (NULL: not
 * read). */
struct decision_query {
	struct str code;
	uint32_t page; /* of long lists of evidence, the newest rows first; 0 is the first */
	uint32_t steps_count, objections_count, dissents_count;
	const struct act_view *steps, *objections, *dissents;
	const struct act_view *text;
};
enum view_status decision_page(struct buf *out, const struct site *s,
    const struct decision_query *q);
/* /{lang}/texts, /{lang}/texts/{code}?as=&view=&second=&show=&mine=&since=   negotiated texts, and how one is
 * read; `events` where `since` is asked for */
struct text_query;
enum view_status texts_page(struct buf *out, const struct site *s);
enum view_status text_page(struct buf *out, const struct site *s, const struct text_query *q);
/* /{lang}/texts/{code}/unit?id=&as=   one of its units, with who supports what */
enum view_status unit_page(struct buf *out, const struct site *s, const struct text_query *q);
/* /{lang}/texts/{code}/desk   the pen-holder's desk: an act is staged, shown, and taken to be signed */
struct stage_query;
enum view_status text_desk_page(struct buf *out, const struct site *s, const struct stage_query *q);
/* /{lang}/texts/{code}/room?id=&second=&names=&proposal=   the screen of the room */
enum view_status text_room_page(struct buf *out, const struct site *s, const struct text_query *q);
/* /{lang}/texts/{code}/matrix?id=&only=   who supports what, and who entered it */
enum view_status text_matrix_page(struct buf *out, const struct site *s, const struct text_query *q);
/* /{lang}/texts/{code}/progress   how far it has come; `events` from its tabling on */
enum view_status text_progress_page(struct buf *out, const struct site *s,
    const struct text_query *q);
/* /{lang}/texts/{code}/compare?from=&to=   two of its versions side by side */
struct compare_query;
enum view_status compare_page(struct buf *out, const struct site *s, const struct compare_query *q);
/* /{lang}/texts/{code}/concordance?from=   what became of each paragraph and each proposal since */
enum view_status concordance_page(struct buf *out, const struct site *s,
    const struct compare_query *q);
/* /{lang}/texts/{code}/word   its files, and, to a POST, what a Word file that came back would change */
struct word_query;
enum view_status word_page(struct buf *out, const struct site *s, const struct word_query *q);
/* /{lang}/meetings/{code}/chair   the chair's console: item, text, speakers, objections, gavel */
enum view_status console_page(struct buf *out, const struct site *s, struct str meeting);
/* /{lang}/meetings/{code}/room    the screen of the room: large, nothing to do on it */
enum view_status room_page(struct buf *out, const struct site *s, struct str meeting);
/* /{lang}/meetings/{code}/seat?party=   what a delegation sees and may do, following the chair */
enum view_status seat_page(struct buf *out, const struct site *s, struct str meeting,
    struct str party);
/* /{lang}/meetings/{code}/journal?day=  the journal of a day, drafted from the acts; `acts` are those
 * of the meeting on that day, `agenda` those that made its agenda until then, in order of record
 * (view/model/journal.h). day DATE_NONE: the newest one. */
struct journal_query {
	struct str meeting;
	struct date day;
	uint32_t acts_count, agenda_count;
	const struct act_view *acts, *agenda;
};
enum view_status journal_page(struct buf *out, const struct site *s,
    const struct journal_query *q);
struct documents_query {
	struct str class;
	uint32_t page;
};
/* /{lang}/documents   documents by symbol, newest first */
enum view_status documents_page(struct buf *out, const struct site *s,
    const struct documents_query *q);
/* /{lang}/documents/{code}: code is the index of the act that issued it; `act` is that act */
struct document_query {
	struct str code;
	const struct act_view *act;
};
enum view_status document_page(struct buf *out, const struct site *s,
    const struct document_query *q);
/* /{lang}/measures?dimension=&party=&on=   the matrix of areas and years, by dimension; editions, reviews */
struct measures_query;
enum view_status measures_page(struct buf *out, const struct site *s, const struct measures_query *q);
/* /{lang}/measures/{code}?on=   one area */
enum view_status area_page(struct buf *out, const struct site *s, struct str code);
/* /{lang}/plans, /{lang}/plans/{code} */
enum view_status plans_page(struct buf *out, const struct site *s);
enum view_status plan_page(struct buf *out, const struct site *s, struct str code);
/* /{lang}/activities?area=&dimension=&party=&state=&year=&page=, /{lang}/activities/{code} */
struct activities_query;
struct activity_query;
enum view_status activities_page(struct buf *out, const struct site *s,
    const struct activities_query *q);
enum view_status activity_page(struct buf *out, const struct site *s,
    const struct activity_query *q);
/* /{lang}/undertakings   what texts promised, and by what it is carried out */
enum view_status undertakings_page(struct buf *out, const struct site *s);
/* /{lang}/forms?year=, /{lang}/forms/{code}?version=   what parties are asked, who answered; one form */
struct form_query;
enum view_status forms_page(struct buf *out, const struct site *s, int64_t year);
enum view_status form_page(struct buf *out, const struct site *s, const struct form_query *q);
/* /{lang}/forms/{code}/fill?op=&for=&year=&event=&of=&f.FIELD=   filled in, and what it would be */
struct fill_query;
enum view_status form_fill_page(struct buf *out, const struct site *s, const struct fill_query *q);
/* /{lang}/returns?form=&party=&year=&page=, /{lang}/returns/{entry}   what they told; one return */
struct returns_query;
struct return_query;
enum view_status returns_page(struct buf *out, const struct site *s, const struct returns_query *q);
enum view_status return_page(struct buf *out, const struct site *s, const struct return_query *q);
/* /{lang}/agreements?on=, /{lang}/agreements/{code}?on=   as they stood on a day, with whom; one of them */
enum view_status agreements_page(struct buf *out, const struct site *s);
enum view_status agreement_page(struct buf *out, const struct site *s, struct str code);
/* /{lang}/relations?on=   who is observer, partner ... of whom */
enum view_status relations_page(struct buf *out, const struct site *s);
/* /{lang}/secretariat what waits for the officers */
enum view_status secretariat_page(struct buf *out, const struct site *s);
/* /{lang}/contents?page=N   content outside the record, newest first. `here`: of each row of the page,
 * whether its bytes are kept on this server. */
struct contents_query {
	uint32_t page, per_page;
	const bool *here;
};
enum view_status contents_page(struct buf *out, const struct site *s, const struct contents_query *q);
/* /{lang}/verify      how anybody verifies the record without us, step by step, with this forum's values */
enum view_status verify_page(struct buf *out, const struct site *s);
/* /{lang}/charter     the charter in words, and its JSON */
enum view_status charter_page(struct buf *out, const struct site *s);
/* /{lang}/findings    every finding: id, rule, sentence */
enum view_status findings_page(struct buf *out, const struct site *s);
/* /{lang}/audit       what whoever runs the server should look at */
struct audit_facts; /* view/model/audit.h */
enum view_status audit_page(struct buf *out, const struct site *s, const struct audit_facts *facts);
/* Errors: a page that says what to do. `what` is a sentence id of ours: see view/pages/problem.c. */
enum view_problem {
	PROBLEM_NOT_FOUND,
	PROBLEM_BAD_REQUEST,
	PROBLEM_METHOD,
	PROBLEM_BUSY,
	PROBLEM_TOO_LARGE,
	PROBLEM_TOO_LONG /* what a page should show is over PAGE_BYTES_MAX */
};
enum view_status problem_page(struct buf *out, const struct site *s, enum view_problem what);

/* /openapi.json */
void openapi_document(struct buf *out, const struct site *s);
/* "<handle> namespaces="comity-act-v1" <type> <base64>" a line, for every key ever accredited. */
void allowed_signers_text(struct buf *out, const struct forum *f);

#endif
