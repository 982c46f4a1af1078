/* The search's side of the edge: what is asked of the index before a page is made. */
#ifndef WEB_SEARCH_H
#define WEB_SEARCH_H

#include "web/call.h"

/* Fills call.search from the page's parameters. Before the state is held. */
void search_ask(struct call *c);

#endif
