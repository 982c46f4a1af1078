/*
 * Pages that follow the record: which nouns they hear of, and the words that web/static/live.js uses.
 * A page without script is the same page. Pure.
 */
#ifndef VIEW_LIVE_H
#define VIEW_LIVE_H

#include "view/html.h"
#include "view/site.h"

/* A set of nouns of the state; LIVE_ANY is heard of at every act, whatever it changed. */
#define LIVE(noun) (UINT32_C(1) << NOUN_##noun)
#define LIVE_ANY (UINT32_C(1) << NOUN__COUNT)

/* "silence" */
struct str live_noun_name(enum forum_noun noun);
/* "silence,conduct" as a set. False: one of them is no noun. */
CM_MUST_USE bool live_nouns_parse(struct str text, uint32_t *nouns);
/* The place where the script says that something changed; it names where the events come from. */
void live_notice_render(struct html *h, const struct site *s, uint32_t nouns);
/* What stands between them is renewed as a whole, and only while nobody uses it. The part is there
 * also while it is empty; parts do not lie in each other. */
void live_open(struct html *h, struct str id);
/* The same as a section with its heading; html_close "section" ends it. */
void live_section_open(struct html *h, struct str id, enum message heading);
void live_close(struct html *h);

#endif
