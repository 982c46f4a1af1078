#include "view/api.h"
#include "view/model/service.h"
#include "view/page.h"
#include "view/pages.h"

MODEL_DEFINE(problem)

static const struct {
	struct str id;
	enum message title, text;
} problems[] = {
	[PROBLEM_NOT_FOUND] = { S("not-found"), MESSAGE_PROBLEM_NOT_FOUND,
	    MESSAGE_PROBLEM_NOT_FOUND_WHAT },
	[PROBLEM_BAD_REQUEST] = { S("bad-request"), MESSAGE_PROBLEM_BAD_REQUEST,
	    MESSAGE_PROBLEM_BAD_REQUEST_WHAT },
	[PROBLEM_METHOD] = { S("method"), MESSAGE_PROBLEM_METHOD, MESSAGE_PROBLEM_METHOD_WHAT },
	[PROBLEM_BUSY] = { S("busy"), MESSAGE_PROBLEM_BUSY, MESSAGE_PROBLEM_BUSY_WHAT },
	[PROBLEM_TOO_LARGE] = { S("too-large"), MESSAGE_PROBLEM_TOO_LARGE,
	    MESSAGE_PROBLEM_TOO_LARGE_WHAT },
	[PROBLEM_TOO_LONG] = { S("too-long"), MESSAGE_PROBLEM_TOO_LONG,
	    MESSAGE_PROBLEM_TOO_LONG_WHAT },
};

enum view_status problem_page(struct buf *out, const struct site *s, enum view_problem what)
{
	struct html h;
	cm_assert((size_t)what < CM_COUNT(problems));
	enum view_status status = what == PROBLEM_NOT_FOUND ? VIEW_NOT_FOUND : VIEW_BAD;
	struct str sentence = message_text(s->lang, problems[what].text, 1);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &problem_model, &(struct problem){ problems[what].id, sentence },
		    status);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, problems[what].title),
	    .nav = NAV__COUNT });
	html_element(&h, "p", CLASS("lead"), sentence);
	html_open(&h, "p", ATTRS_NONE);
	html_link(&h, url_of(s, STR_NONE, STR_NONE), message_text(s->lang, MESSAGE_PROBLEM_HOME, 1));
	html_close(&h, "p");
	page_end(&h, s);
	return status;
}
