/* Makers of the pages of agreements and relations: see makers.c. */
#include "web/call.h"

enum view_status agreements_make(struct buf *out, struct site *s, const struct call *c)
{
	(void)c;
	return agreements_page(out, s);
}

enum view_status agreement_make(struct buf *out, struct site *s, const struct call *c)
{
	return agreement_page(out, s, c->code);
}

enum view_status relations_make(struct buf *out, struct site *s, const struct call *c)
{
	(void)c;
	return relations_page(out, s);
}
