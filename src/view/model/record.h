/* The record for people: the list of acts, and one act with its proof. Pure. */
#ifndef VIEW_MODEL_RECORD_H
#define VIEW_MODEL_RECORD_H

#include "view/model/contents.h"
#include "view/pages.h"

#define MODEL_act_item(F, S)                                                                       \
	F(S, NUMBER, index, none, "position in the record")                                       \
	F(S, HASH, id, none, "SHA-256 of the three signed lines")                                 \
	F(S, MOMENT, received, none, "time of the record")                                        \
	F(S, TEXT, act_kind, none, "kind of act")                                                 \
	F(S, TEXT, by, none, "handle of the signer")                                              \
	F(S, WORDS, sentence, none, "the act in plain words")
MODEL_DECLARE(act_item)

#define MODEL_record(F, S)                                                                         \
	F(S, TEXT, origin, none, "name of the record")                                            \
	F(S, NUMBER, all, none, "entries in the record")                                          \
	F(S, LIST, acts, act_item, "newest first")                                                \
	F(S, NUMBER, older_before, none, "value of `before` for the next page")
MODEL_DECLARE(record)

#define MODEL_signature_item(F, S)                                                                 \
	F(S, TEXT, handle, none, "who signed")                                                    \
	F(S, TEXT, key_type, none, "type of the key")                                             \
	F(S, TEXT, fingerprint, none, "SHA256:... as ssh-keygen -l prints it")                    \
	F(S, TEXT, key, none, "the public key as in an authorized_keys file")                     \
	F(S, TEXT, sshsig, none, "the signature, base64 of an SSHSIG")
MODEL_DECLARE(signature_item)

#define MODEL_act_full(F, S)                                                                       \
	F(S, OBJECT, summary, act_item, "as in the list")                                         \
	F(S, TEXTS, with, none, "handles of the co-signers")                                      \
	F(S, NUMBER, base_size, none, "size of the record that the author had seen")              \
	F(S, HASH, base_root, none, "its root")                                                   \
	F(S, RAW, act, none, "the act")                                                           \
	F(S, TEXT, message, none, "the three signed lines, each with its LF")                     \
	F(S, TEXT, entry, none, "the entry's bytes, of which the leaf is the hash")               \
	F(S, LIST, signatures, signature_item, "one a signer")                                    \
	F(S, HASH, leaf, none, "leaf hash of the entry")                                          \
	F(S, TEXT, receipt, none, "c2sp.org/tlog-proof@v1")                                       \
	F(S, LIST, contents, content_row_item, "content outside the record that it committed to") \
	F(S, TEXT, mark, none, "challenged, confirmed, disavowed: by a later act")                \
	F(S, NUMBER, mark_entry, none, "index of that act")
MODEL_DECLARE(act_full)

struct act_item act_item_of(const struct site *s, const struct act_view *act);
void record_fill(struct record *m, const struct site *s, const struct record_query *q);
void act_fill(struct act_full *m, const struct site *s, const struct act_query *q);

#endif
