/* The command lines with which somebody composes, signs and sends an act (man page comity). Pure. */
#ifndef VIEW_COMMANDS_H
#define VIEW_COMMANDS_H

#include "codec/content.h"
#include "view/site.h"

struct commands {
	enum kind kind;
	struct str by, with; /* `with` empty: nobody */
	struct str content;  /* the act's members as JSON */
	bool has_shell;      /* the shell fills in parts of the content */
};
/* ADDRESS stands for the server's own: pages do not know under which name they are reached. */
struct str commands_text(const struct site *s, const struct commands *c);

#endif
