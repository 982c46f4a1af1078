/*
 * An act before anybody signs it: what the rules would say to it now, if these actors signed. Whoever
 * composes an act sees why it would be refused while the words are still to be changed. The record judges
 * again, with the signatures, when the act comes. Pure.
 */
#ifndef RULES_REHEARSE_H
#define RULES_REHEARSE_H

#include "codec/content.h"
#include "rules/finding.h"

struct arena;
struct forum;

struct rehearsal {
	enum kind kind;               /* one of those that any number of signatures, once enough, decide */
	const union content *content; /* its members, as content_read gives them */
	struct str by, with;          /* handles; `with` empty: nobody else. Unknown ones sign nothing */
	moment now;
};
/* The findings of the kind's own check (forum_check). Changes nothing; what it needs meanwhile, and the
 * places of the findings, lie in the arena or belong to the caller's content. */
void rehearse(const struct forum *f, const struct rehearsal *r, struct arena *a,
    struct findings *found);

#endif
