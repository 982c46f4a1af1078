/* The log for whoever mirrors or verifies it (record-formats section 3). */
#include "web/call.h"

#include "base/arena.h"
#include "base/buf.h"
#include "service/proofs.h"

/* A bundle: 256 entries, each with its length. */
#define TILE_BYTES_MAX ((size_t)TILE_WIDTH * (ENTRY_BYTES_MAX + 2))

#define HEAD_BYTES "Content-Type: application/octet-stream\r\n"

static void missing_answer(struct call *c, struct str what)
{
	struct reply r = { .status = 404, .head = S(HEAD_TEXT HEAD_NO_STORE HEAD_OPEN), .body = what };
	exchange_reply(c->x, &r);
}

void checkpoint_answer(struct call *c)
{
	struct log_head head;
	log_head(service_log(c->service), &head);
	if (head.checkpoint_bytes == 0) {
		missing_answer(c, S("Nothing is signed yet.\n"));
		return;
	}
	struct reply r = { .status = 200, .head = S(HEAD_TEXT HEAD_FRESH HEAD_OPEN),
		.body = { head.checkpoint, head.checkpoint_bytes } };
	exchange_reply(c->x, &r);
}

void tile_answer(struct call *c)
{
	struct tile tile;
	struct buf out;
	struct err err;
	if (!tile_parse(&tile, c->code)) {
		missing_answer(c, S("This is no path of a tile.\n"));
		return;
	}
	buf_init(&out, c->x->scratch, TILE_BYTES_MAX);
	enum rc rc = log_tile(service_log(c->service), &tile, &out, &err);
	if (rc == RC_NOT_FOUND) {
		missing_answer(c, S("The log has no such tile.\n"));
		return;
	}
	cm_assert(rc == RC_OK && !out.failed);
	/* Shared by all who fetch it; where a query follows, the address is not the one we look up. */
	const struct answer answer = { .key = c->x->path, .status = 200, .body = buf_str(&out),
		.head = S(HEAD_BYTES HEAD_FOREVER HEAD_OPEN), .stamp = { .published = CACHE_FOREVER } };
	struct cached *entry = cache_put(&c->loop->cache, &answer, true);
	cached_answer(c->x, entry);
	cached_drop(entry);
}

void log_key_answer(struct call *c)
{
	struct buf out;
	buf_init(&out, c->x->scratch, 4096);
	buf_put(&out, service_log_vkey(c->service));
	buf_byte(&out, '\n');
	struct reply r = { .status = 200, .head = S(HEAD_TEXT HEAD_FRESH HEAD_OPEN),
		.body = buf_str(&out) };
	exchange_reply(c->x, &r);
}
