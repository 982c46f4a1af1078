/* Inside of the sentences only: what the groups of kinds share. */
#ifndef VIEW_SENTENCE_PRIV_H
#define VIEW_SENTENCE_PRIV_H

#include "view/sentence.h"

#define NOTHING ((struct part){ .type = PART__END })

/* The message, and what fills its second and third place; the first is the author. */
void say(struct sentence *out, enum message id, struct part second, struct part third);
/* What the Secretariat filed: for whom, and when it arrived. Nothing where it is no paper. */
void say_paper(struct sentence *out, const struct site *s, const struct paper *paper);
struct part link_party(const struct site *s, struct str code);
/* By its title in the register, else by its code. */
struct part link_meeting(const struct site *s, struct str code);
struct part link_silence(const struct site *s, struct str code);
struct part link_decision(const struct site *s, struct str code);
/* A page of the section, by the names or, where they are NULL, by the code. */
struct part link_to(const struct site *s, struct str section, struct str code,
    const struct names *names);
struct part link_entry(const struct site *s, int64_t index);

/* Each says the kinds of its group; false: the kind is none of them. */
bool say_office(struct sentence *out, const struct site *s, enum kind kind, const union content *c);
bool say_meeting(struct sentence *out, const struct site *s, enum kind kind, const union content *c);
bool say_decision(struct sentence *out, const struct site *s, enum kind kind, const union content *c);
bool say_text(struct sentence *out, const struct site *s, enum kind kind, const union content *c);
bool say_measure(struct sentence *out, const struct site *s, enum kind kind, const union content *c);
bool say_form(struct sentence *out, const struct site *s, enum kind kind, const union content *c);
bool say_agreement(struct sentence *out, const struct site *s, enum kind kind, const union content *c);
bool say_content(struct sentence *out, const struct site *s, enum kind kind, const union content *c);
bool say_vote(struct sentence *out, const struct site *s, enum kind kind, const union content *c);

#endif
