/*
 * Every maximum, with its reason. Those of the record are published (record-formats section 26) and
 * part of the format; the others protect memory and readers' patience.
 */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

/* The record: part of the format, never to be changed. */
#define ENTRY_BYTES_MAX 61440       /* a tile bundle's u16 length could hold 65,535 */
#define SUBMISSION_BYTES_MAX 61423  /* an entry less the longest first line */
#define ACT_JSON_BYTES_MAX 49152    /* leaves room for 16 signatures in an entry */
#define BATCH_ACTS_MAX 256          /* one bundle */
#define BATCH_BYTES_MAX 1048576
#define JSON_DEPTH_MAX 16
#define JSON_KEY_BYTES_MAX 32
#define JSON_INTEGER_MAX INT64_C(9007199254740991) /* 2^53-1: exact in every JSON reader */
#define SIGNATURES_MAX 16
#define SSHSIG_BYTES_MAX 8192
#define HANDLE_BYTES_MAX 65
#define KIND_BYTES_MAX 64
#define ORIGIN_BYTES_MAX 255
#define KEY_BLOB_BYTES_MAX 1100     /* an RSA key of 8,192 bits */
#define NOTE_BYTES_MAX 65536
#define NOTE_SIGNATURES_MAX 100
#define PROOF_HASHES_MAX 63
#define POLICY_BYTES_MAX 65536
#define POLICY_ITEMS_MAX 256        /* logs, witnesses and groups, each */

/* Members of acts: generous beside what forums publish, small beside the JSON line. */
#define CODE_BYTES_MAX 64           /* codes of parties, meetings, releases */
#define NAME_BYTES_MAX 400          /* a title or name in one language */
#define PROSE_BYTES_MAX 4000        /* a basis, a note, a ground */
#define TEXT_BYTES_MAX 45000        /* a release's text in one language */
#define SOURCE_BYTES_MAX 1000
#define SOURCES_MAX 24
#define LANGUAGES_MAX 16
#define KEYS_MAX 16                 /* of one handle: no more can sign one act */
#define POWERS_MAX 32
#define DOCUMENTS_MAX 64
#define PARTIES_FOUNDING_MAX 64
#define RECIPIENTS_MAX 500          /* of one circulation */
#define SYMBOL_BYTES_MAX 100        /* of a document: A/C.1/71/L.10/Rev.1/Corr.1 is 24 */
#define AGENDA_ITEMS_MAX 200        /* the General Assembly's has about 180 */
#define DELEGATION_MAX 200          /* members of one delegation to one meeting */
#define PARAGRAPHS_MAX 64           /* that one statement names */
#define CALL_WINDOW_S_MAX 86400     /* for objections, once a text is put */
#define SILENCE_DAYS_MAX 366        /* from now to the expiry */

/* Texts under negotiation: a unit is a paragraph, but a whole treaty (150 kB, 25,000 words) fits. */
#define UNIT_BYTES_MAX 1048576
#define LEXICON_WORDS_MAX 1048576   /* distinct words: a thousand drafts hold about 100,000 */
#define LEXICON_BYTES_MAX (16 * 1024 * 1024)
/* Acts about texts. */
#define TEXT_UNITS_MAX 4096        /* of one text: 60,000 words in paragraphs of 15 */
#define TEXT_EDITS_MAX 2000        /* of one act */
#define TEXT_REVISIONS_MAX 100000  /* of one text, over its whole life */
#define TEXT_PROPOSALS_MAX 100000  /* of one text, over its whole life */
#define LABEL_BYTES_MAX 40         /* "OP12 quinquies" */

/* Confidence-building measures: CICA's catalogue has 18 areas; a year's plan 44 activities. */
#define CATALOGUES_MAX 16           /* editions that one replaces */
#define AREAS_MAX 200               /* of one act */
#define MEASURES_MAX 200            /* of one act */
#define PLANS_MAX 16                /* that one activity is of */
#define OFFSET_BYTES 6              /* "+06:00" */

/* Forms of returns: the largest of the United Nations' has some 60 fields. */
#define FORM_FIELDS_MAX 100
#define FORM_ITEMS_MAX 60           /* answers of a choice, columns of a table */
#define FORM_DUE_S_MAX 315360000    /* ten years after an event */

/* Agreements. */
#define DEPOSITS_MAX 1000           /* that one may need: there are 200 states */
#define DELAY_DAYS_MAX 3660         /* from the last deposit needed to the entry into force */

/* Consolidation of one unit. A hull has a reading of each of its proposals, so that what comes out
 * can be the product of what goes in. */
#define UNIT_WORDS_MAX 262144           /* the longest negotiated treaties have 60,000 in all */
#define UNIT_EDITS_MAX 262144           /* 200 parties with 1,000 edits each, and more */
#define UNIT_PIECES_MAX 2097152         /* of edits, once crossing deletions are cut: 64 MB */
#define UNIT_READINGS_WORDS_MAX 8388608 /* over hulls, or kept by one acceptance: 32 MB, 150 treaties */

/* Files of word processors that come in: a treaty with its comments has 2 MB of XML in 15 parts. */
#define ZIP_PARTS_MAX 1024
#define ZIP_NAME_BYTES_MAX 255
#define ZIP_FILE_BYTES_MAX (64 * 1024 * 1024)
#define ZIP_PART_BYTES_MAX (48 * 1024 * 1024)   /* one part, inflated */
#define ZIP_RATIO_MAX 200           /* XML of Word shrinks to a tenth or, at most, a fiftieth */
#define ZIP_RATIO_FREE_BYTES 1048576 /* below that the ratio is nobody's harm */
#define XML_DEPTH_MAX 1024          /* tables in tables reach 60; choices lie in each other */
#define DOCX_UNITS_MAX 16384        /* paragraphs of one file */
#define DOCX_NOTICES_MAX 4096       /* told of one file */
#define DOCX_PART_BYTES_MAX (32 * 1024 * 1024) /* written */

/* The writer (record-formats section 19). */
#define GROUP_ACTS_MAX 2048
#define GROUP_BYTES_MAX (4 * 1024 * 1024)
#define QUEUE_ACTS_MAX 4096
#define QUEUE_OBJECTIONS_MAX 1024   /* more that may wait: a flood of others does not keep an objection out */
#define DISK_RESERVE_BYTES (INT64_C(64) * 1024 * 1024)
#define STATE_ROOT_EVERY 1024       /* entries between two state roots */

/* HTTP (security section 7.4). */
#define HTTP_LINE_BYTES_MAX 4096
#define HTTP_FIELDS_MAX 64
#define HTTP_FIELDS_BYTES_MAX 16384
#define HTTP_FORM_BYTES_MAX 147456  /* the longest text of a member, percent-encoded, and what goes with it */
#define INVITES_MAX 512             /* invitations to make a key, of all parties: three days' */
#define INVITES_PARTY_MAX 16        /* of one party: a delegation is accredited at once */
#define INVITE_MS (72 * 3600000)    /* so long an invitation holds */
#define INVITE_REQUEST_BYTES_MAX 8192 /* an accreditation with one signature */
#define SIGN_FORM_BYTES_MAX 393216  /* to the signing origin: an act percent-encoded, 16 signatures */
#define HTTP_HEAD_MS 10000          /* from its first byte to its empty line */
#define HTTP_BODY_MS 10000          /* from there to its last byte, and longer for what has come: */
#define HTTP_BODY_BYTES_A_SECOND 1024 /* a batch over a telephone line takes minutes */
#define HTTP_IDLE_MS 15000          /* between two requests of one connection */
#define HTTP_WRITE_MS 30000         /* without the peer taking a byte */
#define HTTP_LINGER_MS 2000         /* for what still comes after a refusal */
#define HTTP_DRAIN_MS 5000          /* for what is under way when the server is told to stop */
#define HTTP_SENDING_BYTES_MAX (256 * 1024 * 1024) /* distinct bodies of one loop under way */
#define HTTP_CONNECTIONS_MAX 8192   /* idle ones cost about a kilobyte each */
#define HTTP_ADDRESS_CONNECTIONS_MAX 512 /* of one address: a hall of delegations shares one */
#define SSE_STREAMS_MAX 6144        /* readers of GET /events; the other connections stay for requests */
#define SSE_EVERY_MS 250            /* between two events of one stream: what comes between is one */
#define SSE_HEARTBEAT_MS 15000      /* after that much silence a comment, so that nobody hangs up */
#define SSE_UNSENT_BYTES_MAX 16384  /* the system's own buffer for one reader who is slow */
#define PAGE_BYTES_MAX (4 * 1024 * 1024)
#define PAGE_CACHE_BYTES_MAX (64 * 1024 * 1024)
#define LIST_ROWS_MAX 100           /* rows on one page of a list */

/* Content beside the record. */
#define BLOB_BYTES_MAX ((size_t)16 * 1024 * 1024) /* one document: served from memory */

#endif
