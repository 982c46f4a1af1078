/*
 * A forum in memory, made of signed acts by the same check and apply as the server's. Keys come from
 * handles, so that every run makes the same bytes.
 */
#ifndef TESTS_UNIT_VIEW_SMALL_H
#define TESTS_UNIT_VIEW_SMALL_H

#include "base/arena.h"
#include "view/pages.h"

#define SMALL_ORIGIN "forum.example/log"
#define SMALL_ACTS_MAX 1024

struct small {
	struct arena arena;   /* of the forum and its acts */
	struct arena scratch; /* of one page; small_site resets it */
	struct forum *forum;
	moment now;
	uint32_t count;
	struct act_view acts[SMALL_ACTS_MAX];
	const struct sshsig *signatures[SMALL_ACTS_MAX];
};

/* A forum without its founding act. */
void small_init(struct small *w);
void small_release(struct small *w);
/* The keys a handle holds: one, Ed25519. */
struct party_key_list small_keys(struct small *w, struct str handle);
struct keyset small_keyset(struct small *w, struct str party);
/* Signs, checks and applies an act; one that is refused ends the test, with its findings printed. */
void small_act(struct small *w, enum kind kind, const union content *content, struct str by,
    struct strs with);
/* One text, or one in each language. */
struct names small_names(struct small *w, const char *en, const char *ru);
struct strs small_strs(struct small *w, const char *const *texts);
struct date small_date(const char *text);
/* Founds it, and records a bit of everything that pages show, hostile texts among it. */
void small_fill(struct small *w);
/* A silence in every state but those that last for an instant; small_fill does it last. */
void small_silences(struct small *w);
/* A text under negotiation. */
void small_texts(struct small *w);
/* A catalogue, roles, plans, activities, reports, a review, undertakings. */
void small_measures(struct small *w);
/* Forms, one of each period, with returns of each kind; after the measures. */
void small_forms(struct small *w);
/* Agreements in every state, relations, texts and seats of an institution. */
void small_agreements(struct small *w);
/* A meeting in progress, with a text put and an objection to it; one ahead, one closed. */
void small_meetings(struct small *w);
/* Would the act be admitted now? Changes nothing. */
bool small_is_admitted(struct small *w, enum kind kind, const union content *content,
    struct str by, struct strs with);
/* A silence with the acts of its steps and statements, as a page wants it. */
struct silence_query small_silence_query(struct small *w, struct str code);
/* The site as the server would hand it to a page. */
struct site small_site(struct small *w, enum view_lang lang, enum view_format format,
    struct str path);

/* Every page in turn, that of every act included, into `out`: false after the last. */
struct small_page {
	uint32_t number;
	const char *path;
	enum view_status status;
};
/* Of these, those of the text, from number 0; called by small_page_next. */
uint32_t small_texts_count(void);
bool small_text_next(struct small *w, struct small_page *at, struct buf *out, const struct site *s,
    uint32_t number);
/* Likewise those of forms and returns. */
bool small_form_next(struct small *w, struct small_page *at, struct buf *out, const struct site *s,
    uint32_t number);
/* A return with its acts, as a page wants it. */
struct return_query small_return_query(struct small *w, struct str code);
/* Likewise a form with its questions. */
struct form_query small_form_query(struct small *w, struct str code);
bool small_page_next(struct small *w, struct small_page *at, struct buf *out, enum view_lang lang,
    enum view_format format);

#endif
