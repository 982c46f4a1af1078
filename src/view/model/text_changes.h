/*
 * What happened to a text since an entry of the record, by unit. The acts come from the record: the state
 * keeps what a text says, not how it came to say it. Pure.
 */
#ifndef VIEW_MODEL_TEXT_CHANGES_H
#define VIEW_MODEL_TEXT_CHANGES_H

#include "view/model/record.h"
#include "view/model/texts.h"

/* More entries of the record are not gone through for one page. */
#define TEXT_ENTRIES_READ_MAX 20000
#define TEXT_EVENTS_MAX 1000
#define TEXT_EVENTS_BYTES_MAX (4 * 1024 * 1024) /* of their entries; parsed, fifteen times that at most */
#define TEXT_CHANGES_MAX 5000 /* acts that one page lists: one may be about thousands of units */

/* An act about the text; of one that names a proposal also the act that made it. */
struct text_event {
	struct act_view act, proposal; /* kind KIND__COUNT: none */
};
struct text_events {
	uint64_t since;  /* the first entry that was looked at */
	uint64_t end;    /* the entry behind the last one */
	bool is_cut;     /* there were more acts, or more entries, than are read: the oldest are left out */
	uint32_t count;
	const struct text_event *at; /* as recorded */
};
/* Is the act about the text of this code? Of every kind that begins with "text.". */
bool text_act_is_about(const struct act *act, struct str text);
/* The proposal that the act names, or 0. */
uint32_t text_act_proposal(const struct act *act);
/* Does the act, or what its proposal did when it was made, touch the unit? */
bool text_event_touches(const struct text_event *e, struct str unit);

/* The units that changed, each with its acts, in document order, and then what is about no unit; of
 * TEXT_CHANGES_MAX acts in all. */
struct changed_item_list text_changes_of(const struct site *s, const struct text_events *events,
    const struct draft *d);
/* Did anything touch the unit? */
bool text_has_changed(const struct text_events *events, struct str unit);

#endif
