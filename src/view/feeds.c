#include "view/feeds.h"

#include "base/arena.h"
#include "rules/conduct.h"
#include "rules/decision.h"
#include "view/filter.h"
#include "view/meeting_words.h"
#include "view/model/common.h"
#include "view/model/search.h"
#include "view/model/silences.h"
#include "view/page.h"
#include "view/pages.h"
#include "view/sentence.h"

#define TITLE_BYTES_MAX (2 * NAME_BYTES_MAX + 512)

/* Text of an element or a quoted value. Controls never reach the record (record-formats section 12). */
static void put_escaped(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		switch (text.p[i]) {
		case '&': buf_put(out, S("&amp;")); break;
		case '<': buf_put(out, S("&lt;")); break;
		case '>': buf_put(out, S("&gt;")); break;
		case '"': buf_put(out, S("&quot;")); break;
		default: buf_byte(out, (uint8_t)text.p[i]);
		}
	}
}

static void put_element(struct buf *out, const char *name, struct str text)
{
	buf_byte(out, '<');
	buf_put(out, str_c(name));
	buf_byte(out, '>');
	put_escaped(out, text);
	buf_put(out, S("</"));
	buf_put(out, str_c(name));
	buf_put(out, S(">\n"));
}

/* A date as an instant, which Atom wants: of a day, a month or a year its beginning, in UTC. */
static struct str instant(const struct site *s, struct date d)
{
	struct buf b;
	int64_t minute = d.minute >= 0 ? d.minute : 0;
	buf_init(&b, s->scratch, 32);
	moment_put(&b, (moment){ (date_first_day(d) * INT64_C(1440) + minute) * 60000 }, false);
	return buf_str(&b);
}

struct str lasting_name(const struct site *s, struct str what, struct str code)
{
	struct buf b;
	buf_init(&b, s->scratch, 3 * code.n + CODE_BYTES_MAX + 64 + 2 * HASH_BYTES);
	buf_put(&b, S("urn:comity:"));
	if (forum_is_founded(s->forum))
		buf_hex(&b, forum_id(s->forum)->bytes, HASH_BYTES);
	buf_byte(&b, ':');
	if (what.n > 0) {
		buf_put(&b, what);
		buf_byte(&b, ':');
	}
	buf_percent(&b, code);
	return buf_str(&b);
}

static void put_link(struct buf *out, const struct site *s, const char *rel, struct str href)
{
	buf_put(out, S("<link rel=\""));
	buf_put(out, str_c(rel));
	buf_put(out, S("\" href=\""));
	put_escaped(out, url_whole(s, href));
	buf_put(out, S("\"/>\n"));
}

static void put_release(struct buf *out, const struct site *s, const struct release *r)
{
	struct release_item item = release_item_of(s, r);
	struct str title = item.title.text.n > 0
	                       ? item.title.text : message_text(s->lang, MESSAGE_RELEASE_UNTITLED, 1);
	buf_put(out, S("<entry"));
	if (item.title.lang.n > 0) {
		buf_put(out, S(" xml:lang=\""));
		put_escaped(out, item.title.lang);
		buf_byte(out, '"');
	}
	buf_put(out, S(">\n"));
	put_element(out, "title", title);
	put_element(out, "id", lasting_name(s, STR_NONE, r->code));
	put_link(out, s, "alternate", url_of(s, S("releases"), r->code));
	put_element(out, "updated", instant(s, r->issued));
	put_element(out, "published", instant(s, r->issued));
	buf_put(out, S("<author>"));
	put_element(out, "name", item.issuer.text);
	buf_put(out, S("</author>\n"));
	for (uint32_t i = 0; i < r->topics_count; i++) {
		buf_put(out, S("<category term=\""));
		put_escaped(out, r->topics[i].code);
		buf_put(out, S("\"/>\n"));
	}
	buf_put(out, S("</entry>\n"));
}

static bool is_adopted(const struct silence *of)
{
	return of->state == SILENCE_ADOPTED || of->state == SILENCE_ANNOUNCED ||
	    of->state == SILENCE_ISSUED;
}

static struct str moment_text(const struct site *s, moment at)
{
	struct buf b;
	buf_init(&b, s->scratch, 32);
	moment_put(&b, at, false);
	return buf_str(&b);
}

static void put_author(struct buf *out, const struct site *s)
{
	const struct charter *c = forum_charter(s->forum);
	buf_put(out, S("<author>"));
	put_element(out, "name", c != NULL ? words_of(s, &c->title).text : S("Comity"));
	buf_put(out, S("</author>\n"));
}

static void put_category(struct buf *out, struct str term, struct str label)
{
	buf_put(out, S("<category term=\""));
	put_escaped(out, term);
	if (label.n > 0) {
		buf_put(out, S("\" label=\""));
		put_escaped(out, label);
	}
	buf_put(out, S("\"/>\n"));
}

/* Adopted at the instant of expiry; what was done since then updates it. */
static void put_adopted(struct buf *out, const struct site *s, const struct silence *of)
{
	struct lang_text title = words_of(s, &of->title);
	buf_put(out, S("<entry xml:lang=\""));
	put_escaped(out, title.lang);
	buf_put(out, S("\">\n"));
	put_element(out, "title", title.text);
	put_element(out, "id", lasting_name(s, S("silence"), of->code));
	put_link(out, s, "alternate", url_of(s, S("silences"), of->code));
	put_element(out, "updated", moment_text(s, of->steps[of->steps_count - 1].at));
	put_element(out, "published", moment_text(s, of->expires));
	put_author(out, s);
	put_category(out, S("silence"), STR_NONE);
	buf_put(out, S("</entry>\n"));
}

/* The adopted ones, the last to expire first. */
static uint32_t adopted_find(const struct site *s, const struct silence *found[FEED_ENTRIES])
{
	uint32_t n = 0;
	for (uint32_t i = silence_count(s->forum); i > 0; i--) {
		const struct silence *of = silence_at(s->forum, i - 1);
		if (!is_adopted(of) || (n == FEED_ENTRIES && found[n - 1]->expires.ms >= of->expires.ms))
			continue;
		uint32_t at = n < FEED_ENTRIES ? n++ : n - 1;
		for (; at > 0 && found[at - 1]->expires.ms < of->expires.ms; at--)
			found[at] = found[at - 1];
		found[at] = of;
	}
	return n;
}

#define DAY_MS INT64_C(86400000)

/* Both, newest first; of a day what was adopted comes first. */
static void put_entries(struct buf *out, const struct site *s, const struct silence *const *adopted,
    uint32_t adopted_count)
{
	uint32_t releases = release_count(s->forum), r = 0, a = 0;
	while (r + a < FEED_ENTRIES && (r < releases || a < adopted_count)) {
		const struct release *next = r < releases ? release_by_date(s->forum, r) : NULL;
		bool is_release = next != NULL && (a == adopted_count ||
		    date_first_day(next->issued) > adopted[a]->expires.ms / DAY_MS);
		if (is_release) {
			put_release(out, s, next);
			r++;
		} else {
			put_adopted(out, s, adopted[a++]);
		}
	}
}

/* When something in the feed changed last. */
static struct str feed_updated(const struct site *s, const struct silence *const *adopted,
    uint32_t count)
{
	struct date newest = release_count(s->forum) > 0 ? release_by_date(s->forum, 0)->issued
	                                                 : date_of_days(s->today);
	moment last = { INT64_MIN };
	for (uint32_t i = 0; i < count; i++) {
		moment at = adopted[i]->steps[adopted[i]->steps_count - 1].at;
		last = at.ms > last.ms ? at : last;
	}
	return last.ms / DAY_MS >= date_first_day(newest) ? moment_text(s, last) : instant(s, newest);
}

/* What stands before the entries. */
struct feed_head {
	enum message title;
	struct str file, section, body, updated;
	struct str who; /* whose it is; may be empty */
	const struct query_pair *pairs; /* of their addresses; NULL: the body alone */
};

static void put_head(struct buf *out, const struct site *s, const struct feed_head *head)
{
	const struct charter *c = forum_charter(s->forum);
	struct buf title;
	buf_init(&title, s->scratch, TITLE_BYTES_MAX);
	buf_put(&title, c != NULL ? words_of(s, &c->title).text : S("Comity"));
	buf_put(&title, S(": "));
	buf_put(&title, message_text(s->lang, head->title, 1));
	if (head->body.n > 0) {
		buf_put(&title, S(", "));
		buf_put(&title, words_of_body(s, head->body, s->day).text);
	}
	if (head->who.n > 0) {
		buf_put(&title, S(", "));
		buf_put(&title, head->who);
	}
	buf_put(out, S("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
	               "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\""));
	buf_put(out, site_lang(s));
	buf_put(out, S("\">\n"));
	put_element(out, "title", buf_str(&title));
	const struct query_pair *pairs =
	    head->pairs != NULL ? head->pairs : PAIRS({ "body", head->body });
	put_link(out, s, "self", url_with(s, head->file, pairs));
	put_link(out, s, "alternate", url_with(s, head->section, pairs));
	put_element(out, "updated", head->updated);
}

void feed_document(struct buf *out, const struct site *s)
{
	const struct silence *adopted[FEED_ENTRIES];
	uint32_t count = adopted_find(s, adopted);
	put_head(out, s, &(struct feed_head){ .title = MESSAGE_NAV_RELEASES, .file = S("feed.atom"),
	    .section = S("releases"), .updated = feed_updated(s, adopted, count) });
	put_element(out, "id", lasting_name(s, STR_NONE, site_lang(s)));
	put_entries(out, s, adopted, count);
	buf_put(out, S("</feed>\n"));
}

/* A step of a decision. */
struct step_at {
	const struct decision *of;
	const struct decision_step *step;
};

/* The newest steps, newest first. An entry that moved several decisions leaves them in their order. */
static uint32_t steps_find(const struct site *s, struct str body, struct step_at found[FEED_ENTRIES])
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < decision_count(s->forum); i++) {
		const struct decision *d = decision_at(s->forum, i);
		if (body.n > 0 && !str_eq(d->body, body))
			continue;
		for (uint32_t k = d->steps_count; k > 0; k--) {
			const struct decision_step *step = &d->steps[k - 1];
			if (n == FEED_ENTRIES && found[n - 1].step->entry >= step->entry)
				break;
			uint32_t at = n < FEED_ENTRIES ? n++ : n - 1;
			for (; at > 0 && found[at - 1].step->entry < step->entry; at--)
				found[at] = found[at - 1];
			found[at] = (struct step_at){ d, step };
		}
	}
	return n;
}

static void put_step(struct buf *out, const struct site *s, const struct step_at *at)
{
	struct str state = words_of_decision_state(s, at->step->to).text;
	struct buf title, code;
	buf_init(&title, s->scratch, TITLE_BYTES_MAX);
	buf_put(&title, words_of(s, &at->of->title).text);
	buf_put(&title, S(": "));
	buf_put(&title, state);
	buf_init(&code, s->scratch, CODE_BYTES_MAX + 32);
	buf_put(&code, at->of->code);
	buf_byte(&code, '.');
	buf_dec(&code, (int64_t)at->step->entry);
	buf_put(out, S("<entry>\n"));
	put_element(out, "title", buf_str(&title));
	put_element(out, "id", lasting_name(s, S("decision"), buf_str(&code)));
	put_link(out, s, "alternate", url_of(s, S("decisions"), at->of->code));
	put_link(out, s, "related", url_of_entry(s, at->step->entry));
	put_element(out, "updated", moment_text(s, at->step->at));
	put_element(out, "published", moment_text(s, at->step->at));
	put_author(out, s);
	put_category(out, decision_state_name(at->step->to), state);
	put_element(out, "summary", words_of_body(s, at->of->body, s->day).text);
	buf_put(out, S("</entry>\n"));
}

/* Of a feed without entries: the last change of the forum, which is when it was empty last. */
static struct str since_empty(const struct site *s)
{
	moment now = forum_now(s->forum);
	return now.ms > 0 ? moment_text(s, now) : instant(s, date_of_days(s->today));
}

void decisions_feed(struct buf *out, const struct site *s, struct str body)
{
	struct step_at found[FEED_ENTRIES];
	uint32_t count = steps_find(s, body, found);
	struct buf name;
	buf_init(&name, s->scratch, CODE_BYTES_MAX + 16);
	buf_put(&name, site_lang(s));
	if (body.n > 0)
		buf_byte(&name, '.');
	buf_put(&name, body);
	put_head(out, s, &(struct feed_head){ .title = MESSAGE_NAV_DECISIONS, .file = S("decisions.atom"),
	    .section = S("decisions"), .body = body,
	    .updated = count > 0 ? moment_text(s, found[0].step->at) : since_empty(s) });
	put_element(out, "id", lasting_name(s, S("decisions"), buf_str(&name)));
	for (uint32_t i = 0; i < count; i++)
		put_step(out, s, &found[i]);
	buf_put(out, S("</feed>\n"));
}

static struct str document_url(const struct site *s, const struct document *d)
{
	struct buf code;
	buf_init(&code, s->scratch, 24);
	buf_dec(&code, (int64_t)d->entry);
	return url_of(s, S("documents"), buf_str(&code));
}

/* "Decision · corrigendum · CICA/DEC/1" */
static struct str document_summary(const struct site *s, const struct document *d)
{
	struct buf b;
	buf_init(&b, s->scratch, TITLE_BYTES_MAX + SYMBOL_BYTES_MAX);
	buf_put(&b, words_of_code(s, d->class).text);
	if (d->suffix.n > 0) {
		buf_put(&b, S(" · "));
		buf_put(&b, words_of_coded(s, CODED_DOCUMENT_SUFFIX, d->suffix).text);
		buf_put(&b, S(" · "));
		buf_put(&b, d->of);
	}
	return buf_str(&b);
}

static void put_document(struct buf *out, const struct site *s, const struct document *d)
{
	struct lang_text words = words_of(s, &d->title);
	const struct document *original = d->of.n > 0 ? document_find(s->forum, d->of) : NULL;
	struct buf title;
	buf_init(&title, s->scratch, TITLE_BYTES_MAX + SYMBOL_BYTES_MAX);
	buf_put(&title, d->symbol);
	buf_put(&title, S(": "));
	buf_put(&title, words.text);
	buf_put(out, S("<entry>\n"));
	put_element(out, "title", buf_str(&title));
	put_element(out, "id", lasting_name(s, S("document"), d->symbol));
	put_link(out, s, "alternate", document_url(s, d));
	if (original != NULL)
		put_link(out, s, "related", document_url(s, original));
	put_element(out, "updated", moment_text(s, d->at));
	put_element(out, "published", moment_text(s, d->at));
	put_author(out, s);
	put_category(out, d->class, words_of_code(s, d->class).text);
	if (d->suffix.n > 0)
		put_category(out, d->suffix, words_of_coded(s, CODED_DOCUMENT_SUFFIX, d->suffix).text);
	put_element(out, "summary", document_summary(s, d));
	buf_put(out, S("</entry>\n"));
}

void documents_feed(struct buf *out, const struct site *s)
{
	uint32_t count = document_count(s->forum);
	put_head(out, s, &(struct feed_head){ .title = MESSAGE_DOCUMENTS_TITLE, .file = S("documents.atom"),
	    .section = S("documents"),
	    .updated = count > 0 ? moment_text(s, document_at(s->forum, count - 1)->at)
	                         : since_empty(s) });
	put_element(out, "id", lasting_name(s, S("documents"), site_lang(s)));
	for (uint32_t i = count; i > 0 && count - i < FEED_ENTRIES; i--)
		put_document(out, s, document_at(s->forum, i - 1));
	buf_put(out, S("</feed>\n"));
}

static void put_found(struct buf *out, const struct site *s, const struct hit_item *hit)
{
	struct buf name;
	struct date day = date_known(hit->day) ? hit->day : (struct date){ 1970, 1, 1, -1 };
	buf_init(&name, s->scratch, 2 * SYMBOL_BYTES_MAX + 64);
	buf_dec(&name, hit->entry);
	buf_byte(&name, ':');
	buf_put(&name, hit->noun);
	buf_byte(&name, ':');
	buf_put(&name, hit->code);
	buf_byte(&name, ':');
	buf_put(&name, hit->lang);
	buf_put(out, S("<entry>\n"));
	put_element(out, "title", hit->title);
	put_element(out, "id", lasting_name(s, S("found"), buf_str(&name)));
	put_link(out, s, "alternate", hit->address);
	put_element(out, "updated", instant(s, day));
	put_author(out, s);
	put_category(out, hit->noun, hit->noun_name.text);
	put_element(out, "summary", hit->cite);
	buf_put(out, S("</entry>\n"));
}

/* The day of the newest; of none that has one the day on which the forum was founded. */
static struct str found_updated(const struct site *s, const struct search *m)
{
	for (uint32_t i = 0; i < m->hits.count; i++) {
		if (date_known(m->hits.at[i].day))
			return instant(s, m->hits.at[i].day);
	}
	return since_empty(s);
}

void search_feed(struct buf *out, const struct site *s, const struct search_request *q)
{
	struct search m;
	struct buf name;
	const struct query_pair pairs[] = { { "q", q->query.text }, { "noun", q->query.noun },
		{ "kind", q->query.kind }, { "party", q->query.party }, { "body", q->query.body },
		{ "language", q->query.lang }, { "from", filter_date_text(s, q->query.from) },
		{ "until", filter_date_text(s, q->query.until) }, { NULL, STR_NONE } };
	search_fill(&m, s, q);
	put_head(out, s, &(struct feed_head){ .title = MESSAGE_SEARCH_TITLE, .file = S("search.atom"),
	    .section = S("search"), .updated = found_updated(s, &m), .pairs = pairs });
	/* A subscription of its own for each query. */
	buf_init(&name, s->scratch, 8 * SEARCH_TEXT_BYTES_MAX);
	for (const struct query_pair *p = pairs; p->name != NULL; p++) {
		buf_put(&name, p->value);
		buf_byte(&name, ':');
	}
	put_element(out, "id", lasting_name(s, S("search"), buf_str(&name)));
	for (uint32_t i = 0; i < m.hits.count; i++)
		put_found(out, s, &m.hits.at[i]);
	buf_put(out, S("</feed>\n"));
}

/* "kz/delegate-1 SHA256:...": who of the party signed, with which key. */
static struct str echo_summary(const struct site *s, struct str party, const struct echo_act *of)
{
	const struct entry *e = of->act->entry;
	struct buf b;
	buf_init(&b, s->scratch, TITLE_BYTES_MAX + SIGNATURES_MAX * (CODE_BYTES_MAX + 128));
	for (uint32_t i = 0; i < e->signatures_count; i++) {
		if (!str_eq(handle_party(e->signatures[i].handle), party))
			continue;
		buf_put(&b, buf_str(&b).n > 0 ? S(", ") : S(""));
		buf_put(&b, e->signatures[i].handle);
		buf_byte(&b, ' ');
		ssh_key_fingerprint(&b, of->signatures[i].key.blob);
	}
	return buf_str(&b);
}

static void put_echo(struct buf *out, const struct site *s, struct str party, const struct echo_act *of)
{
	struct sentence said = sentence_of_act(s, of->act);
	struct str at = moment_text(s, of->act->entry->received), kind = of->act->entry->act.kind;
	struct buf code;
	buf_init(&code, s->scratch, 2 * HASH_BYTES);
	buf_hex(&code, of->act->id.bytes, HASH_BYTES);
	buf_put(out, S("<entry>\n"));
	put_element(out, "title", sentence_text(s, &said));
	put_element(out, "id", lasting_name(s, S("act"), buf_str(&code)));
	put_link(out, s, "alternate", url_of_entry(s, of->act->index));
	put_element(out, "updated", at);
	put_element(out, "published", at);
	buf_put(out, S("<author>"));
	put_element(out, "name", words_of_handle(s, of->act->entry->act.by).text);
	buf_put(out, S("</author>\n"));
	put_category(out, kind, STR_NONE);
	put_element(out, "summary", echo_summary(s, party, of));
	buf_put(out, S("</entry>\n"));
}

void echo_feed(struct buf *out, const struct site *s, const struct echo_query *q)
{
	const struct party *of = party_find(s->forum, q->party);
	struct buf file, section, name;
	buf_init(&file, s->scratch, 3 * CODE_BYTES_MAX + 32);
	buf_put(&file, S("parties/"));
	buf_percent(&file, q->party);
	buf_put(&file, S("/acts.atom"));
	buf_init(&section, s->scratch, 3 * CODE_BYTES_MAX + 32);
	buf_put(&section, of != NULL ? S("parties/") : S("secretariat"));
	if (of != NULL)
		buf_percent(&section, q->party);
	buf_init(&name, s->scratch, CODE_BYTES_MAX + 16);
	buf_put(&name, site_lang(s));
	buf_byte(&name, '.');
	buf_put(&name, q->party);
	put_head(out, s, &(struct feed_head){ .title = MESSAGE_ECHO_TITLE, .file = buf_str(&file),
	    .section = buf_str(&section), .who = of != NULL ? words_of_party(s, of->code, s->day).text
	                                                    : message_text(s->lang, MESSAGE_ECHO_OFFICERS, 1),
	    .updated = q->count > 0 ? moment_text(s, q->acts[0].act->entry->received) : since_empty(s),
	    .pairs = PAIRS({ NULL, STR_NONE }) });
	put_element(out, "id", lasting_name(s, S("acts"), buf_str(&name)));
	for (uint32_t i = 0; i < q->count; i++)
		put_echo(out, s, q->party, &q->acts[i]);
	buf_put(out, S("</feed>\n"));
}
