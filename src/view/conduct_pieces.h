/* What several pages show of a meeting's conduct. Pure. */
#ifndef VIEW_CONDUCT_PIECES_H
#define VIEW_CONDUCT_PIECES_H

#include "view/decision_pieces.h"
#include "view/model/conducts.h"

/* "open · in the chair: Kazakhstan · present: 20 of 27" */
void conduct_state_render(struct html *h, const struct site *s, const struct conduct_full *m);
/* The item under discussion, with its number, as text; nothing when there is none. */
void conduct_item_render(struct html *h, const struct conduct_full *m, struct str id);
/* An objection that stands, seen at once; and that there is none, while a text is put. */
void conduct_alert_render(struct html *h, const struct conduct_full *m);
/* The text put: its title, state, when the gavel may fall, its hash. */
void conduct_put_render(struct html *h, const struct site *s, const struct conduct_full *m);
/* Who has the floor, since when; who waits. Headings are h2. */
void conduct_floor_render(struct html *h, const struct site *s, const struct conduct_full *m);
void conduct_agenda_render(struct html *h, const struct site *s, const struct conduct_full *m);
/* A symbol, with a link where it is a document of the record. */
void conduct_symbol_render(struct html *h, const struct site *s, struct str symbol);
void conduct_points_render(struct html *h, const struct site *s, const struct point_row_list *list);
void conduct_delegations_render(struct html *h, const struct site *s, const struct conduct_full *m);
void conduct_statements_render(struct html *h, const struct site *s, const struct conduct_full *m);
/* Which delegation, for its page: there the command lines name who signs for it. */
void conduct_choice_render(struct html *h, const struct site *s, struct str meeting);
/* What may follow, or that nothing does; with the choice above where a delegation is to sign. */
void conduct_next_render(struct html *h, const struct site *s, const struct conduct_full *m,
    enum message heading);
/* Everything of it, as sections of the page of the meeting. */
void conduct_render(struct html *h, const struct site *s, const struct conduct_full *m);
/* "/en/meetings/cc-1/chair": the pages below one meeting. */
struct str url_of_meeting(const struct site *s, struct str meeting, struct str page);
/* Links from one page of a meeting to the others. */
void conduct_links_render(struct html *h, const struct site *s, const struct conduct_full *m);

#endif
