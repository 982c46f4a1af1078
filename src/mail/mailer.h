/*
 * Mails notices of acts (view/notice.h), and to each party what its keys signed, to those who a file names,
 * through a command, on a thread of its own: what it does holds nobody up. Only entries that are published
 * and signed are told of.
 *
 * In order: one message after the other, by entry and then by line of the file; one that is not taken is
 * tried again, later and later, and what comes behind it waits. At least once: the mark (mail/mark.h) moves
 * when an entry is done, so that after a crash the messages of one entry may come again, with the same
 * Message-ID. Where the command says that it is the address or the message (65, 67, 69 of sysexits.h),
 * that message is given up at the third attempt; everything else is tried until it works. Without a mark it
 * begins with what comes from now on.
 */
#ifndef MAIL_MAILER_H
#define MAIL_MAILER_H

#include "service/service.h"

struct mailer;

struct mailer_options {
	struct service *service;
	const char *command;    /* "sendmail -t -i" */
	const char *from;       /* address */
	const char *recipients; /* file, read again for every notice */
	const char *mark;       /* file */
	struct str base;        /* "https://forum.example.org" */
	/* Runs the command, as command_run does, where this process may not; NULL: it may. */
	int (*send)(void *ctx, struct str message);
	void *send_ctx;
};
/* The strings are borrowed. Fails where a file is not as it should be, or an address is none. */
CM_MUST_USE enum rc mailer_start(struct mailer **out, const struct mailer_options *options,
    struct err *err);
/* Waits for the message under way; what is not sent is sent after the next start. NULL is none. */
void mailer_stop(struct mailer *m);

struct mailer_counters {
	uint64_t sent;    /* messages that the command took */
	uint64_t failed;  /* given up */
	uint64_t retried; /* attempts that came to nothing */
	uint64_t behind;  /* entries that are still to be looked at */
};
void mailer_counters(const struct mailer *m, struct mailer_counters *out);

#endif
