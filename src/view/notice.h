/*
 * What is mailed of an act: whom it concerns, and in the reader's language what was done, until when
 * something can be done, and where it stands. A pure function of the act and the state behind it; the
 * state may be a later one, which then knows a newer title. None of the kinds that are told of waits for
 * the assent of others. Pure; memory is the site's scratch arena.
 */
#ifndef VIEW_NOTICE_H
#define VIEW_NOTICE_H

#include "view/pages.h"

struct notice {
	struct str forum;    /* its name: of whoever sends it */
	struct str subject;  /* one line, not encoded */
	struct str text;     /* lines end with LF */
	struct strs parties; /* to whom; count 0: to every party */
};
/* How far the reader's clock is from UTC: deadlines are said in UTC and, when this is set, there too. */
struct notice_clock {
	bool is_set;
	int32_t minutes; /* east of UTC */
};

/* False: of this act nobody is told. Told are: a silence that is circulated or extended, and its outcome;
 * a meeting that is convened, moved or cancelled; a decision that is put, and its outcome; a vote that
 * is called or closed; what is issued. Of a silence and a decision those who got the text are told. Also
 * a question about a form or return: whom it is put to; an answer: who asked; a reminder: who is reminded. */
CM_MUST_USE bool notice_of(struct notice *out, const struct site *s, const struct act_view *act,
    const struct notice_clock *clock);

/* The echo: a party is told of every act, of whatever kind, that one of its keys signed. `told`: the notice
 * that it gets of the act anyway, to which the echo is added; NULL: none. False: none of its keys signed. */
CM_MUST_USE bool notice_echo_of(struct notice *out, const struct site *s, const struct act_view *act,
    struct str party, const struct notice *told);

#endif
