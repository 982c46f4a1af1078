/*
 * What comes to the signing origin in a form: an act to be made or as it is, with the signatures it has, and
 * perhaps one more. All of it is hostile. No effects but the arena.
 */
#ifndef WEB_SIGN_FORM_H
#define WEB_SIGN_FORM_H

#include "codec/content.h"
#include "web/multipart.h"
#include "web/query.h"

/* The fields of a form, urlencoded or multipart; or of an address (query_parse). */
struct sign_fields {
	bool is_multipart;
	struct multipart parts;
	struct query query;
};
CM_MUST_USE bool sign_fields_read(struct sign_fields *f, struct arena *a, struct str type, struct str body);
/* Empty where it is not there, or is no text that a page can show. */
struct str sign_field(const struct sign_fields *f, struct str name);

struct sign_form {
	struct str line;          /* the act's line of JSON; empty: it is still to be made, from */
	struct str kind, content; /* its members as people write JSON, and */
	struct str by, with;      /* handles, those of `with` with blanks between */
	uint32_t count;           /* signatures that it brings */
	struct signature at[SIGNATURES_MAX];
	struct str signature;     /* one more: its blob */
	bool has_signature;       /* some text came for it; the blob is empty when that is none */
	struct str token;         /* of the invitation that it came by */
	bool is_sent;             /* send it when all have signed */
};
/* `type` is the Content-Type: urlencoded or multipart. The act may come as a file or text in `act` or `text`:
 * its three lines, and the signature lines behind an empty one. False: no such form, or over a limit. */
CM_MUST_USE bool sign_form_read(struct sign_form *out, struct arena *a, struct str type, struct str body);

/* The act as a file, with its signatures: the record's submission, or a part of one. */
CM_MUST_USE bool sign_form_read_text(struct sign_form *out, struct arena *a, struct str text);

/* The blob in the armour of ssh-keygen, or in bare base64; empty when it is neither. Line breaks may be
 * blanks. */
struct str sign_blob_of(struct arena *a, struct str text);
/* M of the form: the line, or made from members, signers and base. RC_INVALID: `err` says what is wrong, and
 * with which member. */
struct sign_making {
	struct str origin;
	struct act_base base;
};
CM_MUST_USE enum rc sign_form_message(struct str *out, struct arena *a, const struct sign_form *form,
    const struct sign_making *making, struct err *err);

#endif
