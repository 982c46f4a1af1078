/* What may follow in a negotiated text, and by whom. Pure. */
#ifndef VIEW_MODEL_TEXT_NEXT_H
#define VIEW_MODEL_TEXT_NEXT_H

#include "rules/instrument.h"
#include "view/model/next.h"

struct next_item_list text_next(const struct site *s, const struct instrument *of);

#endif
