/* /{lang}/audit: what the server knows of itself. It is made anew for everybody who asks. */
#include "web/call.h"

#include "view/model/audit.h"

enum view_status audit_make(struct buf *out, struct site *s, const struct call *c)
{
	struct server_counters server;
	struct web_mail mail = { .behind = 0 };
	struct web_state state = { .free_bytes = -1 };
	const struct web_options *options = c->loop->web->options;
	server_counters(c->loop->web->server, &server);
	if (options->mail != NULL)
		options->mail(options->mail_ctx, &mail);
	if (options->state != NULL)
		options->state(options->state_ctx, &state);
	const struct audit_facts facts = { .now = c->x->now,
		.is_unconfined = !state.is_confined,
		.has_landlock = state.has_landlock,
		.free_bytes = state.free_bytes,
		.published = service_published(c->service),
		.turned_away = server.overloaded,
		.has_mail = options->mail != NULL,
		.mail_failed = mail.failed,
		.mail_behind = mail.behind };
	s->is_passing = true;
	return audit_page(out, s, &facts);
}
