/* The echo: what a party's keys signed. The tables are asked before the state is held (search.c). */
#include "base/arena.h"
#include "base/buf.h"
#include "service/proofs.h"
#include "view/feeds.h"
#include "web/call.h"

/* An entry of our own log: what lies there passed admission. */
static void echo_read(struct echo_act *out, const struct site *s, struct call *c, uint64_t index)
{
	struct arena *a = c->x->scratch;
	struct admitted *admitted = arena_new(a, struct admitted);
	struct act_view *act = arena_new(a, struct act_view);
	struct str bytes;
	enum rc rc = log_entry(service_log(c->service), index, a, &bytes, NULL);
	cm_assert(rc == RC_OK);
	struct fault fault = admit_stored(admitted, a, bytes, s->origin);
	cm_assert(fault.id == FAULT_NONE);
	act_read(act, s, c, index);
	*out = (struct echo_act){ act, admitted->signatures };
}

static bool is_signer(const struct forum *f, struct str code)
{
	return str_eq(code, S("secretariat")) || party_find(f, code) != NULL;
}

static void echo_put(struct buf *out, struct site *s, struct call *c, const struct signed_list *found)
{
	struct echo_act *acts = arena_array(c->x->scratch, struct echo_act, found->count);
	for (uint32_t i = 0; i < found->count; i++)
		echo_read(&acts[i], s, c, found->at[i]);
	echo_feed(out, s, &(struct echo_query){ c->code, found->count, acts });
}

void echo_atom_answer(struct call *c)
{
	const struct search_index *index = c->loop->web->options->index;
	struct signed_list found = { 0, arena_array(c->x->scratch, uint64_t, FEED_ENTRIES) };
	struct log_head head;
	struct site s;
	struct err err;
	struct buf out;
	if (!url_decode(&c->code, c->x->scratch, c->code, false)) {
		problem_answer(c, PROBLEM_BAD_REQUEST);
		return;
	}
	c->lang = str_starts(c->x->path, S("/ru/")) ? VIEW_RU : VIEW_EN;
	enum rc rc = index == NULL ? RC_NOT_FOUND
	    : index->signed_by(index->ctx, c->code, FEED_ENTRIES, &found, &err);
	buf_init(&out, c->x->scratch, PAGE_BYTES_MAX);
	const struct forum *f = service_read_begin(c->service);
	bool is_known = is_signer(f, c->code);
	site_fill(&s, c, f, &head);
	if (is_known && rc == RC_OK)
		echo_put(&out, &s, c, &found);
	service_read_end(c->service);
	if (!is_known || rc != RC_OK || out.failed) {
		problem_answer(c, !is_known ? PROBLEM_NOT_FOUND
		    : rc != RC_OK ? PROBLEM_BUSY : PROBLEM_TOO_LONG);
		return;
	}
	struct reply reply = { .status = 200, .head = S("Content-Type: application/atom+xml\r\n"
	    HEAD_FRESH HEAD_OPEN), .body = buf_str(&out) };
	exchange_reply(c->x, &reply);
}
