/*
 * What every page knows: the forum's published state, the record's head, the language and the day.
 * Pages are pure: state and request in, bytes out. Each page has one model and two renderings, HTML
 * and JSON; web/ maps routes to these functions and adds nothing to them.
 */
#ifndef VIEW_SITE_H
#define VIEW_SITE_H

#include "base/buf.h"
#include "proof/note.h"
#include "rules/forum.h"
#include "rules/party.h"

enum view_format { VIEW_HTML, VIEW_JSON };

/* The languages of the interface. */
enum view_lang { VIEW_EN, VIEW_RU, VIEW_LANG__COUNT };
struct str view_lang_tag(enum view_lang lang);
/* VIEW_LANG__COUNT when it is none of ours. */
enum view_lang view_lang_of(struct str tag);

struct site {
	const struct forum *forum;  /* held by the caller while the page is made */
	enum view_lang lang;
	enum view_format format;
	bool is_demo;               /* demonstration keys: a banner on every page */
	bool has_day;               /* the reader asked for a day (?on=) */
	int32_t day;                /* the day shown: asked, or the charter's, or today */
	int32_t today;              /* of the request, by the operator's clock */
	struct str path;            /* request path with language and query, for links between languages */
	struct str origin;          /* of the record */
	struct str base;            /* "https://forum.example.org", as readers reach it; empty: not known */
	struct str signing;         /* "https://sign.forum.example.org", of acts to sign; empty: nowhere */
	struct str reading;         /* "https://www.forum.example.org", of the pages; empty: not known */
	struct str log_vkey;
	uint64_t size;              /* of the newest signed checkpoint */
	struct hash root;
	struct str checkpoint;      /* the note */
	struct str asset_version;   /* of /static/, for cache-busting links */
	struct arena *scratch;      /* of this request */
	bool is_passing;            /* the page is made from more than the state: it is not kept */
};

/* What a page answers; `out` holds the whole body either way (a not-found page is a page). */
enum view_status { VIEW_OK = 200, VIEW_BAD = 400, VIEW_NOT_FOUND = 404 };

#endif
