/*
 * Pages of the signing origin on which a delegate makes a key and asks to be accredited with it, and on which
 * her coordinator invites her to. Pure.
 */
#ifndef VIEW_SIGN_KEY_H
#define VIEW_SIGN_KEY_H

#include "view/pages.h"
#include "view/sign_ask.h"

/* What a delegate is to be accredited as. */
struct key_wish {
	struct str delegate;
	struct strs powers, bodies; /* in ascending order, each once */
	struct str until;           /* "2027-12-31", not included; empty: unbounded */
};
/* What is wrong with a form; MESSAGE__COUNT: nothing. */
struct key_problem {
	enum message says;
	struct str detail;
};

/* /{lang}/invite: the wish to be filled in; then the invitation to be signed; then its link. */
struct invite_query {
	struct key_wish wish;
	struct str ends;      /* the instant, of the invitation */
	struct str statement; /* what is signed; empty: the wish is to be filled in */
	uint32_t ways_count;
	const struct sign_way *ways;
	struct str link;      /* the address for the delegate; empty: it is still to be signed */
	struct key_problem problem;
};
enum view_status invite_page(struct buf *out, const struct site *s, const struct invite_query *q);

/* /{lang}/key: without an invitation everything is filled in by the delegate. */
struct key_query {
	struct key_wish wish;
	struct str token; /* of the invitation; empty: none */
	struct key_problem problem;
};
enum view_status key_page(struct buf *out, const struct site *s, const struct key_query *q);

#endif
