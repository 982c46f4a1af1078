/*
 * Spans of time as bars on a line of years. What is only known by year or month is drawn as a lighter
 * stretch, because no source says the day. The list beside the figure is its text alternative. Pure.
 */
#ifndef VIEW_TIMELINE_H
#define VIEW_TIMELINE_H

#include "view/page.h"

struct timeline_bar {
	struct lang_text label;
	struct str href;
	struct span span;
	int32_t end;           /* day up to which a bar without an end is drawn */
	struct date planned;   /* an end that is only planned; DATE_NONE: none */
	bool is_current;
};
/* Nothing is drawn of bars whose start nobody knows. */
void timeline_render(struct html *h, const struct site *s, enum message label,
    const struct timeline_bar *bars, uint32_t count);

#endif
