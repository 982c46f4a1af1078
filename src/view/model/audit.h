/* What whoever runs the server should look at: the server's own state, point by point. Pure. */
#ifndef VIEW_MODEL_AUDIT_H
#define VIEW_MODEL_AUDIT_H

#include "view/model/model.h"
#include "view/site.h"

#define AUDIT_ROOM_MS 2000                      /* that the clock may be behind the newest entry */
#define AUDIT_ROOM_BYTES (INT64_C(1) << 30)     /* on the disk; acts are refused at a sixteenth of it */
#define AUDIT_BEHIND_MAX 100                    /* entries that the mail may be behind */

/* What the server knows of itself, and the forum's state does not. */
struct audit_facts {
	moment now;
	bool is_unconfined, has_landlock; /* the sandbox; files are confined as well */
	int64_t free_bytes;               /* where the record lies; negative: not known */
	uint64_t published;               /* entries that pages show */
	uint64_t turned_away;             /* connections, since the start */
	bool has_mail;
	uint64_t mail_failed, mail_behind;
};

#define MODEL_audit_point(F, S)                                                                    \
	F(S, TEXT, point, none, "keys, sandbox, files, tls, clock, signed, space, crowd, mail")  \
	F(S, FLAG, is_well, none, "nothing is to be done")                                        \
	F(S, TEXT, sentence, none, "how it is, and what to do")
MODEL_DECLARE(audit_point)

#define MODEL_audit(F, S)                                                                          \
	F(S, NUMBER, not_well, none, "how many points are not well")                              \
	F(S, LIST, points, audit_point, "what is not well first")
MODEL_DECLARE(audit)

void audit_fill(struct audit *m, const struct site *s, const struct audit_facts *facts);

#endif
