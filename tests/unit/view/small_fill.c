#include "unit/view/small.h"

#define OFFICER S("secretariat/officer-1")
/* What would break out of text, of an attribute, of a script, of JSON. */
#define HOSTILE "</title><script>alert('x')</script> \" onload=\"y & <b>"

static const char charter[] =
    "{\"bodies\":["
    "{\"id\":\"council\",\"level\":\"ministers\",\"name\":{\"en\":\"Council\",\"ru\":\"Совет\"},"
    "\"parent\":\"summit\",\"period_text\":{\"en\":\"every 2 years\",\"ru\":\"раз в 2 года\"},"
    "\"period_years\":2,\"rank\":2},"
    "{\"id\":\"summit\",\"level\":\"leaders\",\"name\":{\"en\":\"Summit <b>\",\"ru\":\"Саммит\"},"
    "\"rank\":1}],"
    "\"categories\":["
    "{\"id\":\"member\",\"name\":{\"en\":\"Members\",\"ru\":\"Члены\"},\"rights\":[\"amend\",\"attend\","
    "\"object\",\"propose\",\"speak\"]},"
    "{\"id\":\"watcher\",\"name\":{\"en\":\"Watchers\"},\"rights\":[\"attend\"]}],"
    "\"decisions\":[{\"body\":\"council\",\"ladder\":[{\"method\":\"silence\"}],"
    "\"matter\":\"text\"},{\"body\":\"council\",\"ladder\":[{\"method\":\"no-objection\"}],"
    "\"matter\":\"substantive\"}],"
    "\"description\":{\"en\":\"A forum of a test\"},"
    "\"epoch\":1,\"founded\":\"1999-09-14\","
    "\"full_name\":{\"en\":\"Conference of a Test\",\"ru\":\"Совещание для проверки\"},"
    "\"id\":\"small\",\"languages\":[\"en\",\"ru\"],"
    "\"measures\":{\"cycle\":{\"catalogue\":\"summit\",\"plan\":\"council\"},"
    "\"dimensions\":[{\"id\":\"economic\",\"name\":{\"en\":\"Economic <b>\","
    "\"ru\":\"Экономическое\"}},{\"id\":\"human\",\"name\":{\"en\":\"Human\"}}],"
    "\"report_s\":86400,\"review\":{\"body\":\"council\"},\"roles\":[\"coordinator\"]},"
    "\"offices\":[{\"body\":\"council\",\"id\":\"chair\",\"name\":{\"en\":\"Chair\","
    "\"ru\":\"Председатель\"},\"selection\":\"host\"}],"
    "\"present\":\"2016-04-28\","
    "\"silence\":{\"breaks_on\":[\"comment\",\"objection\"],\"extend_left_s\":10,"
    "\"min_s\":60,\"start_needs_consent\":true,\"usual_s\":86400},"
    "\"status\":\"provisional\","
    "\"title\":{\"en\":\"SMALL\",\"ru\":\"МАЛОЕ\"}}";

static void found(struct small *w)
{
	struct founding_officer *officers = arena_array(&w->arena, struct founding_officer, 2);
	struct founding_party *party = arena_new(&w->arena, struct founding_party);
	const char *const with[] = { "kz/coordinator", "secretariat/officer-2", NULL };
	officers[0] = (struct founding_officer){ true, OFFICER, small_keys(w, OFFICER) };
	officers[1] = (struct founding_officer){ true, str_c(with[1]), small_keys(w, str_c(with[1])) };
	*party = (struct founding_party){ .is_present = true, .category = S("member"), .code = S("kz"),
		.coordinator = small_keyset(w, S("kz")), .kind = S("state"),
		.names = small_names(w, "Kazakhstan", "Казахстан") };
	union content c = { .forum_found = { .is_present = true, .charter = str_c(charter),
		.log = S("forum.example/log+821431f3+Aew78mwAIcHPIt3Q5LKqcOTuE3BREJxMplrijPrQxNRj"),
		.officers = { 2, officers }, .officers_threshold = 2, .parties = { 1, party },
		.parties_threshold = 1,
		.types = small_strs(w, (const char *const[]){ "ssh-ed25519", NULL }) } };
	small_act(w, KIND_FORUM_FOUND, &c, OFFICER, small_strs(w, with));
}

static void admit(struct small *w, const char *code, const char *kind, const char *category,
    struct names names)
{
	/* One of them has keys of its own. */
	bool has_keys = str_eq(str_c(code), S("tr"));
	const char *const with[] = { "kz/coordinator", "secretariat/officer-2",
		has_keys ? "tr/coordinator" : NULL, NULL };
	struct keyset keys = { .is_present = false };
	if (has_keys)
		keys = small_keyset(w, str_c(code));
	union content c = { .party_admit = { .is_present = true, .category = str_c(category),
		.code = str_c(code), .coordinator = keys, .kind = str_c(kind), .names = names,
		.seen_by = small_date("2002-06-04"), .basis = S("a list; " HOSTILE),
		.sources = small_strs(w, (const char *const[]){ "https://example.org/a?b=1&c=<2>",
		"javascript:alert(1)", "книга", NULL }) } };
	small_act(w, KIND_PARTY_ADMIT, &c, OFFICER, small_strs(w, with));
}

static void parties(struct small *w)
{
	const char *const with[] = { "kz/coordinator", "secretariat/officer-2", NULL };
	admit(w, "tr", "state", "member", small_names(w, "Turkey", "Турция"));
	admit(w, "cn", "state", "member", small_names(w, "China", "Китай"));
	admit(w, "xx", "state", "watcher", small_names(w, HOSTILE, NULL));
	admit(w, "club", "organisation", "watcher", small_names(w, "Club", "Клуб"));
	union content renamed = { .party_rename = { .is_present = true, .party = S("tr"),
		.from = small_date("2022"), .names = small_names(w, "Türkiye", NULL),
		.use = S("official"), .basis = S("с 2022 года") } };
	small_act(w, KIND_PARTY_RENAME, &renamed, OFFICER, (struct strs){ 0, NULL });
	union content left = { .party_change = { .is_present = true, .party = S("club"),
		.category = S("none"), .gone_by = small_date("2019-06"), .from = DATE_NONE } };
	small_act(w, KIND_PARTY_CHANGE, &left, OFFICER, small_strs(w, with));
	union content suspended = { .party_suspend = { .is_present = true, .party = S("xx"),
		.from = small_date("2015"), .ground = S("a ground") } };
	small_act(w, KIND_PARTY_SUSPEND, &suspended, OFFICER, small_strs(w, with));
	struct delegate_accredit accredit = { .is_present = true, .delegate = S("kz/delegate-1"),
		.keys = small_keys(w, S("kz/delegate-1")), .from = MOMENT_ABSENT,
		.until = { 1893456000000 },
		.powers = small_strs(w, (const char *const[]){ "publish", "sign", NULL }) };
	union content c = { .delegate_accredit = accredit };
	small_act(w, KIND_DELEGATE_ACCREDIT, &c, S("kz/coordinator"),
	    small_strs(w, (const char *const[]){ "kz/delegate-1", NULL }));
}

static void meetings(struct small *w)
{
	struct meeting_document *document = arena_new(&w->arena, struct meeting_document);
	struct commitment content = { .is_present = true, .len = 100, .type = S("application/pdf") };
	memset(content.sha256.bytes, 7, HASH_BYTES);
	*document = (struct meeting_document){ .is_present = true, .content = content,
		.kind = S("declaration"), .symbol = S("SMALL/1 <&>"),
		.title = small_names(w, "Declaration " HOSTILE, NULL) };
	static const char *const codes[] = { "council-1", "council-2", "council-3", "odd" };
	static const char *const dates[] = { "1999-09-14", "2004-10", "2016-04-27", NULL };
	for (size_t i = 0; i < CM_COUNT(codes); i++) {
		union content c = { .meeting_record = { .is_present = true,
			.body = i < 3 ? S("council") : S("elsewhere"), .chair = S("kz"),
			.code = str_c(codes[i]), .date_basis = S("announced"),
			.from = dates[i] != NULL ? small_date(dates[i]) : DATE_NONE,
			.until = i == 2 ? small_date("2016-04-28") : DATE_NONE,
			.documents = { i == 2, i == 2 ? document : NULL }, .mode = S("in-person"),
			.note = S("примечание"), .number = i < 3 ? (int64_t)i + 1 : INTEGER_ABSENT,
			.place = i == 1 ? (struct names){ 0, NULL } : small_names(w, "Almaty", "Алматы"),
			.status = i == 0 ? S("planned") : S("held"),
			.title = small_names(w, "A meeting " HOSTILE, i == 2 ? "Заседание" : NULL) } };
		small_act(w, KIND_MEETING_RECORD, &c, OFFICER, (struct strs){ 0, NULL });
	}
}

static void register_rest(struct small *w)
{
	struct strs none = { 0, NULL };
	union content term = { .office_term = { .is_present = true, .office = S("chair"),
		.party = S("kz"), .from = small_date("2002"), .until = small_date("2010") } };
	small_act(w, KIND_OFFICE_TERM, &term, OFFICER, none);
	term.office_term.party = S("tr");
	term.office_term.from = small_date("2014-05");
	term.office_term.until = DATE_NONE;
	term.office_term.planned_until = small_date("2030");
	small_act(w, KIND_OFFICE_TERM, &term, OFFICER, none);
	union content body = { .body_rename = { .is_present = true, .body = S("council"),
		.from = small_date("2010"), .names = small_names(w, "Ministerial Council", NULL) } };
	small_act(w, KIND_BODY_RENAME, &body, OFFICER, none);
	union content institution = { .institution_record = { .is_present = true,
		.code = S("secretariat"), .kind = S("secretariat"), .founded = small_date("2006-06-17"),
		.initiated_by = S("kz"), .names = small_names(w, "Secretariat", "Секретариат") } };
	small_act(w, KIND_INSTITUTION_RECORD, &institution, OFFICER, none);
}

static void releases(struct small *w)
{
	struct release_text *versions = arena_array(&w->arena, struct release_text, 2);
	struct facet *facets = arena_array(&w->arena, struct facet, 2);
	versions[0] = (struct release_text){ .is_present = true, .lang = S("en"),
		.text = S("First paragraph " HOSTILE "\n\nSecond\nwith a line\n"),
		.title = S("Comment " HOSTILE) };
	versions[1] = (struct release_text){ .is_present = true, .lang = S("fa"),
		.title = S("بیانیه") };
	facets[0] = (struct facet){ .is_present = true, .code = S("osce"), .party = S("kz"),
		.names = small_names(w, "OSCE", "ОБСЕ"), .printed = S("O.S.C.E. <>") };
	facets[1] = (struct facet){ .is_present = true, .code = S("un"),
		.names = small_names(w, "United Nations", NULL) };
	union content c = { .release_publish = { .is_present = true, .code = S("comment-1"),
		.issued = small_date("2016-04-27T10:03"), .issuer = small_names(w, "Press office", NULL),
		.kind = S("comment"), .meeting = S("council-3"), .note = S("a note " HOSTILE),
		.party = S("kz"), .organisations = { 2, facets }, .topics = { 1, facets + 1 },
		.sources = small_strs(w, (const char *const[]){ "http://example.org/\"", NULL }),
		.versions = { 2, versions } } };
	small_act(w, KIND_RELEASE_PUBLISH, &c, S("kz/delegate-1"), (struct strs){ 0, NULL });
	union content later = { .release_version = { .is_present = true, .release = S("comment-1"),
		.version = { .is_present = true, .lang = S("ru"), .title = S("Комментарий"),
		.text = S("Текст") } } };
	small_act(w, KIND_RELEASE_VERSION, &later, S("kz/delegate-1"), (struct strs){ 0, NULL });
}

void small_fill(struct small *w)
{
	found(w);
	parties(w);
	meetings(w);
	register_rest(w);
	releases(w);
	small_measures(w);
	small_agreements(w);
	small_silences(w);
	small_meetings(w);
	small_texts(w);
	small_forms(w);
}
