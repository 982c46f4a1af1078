#include "view/model/audit.h"

#include "base/arena.h"
#include "rules/forum.h"
#include "view/messages.h"

MODEL_DEFINE(audit_point)
MODEL_DEFINE(audit)

#define POINTS(X)                                                                                  \
	X(keys, KEYS, !s->is_demo)                                                                 \
	X(sandbox, SANDBOX, !facts->is_unconfined)                                                 \
	X(files, FILES, facts->has_landlock)                                                       \
	X(tls, TLS, str_starts(s->base, S("https://")))                                            \
	X(clock, CLOCK, forum_now(s->forum).ms <= facts->now.ms + AUDIT_ROOM_MS)                   \
	X(signed, SIGNED, s->size >= facts->published)                                             \
	X(space, SPACE, facts->free_bytes < 0 || facts->free_bytes >= AUDIT_ROOM_BYTES)            \
	X(crowd, CROWD, facts->turned_away == 0)                                                   \
	X(mail, MAIL, facts->mail_failed == 0 && facts->mail_behind <= AUDIT_BEHIND_MAX)

static bool is_asked(enum message well, const struct audit_facts *facts)
{
	return (well != MESSAGE_AUDIT_MAIL_WELL || facts->has_mail) &&
	    (well != MESSAGE_AUDIT_SPACE_WELL || facts->free_bytes >= 0);
}

void audit_fill(struct audit *m, const struct site *s, const struct audit_facts *facts)
{
	const struct {
		struct str name;
		bool is_well;
		enum message well, unwell;
	} points[] = {
#define X(name, id, holds) { S(#name), holds, MESSAGE_AUDIT_##id##_WELL, MESSAGE_AUDIT_##id##_UNWELL },
		POINTS(X)
#undef X
	};
	struct audit_point *at = arena_array(s->scratch, struct audit_point, CM_COUNT(points));
	*m = (struct audit){ .points = { 0, at } };
	for (unsigned is_well = 0; is_well < 2; is_well++) {
		for (size_t i = 0; i < CM_COUNT(points); i++) {
			if (points[i].is_well != is_well || !is_asked(points[i].well, facts))
				continue;
			enum message says = is_well ? points[i].well : points[i].unwell;
			m->not_well += !is_well;
			at[m->points.count++] = (struct audit_point){ points[i].name, is_well,
				message_text(s->lang, says, 0) };
		}
	}
}
