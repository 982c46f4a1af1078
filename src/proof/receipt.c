#include "proof/receipt.h"

#include "base/encode.h"

#define RECEIPT_HEAD S("c2sp.org/tlog-proof@v1")

/* Canonical base64 of any length, which nothing authenticates and nobody reads. */
static bool is_base64(struct str text)
{
	enum { PIECE_CHARS = 128, PIECE_BYTES = 96 };
	uint8_t piece[PIECE_BYTES];
	for (size_t at = 0; at < text.n; at += PIECE_CHARS) {
		size_t n;
		if (!b64_decode(piece, sizeof(piece), &n, str_sub(text, at, at + PIECE_CHARS)) ||
		    (at + PIECE_CHARS < text.n && n < PIECE_BYTES))
			return false;
	}
	return true;
}

enum fault_id receipt_parse(struct receipt *out, struct str text)
{
	size_t end = str_find_str(text, S("\n\n"));
	if (end == text.n)
		return FAULT_TLOG_PROOF;
	/* The lines with their final LF. */
	struct str rest = str_sub(text, 0, end + 1);
	out->checkpoint = str_sub(text, end + 2, text.n);
	out->proof.count = 0;
	if (!str_eq(str_cut(&rest, '\n'), RECEIPT_HEAD))
		return FAULT_TLOG_PROOF;
	struct str line = str_cut(&rest, '\n');
	if (str_starts(line, S("extra "))) {
		if (!is_base64(str_sub(line, 6, line.n)))
			return FAULT_TLOG_PROOF;
		line = str_cut(&rest, '\n');
	}
	if (!str_starts(line, S("index ")) ||
	    !dec_decode(&out->index, str_sub(line, 6, line.n)))
		return FAULT_TLOG_PROOF;
	while (rest.n > 0) {
		size_t n;
		struct str hash = str_cut(&rest, '\n');
		if (out->proof.count == PROOF_HASHES_MAX ||
		    !b64_decode(out->proof.at[out->proof.count].bytes, HASH_BYTES, &n, hash) ||
		    n != HASH_BYTES)
			return FAULT_TLOG_PROOF;
		out->proof.count++;
	}
	return FAULT_NONE;
}

void receipt_put(struct buf *b, const struct receipt *r)
{
	cm_assert(r->index <= INT64_MAX && r->proof.count <= PROOF_HASHES_MAX);
	buf_put(b, RECEIPT_HEAD);
	buf_put(b, S("\nindex "));
	buf_dec(b, (int64_t)r->index);
	buf_byte(b, '\n');
	for (uint32_t i = 0; i < r->proof.count; i++) {
		buf_b64(b, r->proof.at[i].bytes, HASH_BYTES);
		buf_byte(b, '\n');
	}
	buf_byte(b, '\n');
	buf_put(b, r->checkpoint);
}

enum fault_id receipt_verify(const struct receipt *r, const struct policy *p,
    const struct hash *leaf)
{
	struct checkpoint c;
	enum fault_id fault = policy_verify(p, &c, r->checkpoint, NULL);
	if (fault != FAULT_NONE)
		return fault;
	if (r->index >= c.size ||
	    !merkle_verify(r->index, r->index + 1, c.size, &r->proof, leaf, &c.root))
		return FAULT_PROOF;
	return FAULT_NONE;
}
