/*
 * What every HTML page has: head, banner, navigation, the day, the foot; and the pieces that several
 * pages repeat. Pure.
 */
#ifndef VIEW_PAGE_H
#define VIEW_PAGE_H

#include "view/html.h"
#include "view/live.h"
#include "view/model/common.h"
#include "view/site.h"

enum page_nav {
	NAV_FRONT,
	NAV_PARTIES,
	NAV_BODIES,
	NAV_MEETINGS,
	NAV_INSTITUTIONS,
	NAV_TEXTS,
	NAV_MEASURES,
	NAV_AGREEMENTS,
	NAV_DECISIONS,
	NAV_SILENCES,
	NAV_RELEASES,
	NAV_RECORD,
	NAV__COUNT /* none of them */
};
struct page_head {
	struct lang_text title;
	enum page_nav nav;
	bool is_list;    /* the page of the navigation itself, not one below it */
	bool has_day;    /* the page depends on the day: a bar says which, and links keep it */
	bool has_script; /* verify.js */
	bool has_expiry; /* silence.js: says how much time is left */
	struct str script; /* a script of this page alone; empty: none */
	uint32_t live;   /* nouns (view/live.h) at whose change live.js renews what is data-live; 0: never */
	bool is_screen;  /* for a wall: nothing around what it shows but a foot with its settings */
	bool is_signing; /* of the signing origin: no feeds, no other languages by address */
	bool has_no_heading; /* the page writes its own h1 */
	bool has_own_search; /* it is the search: none stands in its head */
	bool has_decisions_feed, has_documents_feed, has_calendar; /* alternates that it is announced with */
	struct str feed_body; /* these are of one body; empty: of all */
};
void page_begin(struct html *h, struct buf *out, const struct site *s, const struct page_head *head);
void page_end(struct html *h, const struct site *s);
/* The end of a page with is_screen set: languages, and what it was made from. */
void page_screen_end(struct html *h, const struct site *s);
/* The foot of a page with is_signing set, which the caller fills; and its end. */
void page_signing_foot(struct html *h, const struct site *s);
void page_signing_end(struct html *h);
/* The h1; page_begin writes it unless has_no_heading is set. */
void page_heading(struct html *h, struct lang_text title);
/* The bar that says which day is shown; page_begin puts it under the heading where has_day is set. */
void page_day(struct html *h, const struct site *s);
/* "/static/style.css?v=..." */
struct str page_asset(const struct site *s, struct str name);
/* A title from the catalogue. */
struct lang_text page_title(const struct site *s, enum message id);

/* "/en/parties/tr?on=2016-04-28": the section may be empty (front page), the code too. The day is
 * kept where the section depends on it. */
struct str url_of(const struct site *s, struct str section, struct str code);
/* An address of ours with the site's base before it, where that is known: for what leaves the site. */
struct str url_whole(const struct site *s, struct str url);
/* "/en/record/12" */
struct str url_of_entry(const struct site *s, uint64_t index);
/* A link with a query: "/en/releases?topic=osce". Values are percent-encoded. */
struct query_pair {
	const char *name;
	struct str value; /* empty: left out */
};
struct str url_with(const struct site *s, struct str section, const struct query_pair *pairs);
#define PAIRS(...) ((const struct query_pair[]){ __VA_ARGS__, { NULL, { NULL, 0 } } })
/* The request's path with its language, or its day, replaced. */
struct str url_in_lang(const struct site *s, enum view_lang lang);
struct str url_on_day(const struct site *s, int32_t day);

/* "since 20 May 2014", "2010–2014", "seen in a list of 4 June 2002", "date not found" ... */
void page_span(struct html *h, struct span span);
/* "27–28 April 2016": from and, where it differs, until. "date not found" when unknown. */
void page_dates(struct html *h, struct date from, struct date until);
/* What stands behind a fact: basis, note, sources, the act; closed until opened. */
void page_evidence(struct html *h, const struct site *s, const struct evidence_item *e);
void page_sources(struct html *h, struct strs sources);
/* A section with its heading; what is in it stands between the two calls. */
void section_open(struct html *h, enum message heading);
void section_close(struct html *h);
/* What may be wider than the window scrolls in a box that the keyboard reaches; html_close "div" ends it.
 * `label` is the box's own on its page. */
void scroll_open(struct html *h, struct str label);
/* A state, as a tag. */
void state_tag(struct html *h, struct lang_text words);
/* <dt>label</dt><dd> ... </dd> */
void page_fact_open(struct html *h, enum message label);
void page_fact_close(struct html *h);
void page_meetings(struct html *h, const struct site *s, const struct meeting_item_list *list);
void page_releases(struct html *h, const struct site *s, const struct release_item_list *list);
/* A text as published: paragraphs stand apart by an empty line; nothing in them is touched. */
void page_text(struct html *h, struct str lang, struct str text);
/* A row of a list of parties: its name, with a link to its page. */
void page_party_row(struct html *h, const struct site *s, struct str code, struct lang_text name);
/* "and 12 more" after a list that was cut; nothing for 0. */
void page_more(struct html *h, int64_t count);
/* Pages of a list, when there are several. `pairs` as for url_with, without the page. */
struct page_of {
	struct str section;
	const struct query_pair *pairs;
	uint32_t page, pages;
};
void page_pager(struct html *h, const struct site *s, const struct page_of *p);

#endif
