/*
 * Shapes of acts about content that lies outside the record: who may see it, and its erasure. Included by
 * kinds.h, which explains the words.
 */
#ifndef CODEC_SHAPES_CONTENT_H
#define CODEC_SHAPES_CONTENT_H

/* `content` is the sha256 of the commitment, `entry` the act that made it. */
#define SHAPE_content_distribute(F)                                                                \
	F(HASH, content, "content", MUST, 0, none)                                                 \
	F(CODE, distribution, "distribution", MUST, 0, none)                                       \
	F(INTEGER, entry, "entry", MUST, JSON_INTEGER_MAX, none)                                   \
	F(CODES, parties, "parties", MAY, RECIPIENTS_MAX, none)
/* `rule`: the rule or law that it rests on. */
#define SHAPE_content_erase(F)                                                                     \
	F(HASH, content, "content", MUST, 0, none)                                                 \
	F(INTEGER, entry, "entry", MUST, JSON_INTEGER_MAX, none)                                   \
	F(TEXT, ground, "ground", MUST, PROSE_BYTES_MAX, none)                                     \
	F(TEXT, rule, "rule", MUST, PROSE_BYTES_MAX, none)

#endif
