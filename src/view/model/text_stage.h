/*
 * The desk of a text: an act is staged, shown as the room would see it, and taken. What is staged is in no
 * record and in nobody's name until somebody signs it; the record then judges it again. Pure.
 */
#ifndef VIEW_MODEL_TEXT_STAGE_H
#define VIEW_MODEL_TEXT_STAGE_H

#include "view/model/charter.h"
#include "view/model/texts.h"
#include "view/messages.h"

/* What is asked for, as a form sends it; `text.unit` is the unit; empty: the first one. */
struct stage_query {
	struct text_query text;
	struct str op;       /* "replace" ...: stage_op_name; empty: nothing is staged */
	struct str party;    /* code, or the beginning of a name: whose words or position */
	struct str words;    /* put in; of a reopening, why */
	struct str first, last; /* numbers of words, from 1 */
	struct str proposal; /* its number; empty: the unit as it stands */
	struct str after;    /* id of the unit that a moved one stands behind; empty: first */
	struct str pending;  /* of an agreement ad referendum: parties still to agree, with commas between */
	struct str on;       /* of it, and of a position: ids or labels of units that it depends on */
	struct str find;     /* words to go to */
	bool is_taken;
};

enum stage_op {
	STAGE_NONE,
	STAGE_DELETE, STAGE_REPLACE, STAGE_INSERT,         /* words of the unit */
	STAGE_NEW, STAGE_ALTERNATIVE, STAGE_REMOVE, STAGE_MOVE, /* whole units */
	STAGE_SUPPORT, STAGE_ACCEPTABLE, STAGE_OPPOSE, STAGE_RESERVE, STAGE_PENDING,
	STAGE_COSPONSOR, STAGE_WITHDRAW,
	STAGE_TAKE, STAGE_CLOSE, STAGE_KEEP,               /* the chair, of a choice */
	STAGE_MAKE, STAGE_DROP,                            /* and of a proposal for the whole unit */
	STAGE_AD_REF, STAGE_AGREED, STAGE_REOPEN,          /* the chair, of the unit */
	STAGE_OP__COUNT
};
struct str stage_op_name(enum stage_op op);
enum message stage_op_message(enum stage_op op);

#define MODEL_stage_item(F, S)                                                                     \
	F(S, TEXT, op, none, "replace, insert, oppose ...")                                       \
	F(S, TEXT, act_kind, none, "kind of the act")                                             \
	F(S, TEXT, party, none, "code of the party in whose name it is")                          \
	F(S, TEXT, by, none, "who may sign it, as far as is known")                               \
	F(S, TEXT, content, none, "the act's members, canonical")                                 \
	F(S, TEXT, act, none, "the act, ready to be signed; absent: nobody is known who may")     \
	F(S, TEXT, commands, none, "composes, signs and sends it")                                \
	F(S, LIST, findings, finding_item, "what the rules say to it now; none: nothing against it") \
	F(S, OBJECT, unit, unit_item, "the unit as it would stand")
MODEL_DECLARE(stage_item)

#define MODEL_text_drafting(F, S)                                                                      \
	F(S, OBJECT, text, text_item, "as in the list")                                           \
	F(S, OBJECT, unit, unit_item, "as it stands")                                             \
	F(S, OBJECT, staged, stage_item, "absent: nothing is")                                    \
	F(S, TEXT, problem, none, "why nothing could be staged, in words")
MODEL_DECLARE(text_drafting)

struct stage {
	enum stage_op op;
	enum kind kind;
	union content content;
	enum message problem; /* MESSAGE__COUNT: none */
	uint32_t unit;        /* that it is about, and its place in `after` */
	uint32_t proposal;    /* that is made or spoken of; 0: none */
	uint32_t change;      /* of the draft, that is made or closed */
	struct str party;
	struct draft after;   /* the text as it would be */
	struct stage_item item;
};
/* `d` is the text's draft, `l` its lexicon, which gets the words that are put in. */
void stage_make(struct stage *out, const struct site *s, const struct stage_query *q,
    const struct draft *d, struct lexicon *l);
/* What the desk's JSON says. */
void text_drafting_fill(struct text_drafting *m, const struct site *s, const struct stage_query *q,
    const struct draft *d, const struct stage *stage);
/* The party of this code, or the only one whose name in the page's language begins so; or empty. */
struct str stage_party_of(const struct site *s, struct str text);

#endif
