/*
 * A message as a sendmail command takes it (RFC 5322, 2045, 2047): lines end with LF, the fields are
 * ASCII, subject and names are encoded words where they must be, the text is quoted-printable. Nothing
 * that a value contains becomes a field. And the file of recipients. Pure.
 */
#ifndef VIEW_MAIL_H
#define VIEW_MAIL_H

#include "base/buf.h"
#include "view/notice.h"

#define MAIL_BYTES_MAX ((size_t)4 << 20)
#define MAIL_ADDRESS_BYTES_MAX 254 /* RFC 5321 section 4.5.3.1.3, without the brackets */
#define MAIL_RECIPIENTS_MAX 4096

struct mail {
	struct str from, to;   /* addresses: mail_address_is_valid */
	struct str from_name;  /* may be empty */
	struct str subject, text;
	struct str lang;       /* of the text: a tag */
	moment date;
	uint64_t entry;        /* of the act: with forum and language it names the message */
	struct hash forum;
};
void mail_put(struct buf *out, const struct mail *m);

/* local@domain in ASCII, without comments and quotes; it does not begin with '-'. */
bool mail_address_is_valid(struct str address);

enum mail_group { MAIL_PARTY, MAIL_SECRETARIAT, MAIL_ALL };
struct mail_recipient {
	enum mail_group group;
	struct str party;      /* of MAIL_PARTY: a code */
	struct str address;
	enum view_lang lang;
	struct notice_clock clock;
};
struct mail_recipients {
	uint32_t count;
	const struct mail_recipient *at;
};
/*
 * Lines "PARTY ADDRESS [LANG] [+HH:MM]", '#' begins a comment. PARTY is a party's code, "secretariat" or
 * "all"; both of these are told of everything. *line gets the line at fault, from 1. Borrows the text.
 */
CM_MUST_USE bool mail_recipients_parse(struct mail_recipients *out, struct arena *a, struct str text,
    uint32_t *line);
bool mail_is_for(const struct mail_recipient *r, const struct notice *n);

#endif
