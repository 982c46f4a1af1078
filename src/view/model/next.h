/* What may follow on a page, and by whom, with its command lines. The rules decide; this only spares
 * people the search for who may sign what. Pure. */
#ifndef VIEW_MODEL_NEXT_H
#define VIEW_MODEL_NEXT_H

#include "view/messages.h"
#include "view/page.h"
#include "view/model/silences.h"

#define NEXT_CONTENT_BYTES_MAX 32768 /* an act's members as JSON, as far as a command line shows them */

enum next_role {
	NEXT_CHAIR,
	NEXT_PARTY,   /* any party's delegate with the power */
	NEXT_COORDINATOR, /* any party's, if the party has the right that `power` names */
	NEXT_OFFICER,
	NEXT_OFFICERS /* two of them */
};
struct next_for {
	const struct site *s;
	struct str party; /* narrows it to what that party may do; empty: everything */
	struct str chair; /* the party that presides */
	moment now;
};
struct next_move {
	enum kind kind;
	enum next_role role;
	struct str power; /* that a delegate needs; of the chair "chair" */
	enum message says;
};

/* The record's clock, or the day shown, whichever is later. */
moment next_now(const struct site *s);
/* May the party, if there is one, make the move by its rights? `power` names the right. */
bool next_is_partys(const struct next_for *n, const struct next_move *m);
/* The item. `content` is the act's members as JSON; `parts` those of the sentence. */
struct next_item next_make(const struct next_for *n, const struct next_move *m, struct str content,
    const struct part *parts);
/* `template` with each @ and letter replaced: pairs[i].value for "@" and the first byte of its name. */
struct str next_content(const struct site *s, struct str template, const struct query_pair *pairs);
/* "[{"channels":["mail"],"party":"af"},...]": everybody who has the right to object or vote. */
struct str next_sent(const struct site *s);

#endif
