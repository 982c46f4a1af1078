/*
 * The acts that build a forum from a folder of facts (forums/README.md says which files and columns).
 * Nothing of any forum stands in the code. The caller makes the founding act from the charter, signs
 * what it is handed, and submits it in that order.
 */
#ifndef CLI_FOUNDING_H
#define CLI_FOUNDING_H

#include "base/err.h"
#include "base/limits.h"
#include "codec/content.h"

struct arena;

struct founding_act {
	enum kind kind;
	union content content;
	struct str by;    /* suggested: the first officer */
	struct strs with; /* the further officers whom the kind needs; else none */
	struct date date; /* of the fact, as far as known */
	struct str file;  /* the row it comes from, for messages */
	uint32_t line;
};

struct founding_calls {
	void *ctx;
	/* Handles of officers in the order in which they are to sign. */
	struct strs officers;
	/* How many of them sign an act that admits a party or changes its status, at least 1. */
	uint32_t officers_needed;
	/* The coordinator's keys of a party, is_present included; left as it is for a party without
	 * keys. The pointer may be NULL. */
	enum rc (*keys)(void *ctx, struct str party, struct keyset *out, struct err *err);
	/* One act, valid during the call. Anything but RC_OK ends the reading and is its result. */
	enum rc (*act)(void *ctx, const struct founding_act *act, struct err *err);
};

#define CHARTER_FILE_MAX (4 * ACT_JSON_BYTES_MAX) /* indented for people */
/* <folder>/charter.json as canonical JSON. Form only: rules/charter.h judges the content. */
CM_MUST_USE enum rc founding_charter(struct str *out, struct arena *a, const char *folder,
    struct err *err);
/* Every act after the founding one: in order of the facts' dates, each after the parties and
 * meetings it names. Nothing is handed out before all tables were read and found sound. */
CM_MUST_USE enum rc founding_read(struct arena *a, const char *folder,
    const struct founding_calls *calls, struct err *err);

#endif
