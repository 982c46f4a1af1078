/*
 * The page of the signing origin: an act in plain words and in full, what the rules say to it, who has signed
 * and who signs next, and the ways to sign. It is made from what came in a form; nothing of it is kept. Pure.
 */
#ifndef VIEW_SIGN_H
#define VIEW_SIGN_H

#include "rules/rehearse.h"
#include "view/messages.h"
#include "view/pages.h"
#include "view/sign_ask.h"

/* One signature that the act asks for. */
struct sign_line {
	struct str handle;
	struct str sshsig; /* the signature's blob; empty: still to sign */
	struct str key;    /* blob of the key that signed */
};
/* What the record answered. */
struct sign_outcome {
	struct fault fault; /* FAULT_NONE: admitted */
	const struct findings *found;
	uint64_t index;
	moment received;
	struct str receipt;
	bool is_busy; /* it was not asked: too much waits */
};
struct sign_query {
	const struct act_view *act;   /* NULL: none, or none that can be read */
	uint32_t lines_count, signed_count; /* how many must sign; how many have */
	const struct sign_line *lines; /* by, then with */
	uint32_t ways_count;
	const struct sign_way *ways;
	struct fault fault;           /* of the rehearsal: members that do not fit */
	const struct findings *found; /* of the rehearsal */
	struct str kind, content, by, with; /* of the form that made it, or makes it again */
	struct str token;             /* of the invitation that the act answers */
	enum message notice;          /* what became of it there; MESSAGE__COUNT: nothing */
	enum message problem;         /* MESSAGE__COUNT: none */
	struct str detail;            /* of the problem */
	const struct sign_outcome *outcome; /* NULL: it was not sent */
};
enum view_status sign_page(struct buf *out, const struct site *s, const struct sign_query *q);

/* The section of docs/rules.md that a kind's noun is under: "13"; empty for a kind nobody knows. */
struct str rule_of_kind(struct str kind);

#endif
