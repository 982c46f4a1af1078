/* A meeting in progress: an agenda, delegations, speakers, a point of order, a text that is put and an
 * objection to it; one that is closed; documents and a journal. */
#include "rules/conduct.h"
#include "rules/decision.h"
#include "unit/view/small.h"

#define CHAIR S("kz/chair")
#define OFFICER S("secretariat/officer-1")
#define OBJECTOR S("tr/delegate-1")
#define HOSTILE "</title><script>alert('x')</script> \" onload=\"y & <b>"
#define DAY_MS INT64_C(86400000)

static const struct strs nobody = { 0, NULL };

static void accredit(struct small *w)
{
	union content delegate = { .delegate_accredit = { .is_present = true, .delegate = OBJECTOR,
		.keys = small_keys(w, OBJECTOR), .from = MOMENT_ABSENT, .until = MOMENT_ABSENT,
		.powers = small_strs(w,
		    (const char *const[]){ "amend", "attend", "object", "propose", "speak", NULL }) } };
	small_act(w, KIND_DELEGATE_ACCREDIT, &delegate, S("tr/coordinator"),
	    small_strs(w, (const char *const[]){ "tr/delegate-1", NULL }));
}

static void convene(struct small *w, const char *code)
{
	struct agenda_item *items = arena_array(&w->arena, struct agenda_item, 2);
	struct date day = date_of_days((int32_t)(w->now.ms / DAY_MS));
	items[0] = (struct agenda_item){ .is_present = true, .id = S("one"), .number = S("1"),
		.papers = small_strs(w, (const char *const[]){ "SMALL/2 <&>", NULL }),
		.title = small_names(w, "An item " HOSTILE, "Пункт") };
	items[1] = (struct agenda_item){ .is_present = true, .id = S("two"),
		.title = small_names(w, "Another item", NULL) };
	union content c = { .meeting_convene = { .is_present = true, .agenda = { 2, items },
		.body = S("council"), .code = str_c(code), .from = day, .until = DATE_NONE,
		.mode = S("both"), .number = INTEGER_ABSENT, .opens = { w->now.ms + 5000 },
		.title = small_names(w, "A meeting in progress " HOSTILE, "Заседание") } };
	small_act(w, KIND_MEETING_CONVENE, &c, OFFICER, nobody);
}

static void open_meeting(struct small *w, const char *code)
{
	union content open = { .meeting_open = { .is_present = true, .meeting = str_c(code),
		.present = small_strs(w, (const char *const[]){ "cn", "kz", "tr", NULL }) } };
	w->now.ms += 6000;
	small_act(w, KIND_MEETING_OPEN, &open, CHAIR, nobody);
	union content adopt = { .agenda_adopt = { .is_present = true, .meeting = str_c(code) } };
	small_act(w, KIND_AGENDA_ADOPT, &adopt, CHAIR, nobody);
}

static void delegation(struct small *w)
{
	struct delegation_member *members = arena_array(&w->arena, struct delegation_member, 1);
	members[0] = (struct delegation_member){ .is_present = true, .handle = OBJECTOR,
		.role = S("head") };
	union content c = { .delegation_announce = { .is_present = true, .meeting = S("now"),
		.members = { 1, members } } };
	small_act(w, KIND_DELEGATION_ANNOUNCE, &c, S("tr/coordinator"), nobody);
}

static void ask(struct small *w, struct str by)
{
	union content c = { .speaker_ask = { .is_present = true, .item = S("one"),
		.list = S("speakers"), .meeting = S("now"), .to = INTEGER_ABSENT } };
	small_act(w, KIND_SPEAKER_ASK, &c, by, nobody);
}

static void call(struct small *w, const char *party)
{
	union content c = { .speaker_call = { .is_present = true, .item = S("one"),
		.list = S("speakers"), .meeting = S("now"), .party = str_c(party) } };
	small_act(w, KIND_SPEAKER_CALL, &c, CHAIR, nobody);
}

static void speakers(struct small *w)
{
	struct frozen_text *text = arena_new(&w->arena, struct frozen_text);
	*text = (struct frozen_text){ .is_present = true, .lang = S("en"), .text = S("Said " HOSTILE) };
	union content end = { .speaker_end = { .is_present = true, .meeting = S("now") } };
	union content said = { .statement_deliver = { .is_present = true, .item = S("one"),
		.meeting = S("now"), .spoken = true, .texts = { 1, text } } };
	ask(w, OBJECTOR);
	ask(w, CHAIR);
	call(w, "tr");
	small_act(w, KIND_SPEAKER_END, &end, CHAIR, nobody);
	small_act(w, KIND_STATEMENT_DELIVER, &said, OBJECTOR, nobody);
	call(w, "kz");
	ask(w, OBJECTOR);
	struct document_issue issue = { .is_present = true, .class = S("working-paper"),
		.meeting = S("now"), .statement = (int64_t)w->count - 3, .symbol = S("SMALL/2 <&>"),
		.title = small_names(w, "Statement " HOSTILE, NULL) };
	union content document = { .document_issue = issue };
	small_act(w, KIND_DOCUMENT_ISSUE, &document, OFFICER, nobody);
}

static void text_put(struct small *w)
{
	struct frozen_text *text = arena_new(&w->arena, struct frozen_text);
	struct delivery *to = arena_array(&w->arena, struct delivery, 3);
	struct strs mail = small_strs(w, (const char *const[]){ "mail", NULL });
	*text = (struct frozen_text){ .is_present = true, .lang = S("en"), .text = S("Text " HOSTILE) };
	to[0] = (struct delivery){ true, mail, S("cn") };
	to[1] = (struct delivery){ true, mail, S("kz") };
	to[2] = (struct delivery){ true, mail, S("tr") };
	union content table = { .decision_table = { .is_present = true, .body = S("council"),
		.code = S("text-1"), .matter = S("substantive"), .meeting = S("now"),
		.texts = { 1, text }, .title = small_names(w, "A text put " HOSTILE, "Текст") } };
	small_act(w, KIND_DECISION_TABLE, &table, OBJECTOR, nobody);
	union content circulate = { .decision_circulate = { .is_present = true, .decision = S("text-1"),
		.sent = { 3, to } } };
	small_act(w, KIND_DECISION_CIRCULATE, &circulate, OFFICER, nobody);
	union content consider = { .decision_consider = { .is_present = true,
		.decision = S("text-1"), .item = S("one"), .meeting = S("now") } };
	small_act(w, KIND_DECISION_CONSIDER, &consider, CHAIR, nobody);
	struct hash hash = decision_find(w->forum, S("text-1"))->hash;
	union content put = { .decision_call = { .is_present = true, .decision = S("text-1"),
		.hash = hash, .window_s = INTEGER_ABSENT } };
	small_act(w, KIND_DECISION_CALL, &put, CHAIR, nobody);
	union content object = { .objection_file = { .is_present = true, .decision = S("text-1"),
		.ground = S("a ground " HOSTILE), .hash = hash } };
	small_act(w, KIND_OBJECTION_FILE, &object, OBJECTOR, nobody);
	union content point = { .point_raise = { .is_present = true, .decision = S("text-1"),
		.kind = S("order"), .meeting = S("now"), .text = S("order " HOSTILE) } };
	small_act(w, KIND_POINT_RAISE, &point, OBJECTOR, nobody);
}

void small_meetings(struct small *w)
{
	accredit(w);
	convene(w, "past");
	open_meeting(w, "past");
	union content close = { .meeting_close = { .is_present = true, .meeting = S("past") } };
	small_act(w, KIND_MEETING_CLOSE, &close, CHAIR, nobody);
	convene(w, "ahead");
	convene(w, "now");
	open_meeting(w, "now");
	delegation(w);
	speakers(w);
	text_put(w);
	union content note = { .journal_add = { .is_present = true,
		.day = date_of_days((int32_t)(w->now.ms / DAY_MS)), .meeting = S("now"),
		.text = small_names(w, "A note " HOSTILE, NULL) } };
	small_act(w, KIND_JOURNAL_ADD, &note, OFFICER, nobody);
}
