/* Where a JSON pointer leads in a text that people wrote: its line. */
#ifndef SERVICE_POINTER_H
#define SERVICE_POINTER_H

#include "base/str.h"

/* The line, from 1, on which the member or item begins; of one that is not there, the line of what
 * should hold it. `text` is JSON; of anything else the answer is some line of it. */
uint32_t pointer_line(struct str text, struct str pointer);

#endif
