/* What several pages show of silences. Pure. */
#ifndef VIEW_SILENCE_PIECES_H
#define VIEW_SILENCE_PIECES_H

#include "view/model/silences.h"
#include "view/page.h"

/* Rows of a list: the instant, the text, the body and the state. */
void silences_render(struct html *h, const struct site *s, const struct silence_item_list *list);
/* "1 December 2026, 18:00:00 UTC · 6 days left": by the day, finer where the script runs. */
void silence_left_render(struct html *h, const struct site *s, const struct silence_item *item);
/* What may follow, each with its command lines, closed until opened. */
void silence_next_render(struct html *h, const struct site *s, const struct next_item_list *list);
/* Breaks, late ones or statements. has_party: whose they are; else on which text. */
void voices_render(struct html *h, const struct site *s, const struct voice_item_list *list,
    bool has_party);
/* Texts by language, those in the page's language first. */
void frozen_render(struct html *h, const struct site *s, const struct frozen_item_list *texts);
/* Command lines, of which the key and the address are the reader's. */
void commands_render(struct html *h, struct str commands);

#endif
