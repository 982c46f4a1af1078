/* Silences in every state, with breaks in time and late, signed and on paper. */
#include "rules/silence.h"
#include "unit/view/small.h"

#define CHAIR S("kz/chair")
#define OFFICER S("secretariat/officer-1")
#define HOSTILE "</title><script>alert('x')</script> \" onload=\"y & <b>"
#define SPAN_MS 100000

static const struct strs nobody = { 0, NULL };

static struct strs second_officer(struct small *w)
{
	return small_strs(w, (const char *const[]){ "secretariat/officer-2", NULL });
}

static void preside(struct small *w)
{
	union content accredit = { .delegate_accredit = { .is_present = true, .delegate = CHAIR,
		.keys = small_keys(w, CHAIR), .from = MOMENT_ABSENT, .until = MOMENT_ABSENT,
		.powers = small_strs(w, (const char *const[]){ "chair", "object", "speak", NULL }) } };
	small_act(w, KIND_DELEGATE_ACCREDIT, &accredit, S("kz/coordinator"),
	    small_strs(w, (const char *const[]){ "kz/chair", NULL }));
	union content term = { .office_term = { .is_present = true, .office = S("chair"),
		.party = S("kz"), .from = small_date("2016-04-28"), .until = DATE_NONE,
		.planned_until = DATE_NONE } };
	small_act(w, KIND_OFFICE_TERM, &term, OFFICER, nobody);
}

static void propose(struct small *w, const char *code, const char *predecessor)
{
	struct frozen_text *texts = arena_array(&w->arena, struct frozen_text, 2);
	texts[0] = (struct frozen_text){ .is_present = true, .lang = S("en"),
		.text = S("First " HOSTILE "\n\nSecond"), .title = str_c(code) };
	texts[1] = (struct frozen_text){ .is_present = true, .lang = S("fa"), .text = S("متن") };
	union content c = { .silence_propose = { .is_present = true, .body = S("council"),
		.code = str_c(code), .expires = { w->now.ms + SPAN_MS + 123 }, .matter = S("text"),
		.meeting = S("council-3"), .precondition = S("agreed " HOSTILE),
		.predecessor = str_c(predecessor), .texts = { 2, texts },
		.title = small_names(w, "A text " HOSTILE, "Текст") } };
	small_act(w, KIND_SILENCE_PROPOSE, &c, CHAIR, nobody);
}

static void consent(struct small *w, const char *code)
{
	union content c = { .silence_consent = { .is_present = true, .silence = str_c(code) } };
	small_act(w, KIND_SILENCE_CONSENT, &c, CHAIR, nobody);
}

static void circulate(struct small *w, const char *code)
{
	struct delivery *to = arena_array(&w->arena, struct delivery, 3);
	struct strs channels = small_strs(w, (const char *const[]){ "mail", NULL });
	to[0] = (struct delivery){ true, channels, S("kz") };
	to[1] = (struct delivery){ true, channels, S("tr") };
	to[2] = (struct delivery){ true, channels, S("cn") };
	union content c = { .silence_circulate = { .is_present = true, .sent = { 2, to },
		.silence = str_c(code), .undelivered = { 1, to + 2 } } };
	small_act(w, KIND_SILENCE_CIRCULATE, &c, OFFICER, nobody);
}

static void start(struct small *w, const char *code, const char *predecessor)
{
	propose(w, code, predecessor);
	consent(w, code);
	circulate(w, code);
}

static const struct silence *of(const struct small *w, const char *code)
{
	const struct silence *found = silence_find(w->forum, str_c(code));
	cm_assert(found != NULL);
	return found;
}

static struct paper paper_of(moment arrived)
{
	struct paper p = { .is_present = true, .arrived = arrived, .channel = S("post"),
		.evidence = { .is_present = true, .len = 10, .type = S("application/pdf") },
		.party = S("tr") };
	memset(p.evidence.sha256.bytes, 9, HASH_BYTES);
	return p;
}

static void break_signed(struct small *w, const char *code)
{
	union content c = { .silence_break = { .is_present = true, .ground = S("a ground " HOSTILE),
		.hash = of(w, code)->hash, .kind = S("objection"), .silence = str_c(code) } };
	small_act(w, KIND_SILENCE_BREAK, &c, CHAIR, nobody);
}

static void break_on_paper(struct small *w, const char *code, moment arrived)
{
	union content c = { .silence_break = { .is_present = true, .hash = of(w, code)->hash,
		.kind = S("comment"), .paper = paper_of(arrived), .silence = str_c(code) } };
	small_act(w, KIND_SILENCE_BREAK, &c, OFFICER, second_officer(w));
}

static void attach(struct small *w, const char *code)
{
	struct frozen_text *text = arena_new(&w->arena, struct frozen_text);
	*text = (struct frozen_text){ .is_present = true, .lang = S("en"),
		.text = S("We understand " HOSTILE) };
	union content c = { .silence_attach = { .is_present = true, .hash = of(w, code)->hash,
		.kind = S("reservation"), .silence = str_c(code), .texts = { 1, text } } };
	small_act(w, KIND_SILENCE_ATTACH, &c, CHAIR, nobody);
	c.silence_attach.paper = paper_of(w->now);
	small_act(w, KIND_SILENCE_ATTACH, &c, OFFICER, second_officer(w));
}

static void notify(struct small *w, const char *code, const char *outcome)
{
	union content c = { .silence_notify = { .is_present = true, .outcome = str_c(outcome),
		.silence = str_c(code) } };
	small_act(w, KIND_SILENCE_NOTIFY, &c, CHAIR, nobody);
}

/* Adopted and issued, and then what arrived in time comes to light. */
static void issue(struct small *w, const char *code)
{
	start(w, code, "");
	moment before = { of(w, code)->expires.ms - 1 };
	w->now.ms = of(w, code)->expires.ms;
	break_signed(w, code);
	union content attest = { .silence_attest = { .is_present = true,
		.channels = small_strs(w, (const char *const[]){ "mail", "post", "telephone", NULL }),
		.silence = str_c(code) } };
	small_act(w, KIND_SILENCE_ATTEST, &attest, OFFICER, second_officer(w));
	notify(w, code, "adopted");
	union content announce = { .silence_announce = { .is_present = true,
		.meeting = S("council-3"), .silence = str_c(code) } };
	small_act(w, KIND_SILENCE_ANNOUNCE, &announce, CHAIR, nobody);
	union content number = { .silence_issue = { .is_present = true, .silence = str_c(code),
		.symbol = S("SMALL/2016/1") } };
	small_act(w, KIND_SILENCE_ISSUE, &number, OFFICER, nobody);
	break_on_paper(w, code, before);
}

static void end(struct small *w)
{
	union content decline = { .silence_decline = { .is_present = true, .silence = S("declined") } };
	propose(w, "declined", "");
	small_act(w, KIND_SILENCE_DECLINE, &decline, CHAIR, nobody);
	start(w, "withdrawn", "");
	union content withdraw = { .silence_withdraw = { .is_present = true,
		.silence = S("withdrawn") } };
	small_act(w, KIND_SILENCE_WITHDRAW, &withdraw, CHAIR, nobody);
	start(w, "void", "");
	union content ruling = { .silence_void = { .is_present = true, .ground = S("a ground"),
		.silence = S("void") } };
	small_act(w, KIND_SILENCE_VOID, &ruling, CHAIR, nobody);
}

void small_silences(struct small *w)
{
	preside(w);
	end(w);
	issue(w, "issued");
	start(w, "refused", "");
	break_signed(w, "refused");
	notify(w, "refused", "not-adopted");
	start(w, "broken", "refused");
	break_signed(w, "broken");
	break_on_paper(w, "broken", (moment){ w->now.ms - 2000 });
	start(w, "running", "");
	attach(w, "running");
	union content extend = { .silence_extend = { .is_present = true,
		.expires = { of(w, "running")->expires.ms + 5000 }, .silence = S("running") } };
	small_act(w, KIND_SILENCE_EXTEND, &extend, CHAIR, nobody);
	propose(w, "consented", "");
	consent(w, "consented");
	propose(w, "proposed", "");
}
