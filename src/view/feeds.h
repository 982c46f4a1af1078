/*
 * What other programs subscribe to, as Atom (RFC 4287): releases and what was adopted by silence;
 * the steps of decisions; documents. Texts are in the site's language. Addresses are relative unless
 * the site has a base, because the core does not know under which name a server is reached. A name
 * (atom:id) is of the forum's id and stays when the server moves. Pure.
 */
#ifndef VIEW_FEEDS_H
#define VIEW_FEEDS_H

#include "view/site.h"

#define FEED_ENTRIES 50

/* /{lang}/feed.atom: the newest releases and adopted texts. */
void feed_document(struct buf *out, const struct site *s);
/* /{lang}/decisions.atom: one entry for each step of a decision (tabled, called, objected, adopted ...),
 * the newest first: what happened does not change, so an entry never does. `body` empty: of all. */
void decisions_feed(struct buf *out, const struct site *s, struct str body);
/* /{lang}/search.atom: what a search found, the newest first. Its entries are named by the act they follow
 * from and the language of their words. */
struct search_request;
void search_feed(struct buf *out, const struct site *s, const struct search_request *q);
/* /{lang}/documents.atom: documents in the order of their issue, the newest first. */
void documents_feed(struct buf *out, const struct site *s);

/* /{lang}/parties/{code}/acts.atom: the echo. One entry for each act that a key of the party signed, alone
 * or with others, the newest first, with handles and fingerprints: whoever reads it sees what is done in the
 * party's name, and a stolen key cannot act unseen. `party` is a code, or "secretariat" of officers. */
struct act_view;
struct sshsig;
struct echo_act {
	const struct act_view *act;
	const struct sshsig *signatures; /* one a signature line */
};
struct echo_query {
	struct str party;
	uint32_t count;
	const struct echo_act *acts; /* FEED_ENTRIES at most */
};
void echo_feed(struct buf *out, const struct site *s, const struct echo_query *q);

/* "urn:comity:FORUM:" and the parts with colons between, percent-encoded: a name for feed readers and
 * calendars that is never given twice. */
struct str lasting_name(const struct site *s, struct str what, struct str code);

#endif
