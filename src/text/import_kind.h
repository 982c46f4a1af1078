/* What a paragraph without a label is, by its first word and its last mark. */
#ifndef TEXT_IMPORT_KIND_H
#define TEXT_IMPORT_KIND_H

#include "base/str.h"

/* "Recalling", "Deeply concerned", "Напоминая": brackets and "Option 1:" before it apart. */
bool recital_begins(struct str text);
/* "Have agreed as follows", "Decides", "Постановляет". */
bool enacting_begins(struct str text);
/* Closing brackets, quotes and references to notes apart. */
bool comma_ends(struct str text); /* or semicolon, of any script */
bool colon_ends(struct str text);
bool stop_ends(struct str text);  /* any of these or a full stop */
/* As long as titles and headings are, and without punctuation at its end. */
bool is_title(struct str text, size_t points_max);
bool has_no_small_letter(struct str text);
/* No more words than `max` between white space. */
bool is_brief(struct str text, unsigned max);

#endif
