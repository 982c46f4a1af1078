/* /openapi.json: the API as OpenAPI 3.1, from the same lists as the pages' models. */
#include "view/model/charter.h"
#include "view/model/conducts.h"
#include "view/model/decisions.h"
#include "view/model/text_matrix.h"
#include "view/model/text_now.h"
#include "view/model/text_progress.h"
#include "view/model/text_stage.h"
#include "view/model/text_compare.h"
#include "view/model/texts.h"
#include "view/model/word_box.h"
#include "view/model/coordinator.h"
#include "view/model/desk.h"
#include "view/model/documents.h"
#include "view/model/form_fill.h"
#include "view/model/front.h"
#include "view/model/institutions.h"
#include "view/model/journal.h"
#include "view/model/agreements.h"
#include "view/model/measures.h"
#include "view/model/meetings.h"
#include "view/model/parties.h"
#include "view/model/party.h"
#include "view/model/record.h"
#include "view/model/releases.h"
#include "view/model/search.h"
#include "view/model/audit.h"
#include "view/model/contents.h"
#include "view/model/secretariat.h"
#include "view/model/service.h"
#include "view/model/tables.h"
#include "view/pages.h"

static const struct model_info *const models[] = { &front_model, &parties_model,
	&party_full_model, &bodies_model, &body_full_model, &presidency_model, &meetings_model,
	&meeting_full_model, &institutions_model, &institution_full_model, &releases_model,
	&release_full_model, &record_model, &act_full_model, &verification_model,
	&charter_full_model, &findings_list_model, &problem_model, &evidence_item_model,
	&party_item_model, &meeting_item_model, &release_item_model, &term_item_model,
	&code_item_model, &category_count_model, &party_group_model, &status_item_model,
	&name_item_model, &key_item_model, &actor_item_model, &body_item_model,
	&office_item_model, &body_name_item_model, &body_due_model, &bureau_row_model,
	&chair_row_model, &paper_item_model, &institution_item_model, &version_item_model,
	&facet_item_model, &act_item_model, &signature_item_model, &category_item_model,
	&finding_item_model, &silences_model, &silence_full_model, &silence_item_model,
	&frozen_item_model, &negotiated_item_model, &step_item_model, &expiry_item_model,
	&voice_item_model,
	&next_item_model, &coordinator_model,
	&coordinator_act_model, &desk_model, &desk_item_model, &desk_text_model, &silence_rules_model,
	&texts_model, &text_full_model, &text_item_model, &text_terms_model, &waiver_item_model,
	&lock_item_model, &package_item_model, &package_stance_model, &correction_item_model,
	&corrected_item_model, &compare_model, &text_difference_model,
	&text_version_model, &concordance_table_model, &concordance_row_model, &fate_item_model,
	&word_box_model, &word_file_model, &back_model,
	&back_unit_model, &back_new_model, &back_comment_model, &unit_item_model, &choice_item_model,
	&measures_model, &matrix_group_model, &matrix_row_model, &cell_item_model, &role_item_model,
	&edition_item_model, &review_item_model, &area_full_model, &measure_item_model,
	&plans_model, &plan_full_model, &plan_item_model, &plan_fact_item_model, &activities_model,
	&activity_full_model, &activity_item_model, &activity_step_item_model, &report_item_model,
	&inquiry_word_model, &inquiry_party_model,
	&inquiry_item_model, &reminder_item_model, &form_due_model, &forms_model, &form_entry_model,
	&form_full_model, &form_year_model, &form_version_item_model,
	&field_item_model, &return_row_model, &return_cell_model, &returns_model, &return_item_model,
	&form_filling_model, &fill_field_model, &fill_act_model, &fill_finding_model,
	&return_full_model, &value_item_model, &content_item_model, &supplement_item_model,
	&undertakings_model, &undertaking_item_model, &fulfilment_item_model,
	&agreements_model, &agreement_item_model, &agreement_full_model, &agreement_step_item_model,
	&deposit_item_model, &institution_text_item_model, &board_seat_item_model,
	&relations_model, &relation_item_model, &partner_item_model,
	&alternative_item_model, &translation_item_model, &proposal_item_model,
	&changed_item_model, &text_drafting_model, &stage_item_model, &text_room_model,
	&text_matrix_model, &position_item_model, &text_progress_model, &progress_unit_model,
	&progress_point_model,
	&revision_item_model, &put_item_model,
	&decisions_model, &decision_full_model, &decision_item_model, &objection_item_model,
	&dissent_item_model, &vote_item_model, &ballot_item_model, &amendment_item_model,
	&rung_item_model, &conduct_full_model, &agenda_row_model, &delegation_row_model,
	&speaker_row_model, &point_row_model, &statement_row_model, &conduct_state_item_model,
	&seat_model, &journal_model, &journal_day_model, &journal_item_model,
	&journal_present_model, &journal_count_model, &documents_model, &document_full_model,
	&contents_model, &content_row_item_model,
	&document_item_model, &audit_model, &audit_point_model,
	&secretariat_model, &credentials_row_model, &journal_row_model,
	&search_model, &hit_item_model, &tables_list_model, &table_item_model };

enum where { IN_PATH, IN_QUERY };
enum parameter {
	PARAMETER_CODE,
	PARAMETER_INDEX,
	PARAMETER_ON,
	PARAMETER_PAGE,
	PARAMETER_BODY,
	PARAMETER_BEFORE,
	PARAMETER_FROM,
	PARAMETER_UNTIL,
	PARAMETER_TOPIC,
	PARAMETER_ORGANISATION,
	PARAMETER_LANGUAGE,
	PARAMETER_KIND,
	PARAMETER_PARTY,
	PARAMETER_DAY,
	PARAMETER_CLASS,
	PARAMETER_AS,
	PARAMETER_ID,
	PARAMETER_SHOW,
	PARAMETER_MINE,
	PARAMETER_SINCE,
	PARAMETER_ONLY,
	PARAMETER_PROPOSAL,
	PARAMETER_OP,
	PARAMETER_FOR,
	PARAMETER_FIRST,
	PARAMETER_LAST,
	PARAMETER_WORDS,
	PARAMETER_AFTER,
	PARAMETER_PENDING,
	PARAMETER_DEPENDS,
	PARAMETER_VERSION_FROM,
	PARAMETER_VERSION_TO,
	PARAMETER_AREA,
	PARAMETER_DIMENSION,
	PARAMETER_STATE,
	PARAMETER_YEAR,
	PARAMETER_FORM,
	PARAMETER_FORM_YEAR,
	PARAMETER_FORM_VERSION,
	PARAMETER_RETURN,
	PARAMETER_FILL_OP,
	PARAMETER_FILL_YEAR,
	PARAMETER_EVENT,
	PARAMETER_OF,
	PARAMETER_DELEGATE,
	PARAMETER_DELEGATE_OP,
	PARAMETER_DELEGATE_SINCE,
	PARAMETER_DELEGATE_UNTIL,
	PARAMETER_GROUND,
	PARAMETER_POWERS,
	PARAMETER_Q,
	PARAMETER_NOUN,
	PARAMETER_SORT,
	PARAMETER__COUNT
};
static const struct {
	struct str name;
	enum where where;
	struct str type, what;
} parameters[PARAMETER__COUNT] = {
	[PARAMETER_CODE] = { S("code"), IN_PATH, S("string"), S("the code, in lower case") },
	[PARAMETER_INDEX] = { S("index"), IN_PATH, S("integer"), S("position in the record") },
	[PARAMETER_ON] = { S("on"), IN_QUERY, S("string"), S("the day to show: 2016-04-28") },
	[PARAMETER_PAGE] = { S("page"), IN_QUERY, S("integer"), S("page of the list, from 1") },
	[PARAMETER_BODY] = { S("body"), IN_QUERY, S("string"), S("only meetings of this body") },
	[PARAMETER_BEFORE] = { S("before"), IN_QUERY, S("integer"), S("acts before this index") },
	[PARAMETER_FROM] = { S("from"), IN_QUERY, S("string"), S("issued on this date or later") },
	[PARAMETER_UNTIL] = { S("until"), IN_QUERY, S("string"), S("issued on this date or before") },
	[PARAMETER_TOPIC] = { S("topic"), IN_QUERY, S("string"), S("code of a topic") },
	[PARAMETER_ORGANISATION] = { S("organisation"), IN_QUERY, S("string"),
	    S("code of an organisation that is named") },
	[PARAMETER_LANGUAGE] = { S("language"), IN_QUERY, S("string"), S("issued in this language") },
	[PARAMETER_KIND] = { S("kind"), IN_QUERY, S("string"), S("kind of release") },
	[PARAMETER_PARTY] = { S("party"), IN_QUERY, S("string"),
	    S("issued by this party, its seat, or hosted by it") },
	[PARAMETER_DAY] = { S("day"), IN_QUERY, S("string"), S("a day of the meeting, in UTC") },
	[PARAMETER_CLASS] = { S("class"), IN_QUERY, S("string"), S("only documents of this class") },
	[PARAMETER_AS] = { S("as"), IN_QUERY, S("string"), S("as this party reads the text") },
	[PARAMETER_ID] = { S("id"), IN_QUERY, S("string"), S("of the unit") },
	[PARAMETER_SHOW] = { S("show"), IN_QUERY, S("string"), S("open, changed: only such units") },
	[PARAMETER_MINE] = { S("mine"), IN_QUERY, S("string"),
	    S("only units about which this party proposes something") },
	[PARAMETER_SINCE] = { S("since"), IN_QUERY, S("integer"),
	    S("an index of the record: what changed from there on is told") },
	[PARAMETER_ONLY] = { S("only"), IN_QUERY, S("string"), S("blocking: oppose and reserve only") },
	[PARAMETER_PROPOSAL] = { S("proposal"), IN_QUERY, S("integer"), S("number of a proposal") },
	[PARAMETER_OP] = { S("op"), IN_QUERY, S("string"),
	    S("what is staged: delete, replace, insert, new, remove, move, support, can-accept, oppose, "
	      "reserve, pending, cosponsor, withdraw, accept, accept-close, keep, ad-ref, agreed, reopen") },
	[PARAMETER_FOR] = { S("for"), IN_QUERY, S("string"), S("the party in whose name it is staged") },
	[PARAMETER_FIRST] = { S("first"), IN_QUERY, S("integer"), S("number of a word, from 1") },
	[PARAMETER_LAST] = { S("last"), IN_QUERY, S("integer"), S("number of the last word") },
	[PARAMETER_WORDS] = { S("words"), IN_QUERY, S("string"), S("that are put in") },
	[PARAMETER_PENDING] = { S("pending"), IN_QUERY, S("string"),
	    S("of an agreement ad referendum: parties still to agree, with commas between") },
	[PARAMETER_DEPENDS] = { S("depends"), IN_QUERY, S("string"),
	    S("units that an agreement or a position depends on, with commas between") },
	[PARAMETER_AFTER] = { S("after"), IN_QUERY, S("string"),
	    S("of a move: the unit behind which it goes; absent: first") },
	[PARAMETER_VERSION_FROM] = { S("from"), IN_QUERY, S("integer"),
	    S("a revision, from 1; 0: as the text was opened") },
	[PARAMETER_VERSION_TO] = { S("to"), IN_QUERY, S("integer"), S("the same; absent: as it stands") },
	[PARAMETER_AREA] = { S("area"), IN_QUERY, S("string"), S("code of an area of measures") },
	[PARAMETER_DIMENSION] = { S("dimension"), IN_QUERY, S("string"),
	    S("id of a dimension of measures") },
	[PARAMETER_STATE] = { S("state"), IN_QUERY, S("string"), S("proposed, planned, held ...") },
	[PARAMETER_YEAR] = { S("year"), IN_QUERY, S("integer"), S("the year of the activity") },
	[PARAMETER_FORM] = { S("form"), IN_QUERY, S("string"), S("code of a form") },
	[PARAMETER_FORM_YEAR] = { S("year"), IN_QUERY, S("integer"),
	    S("the year that was asked about; of an event, that of its day") },
	[PARAMETER_FORM_VERSION] = { S("version"), IN_QUERY, S("integer"),
	    S("of the form; absent: the one in force") },
	[PARAMETER_RETURN] = { S("code"), IN_PATH, S("integer"), S("index of the return's act") },
	[PARAMETER_FILL_OP] = { S("op"), IN_QUERY, S("string"), S("file, nil, forward, supplement") },
	[PARAMETER_FILL_YEAR] = { S("year"), IN_QUERY, S("integer"), S("for which it is") },
	[PARAMETER_EVENT] = { S("event"), IN_QUERY, S("string"), S("day of the event: 2026-11-20") },
	[PARAMETER_OF] = { S("of"), IN_QUERY, S("integer"),
	    S("of a supplement: index of the return") },
	[PARAMETER_DELEGATE] = { S("delegate"), IN_QUERY, S("string"), S("whom the act is about: a handle") },
	[PARAMETER_DELEGATE_OP] = { S("op"), IN_QUERY, S("string"), S("limit, extend, dismiss") },
	[PARAMETER_DELEGATE_SINCE] = { S("since"), IN_QUERY, S("string"),
		S("her acts from this day on are challenged: 2026-11-20") },
	[PARAMETER_DELEGATE_UNTIL] = { S("until"), IN_QUERY, S("string"),
		S("end of the accreditation, not included: 2027-12-31") },
	[PARAMETER_GROUND] = { S("ground"), IN_QUERY, S("string"), S("why she is dismissed") },
	[PARAMETER_POWERS] = { S("powers"), IN_QUERY, S("string"), S("that she keeps, with blanks between") },
	[PARAMETER_Q] = { S("q"), IN_QUERY, S("string"), S("what to search for") },
	[PARAMETER_NOUN] = { S("noun"), IN_QUERY, S("string"), S("only releases, decisions ...") },
	[PARAMETER_SORT] = { S("sort"), IN_QUERY, S("string"), S("newest: not by rank") },
};

#define P(name) (UINT64_C(1) << PARAMETER_##name)
static const struct {
	struct str path, what;
	const struct model_info *model;
	uint64_t parameters;
} paths[] = {
	{ S("/api/{lang}/"), S("The forum on one day"), &front_model, P(ON) },
	{ S("/api/{lang}/parties"), S("Parties on one day"), &parties_model, P(ON) },
	{ S("/api/{lang}/parties/{code}"), S("One party"), &party_full_model, P(CODE) | P(ON) },
	{ S("/api/{lang}/parties/{code}/coordinator"),
	    S("Who acts for a party, and the acts by which that changes"), &coordinator_model,
	    P(CODE) | P(DELEGATE) | P(DELEGATE_OP) | P(DELEGATE_SINCE) | P(DELEGATE_UNTIL) | P(GROUND) |
	        P(POWERS) },
	{ S("/api/{lang}/parties/{code}/desk"), S("What awaits a delegation"), &desk_model, P(CODE) },
	{ S("/api/{lang}/bodies"), S("Bodies and offices"), &bodies_model, P(ON) },
	{ S("/api/{lang}/bodies/{code}"), S("One body"), &body_full_model, P(CODE) | P(ON) },
	{ S("/api/{lang}/presidency"), S("Terms of offices"), &presidency_model, P(ON) },
	{ S("/api/{lang}/meetings"), S("The register of meetings"), &meetings_model,
	    P(BODY) | P(PAGE) },
	{ S("/api/{lang}/meetings/{code}"), S("One meeting"), &meeting_full_model, P(CODE) },
	{ S("/api/{lang}/meetings/{code}/chair"), S("A meeting, and what its chair may do now"),
	    &conduct_full_model, P(CODE) },
	{ S("/api/{lang}/meetings/{code}/room"), S("A meeting, for the screen of its room"),
	    &conduct_full_model, P(CODE) },
	{ S("/api/{lang}/meetings/{code}/seat"), S("A meeting, and what one delegation may do now"),
	    &seat_model, P(CODE) | P(PARTY) },
	{ S("/api/{lang}/meetings/{code}/journal"), S("The journal of one day of a meeting"),
	    &journal_model, P(CODE) | P(DAY) },
	{ S("/api/{lang}/institutions"), S("Institutions"), &institutions_model, 0 },
	{ S("/api/{lang}/institutions/{code}"), S("One institution"), &institution_full_model,
	    P(CODE) },
	{ S("/api/{lang}/releases"), S("The archive of releases"), &releases_model,
	    P(FROM) | P(UNTIL) | P(TOPIC) | P(ORGANISATION) | P(LANGUAGE) | P(KIND) | P(PARTY) |
	    P(PAGE) },
	{ S("/api/{lang}/releases/{code}"), S("One release with its texts"), &release_full_model,
	    P(CODE) },
	{ S("/api/{lang}/search"), S("What a search finds"), &search_model,
	    P(Q) | P(NOUN) | P(KIND) | P(PARTY) | P(BODY) | P(LANGUAGE) | P(FROM) | P(UNTIL) | P(SORT) |
	    P(PAGE) },
	{ S("/api/{lang}/tables"), S("The SQL tables and their files"), &tables_list_model, 0 },
	{ S("/api/{lang}/texts"), S("Negotiated texts"), &texts_model, 0 },
	{ S("/api/{lang}/texts/{code}"), S("One of them, with its brackets and proposals"),
	    &text_full_model, P(CODE) | P(AS) | P(SHOW) | P(MINE) | P(SINCE) },
	{ S("/api/{lang}/texts/{code}/desk"),
	    S("A unit of it as one more act would leave it, and the act; POST with the parameters in a "
	      "form's body does the same"), &text_drafting_model,
	    P(CODE) | P(ID) | P(OP) | P(FOR) | P(FIRST) | P(LAST) | P(WORDS) | P(PROPOSAL) |
		P(AFTER) | P(PENDING) | P(DEPENDS) },
	{ S("/api/{lang}/texts/{code}/room"), S("The unit that a room looks at"), &text_room_model,
	    P(CODE) | P(ID) | P(PROPOSAL) },
	{ S("/api/{lang}/texts/{code}/matrix"), S("Who supports what in it"), &text_matrix_model,
	    P(CODE) | P(ID) | P(ONLY) },
	{ S("/api/{lang}/texts/{code}/progress"), S("How far it has come"), &text_progress_model, P(CODE) },
	{ S("/api/{lang}/texts/{code}/compare"), S("Two of its versions, unit by unit"),
	    &compare_model, P(CODE) | P(VERSION_FROM) | P(VERSION_TO) },
	{ S("/api/{lang}/texts/{code}/concordance"), S("What became of each paragraph and proposal since"),
	    &concordance_table_model, P(CODE) | P(VERSION_FROM) },
	{ S("/api/{lang}/texts/{code}/word"), S("Its files; to a POST of a Word file, what it would change"),
	    &word_box_model, P(CODE) | P(PARTY) },
	{ S("/api/{lang}/texts/{code}/unit"), S("One unit of it"), &unit_item_model,
	    P(CODE) | P(AS) | P(ID) },
	{ S("/api/{lang}/measures"), S("Confidence-building measures by area and year"),
	    &measures_model, P(DIMENSION) | P(PARTY) | P(ON) },
	{ S("/api/{lang}/measures/{code}"), S("One area, with who coordinated it when"),
	    &area_full_model, P(CODE) | P(ON) },
	{ S("/api/{lang}/plans"), S("Plans"), &plans_model, 0 },
	{ S("/api/{lang}/plans/{code}"), S("One plan"), &plan_full_model, P(CODE) },
	{ S("/api/{lang}/activities"), S("Activities"), &activities_model,
	    P(AREA) | P(DIMENSION) | P(PARTY) | P(STATE) | P(YEAR) | P(PAGE) },
	{ S("/api/{lang}/activities/{code}"), S("One activity with its history and reports"),
	    &activity_full_model, P(CODE) },
	{ S("/api/{lang}/undertakings"), S("What texts promised, and what carries it out"),
	    &undertakings_model, 0 },
	{ S("/api/{lang}/forms"), S("What parties are asked, and who has answered"), &forms_model,
	    P(FORM_YEAR) },
	{ S("/api/{lang}/forms/{code}"), S("One form with its fields, by party and year"),
	    &form_full_model, P(CODE) | P(FORM_VERSION) },
	{ S("/api/{lang}/forms/{code}/fill"),
	    S("A form as it is filled in, each field as f.CODE, and the act; POST with the same in a form's "
	      "body does the same"), &form_filling_model,
	    P(CODE) | P(FILL_OP) | P(FOR) | P(FILL_YEAR) | P(EVENT) | P(OF) },
	{ S("/api/{lang}/returns"), S("What parties told on forms"), &returns_model,
	    P(FORM) | P(PARTY) | P(FORM_YEAR) | P(PAGE) },
	{ S("/api/{lang}/returns/{code}"), S("One return with what supplements it"),
	    &return_full_model, P(RETURN) },
	{ S("/api/{lang}/agreements"), S("Agreements as they stood on a day, and with whom"),
	    &agreements_model, P(ON) },
	{ S("/api/{lang}/agreements/{code}"), S("One agreement with its life"),
	    &agreement_full_model, P(CODE) | P(ON) },
	{ S("/api/{lang}/relations"), S("Who is observer or partner of whom"), &relations_model,
	    P(ON) },
	{ S("/api/{lang}/decisions"), S("Texts that are proposed, and what became of them"),
	    &decisions_model, P(BODY) | P(PAGE) },
	{ S("/api/{lang}/decisions/{code}"), S("One decision with its chain of evidence"),
	    &decision_full_model, P(CODE) | P(PAGE) },
	{ S("/api/{lang}/documents"), S("Documents by symbol"), &documents_model,
	    P(CLASS) | P(PAGE) },
	{ S("/api/{lang}/documents/{code}"), S("One document, by the index of its act"),
	    &document_full_model, P(CODE) },
	{ S("/api/{lang}/silences"), S("Texts under silence"), &silences_model, 0 },
	{ S("/api/{lang}/silences/{code}"), S("One silence with its chain of evidence"),
	    &silence_full_model, P(CODE) },
	{ S("/api/{lang}/secretariat"), S("What waits for the officers"), &secretariat_model, 0 },
	{ S("/api/{lang}/audit"), S("What whoever runs the server should look at"), &audit_model, 0 },
	{ S("/api/{lang}/contents"), S("Content outside the record, newest first"), &contents_model,
	    P(PAGE) },
	{ S("/api/{lang}/record"), S("Acts, newest first"), &record_model, P(BEFORE) },
	{ S("/api/{lang}/record/{index}"), S("One act with its proof"), &act_full_model, P(INDEX) },
	{ S("/api/{lang}/verify"), S("Values to verify with"), &verification_model, 0 },
	{ S("/api/{lang}/charter"), S("The charter in force"), &charter_full_model, 0 },
	{ S("/api/{lang}/findings"), S("Every finding"), &findings_list_model, 0 },
};

static void put_pair(struct json_out *w, struct str key, struct str text)
{
	json_out_key(w, key);
	json_out_text(w, text);
}

static void open_key(struct json_out *w, struct str key, char bracket)
{
	json_out_key(w, key);
	json_out_open(w, bracket);
}

static void put_reference(struct json_out *w, const struct model_info *info)
{
	struct buf b;
	buf_init(&b, w->out->arena, 128);
	buf_put(&b, S("#/components/schemas/"));
	buf_put(&b, str_c(info->name));
	json_out_open(w, '{');
	put_pair(w, S("$ref"), buf_str(&b));
	json_out_close(w);
}

static void put_lang(struct json_out *w)
{
	json_out_open(w, '{');
	put_pair(w, S("name"), S("lang"));
	put_pair(w, S("in"), S("path"));
	json_out_key(w, S("required"));
	json_out_bool(w, true);
	open_key(w, S("schema"), '{');
	put_pair(w, S("type"), S("string"));
	open_key(w, S("enum"), '[');
	for (unsigned i = 0; i < VIEW_LANG__COUNT; i++)
		json_out_text(w, view_lang_tag(i));
	json_out_close(w);
	json_out_close(w);
	json_out_close(w);
}

static void put_parameters(struct json_out *w, uint64_t set)
{
	open_key(w, S("parameters"), '[');
	put_lang(w);
	for (unsigned i = 0; i < PARAMETER__COUNT; i++) {
		if ((set & UINT64_C(1) << i) == 0)
			continue;
		json_out_open(w, '{');
		put_pair(w, S("name"), parameters[i].name);
		put_pair(w, S("in"), parameters[i].where == IN_PATH ? S("path") : S("query"));
		json_out_key(w, S("required"));
		json_out_bool(w, parameters[i].where == IN_PATH);
		put_pair(w, S("description"), parameters[i].what);
		open_key(w, S("schema"), '{');
		put_pair(w, S("type"), parameters[i].type);
		json_out_close(w);
		json_out_close(w);
	}
	json_out_close(w);
}

/* {"kind": name, "lang": ..., "day": ..., "size": ..., "data": the model} */
static void put_answer(struct json_out *w, struct str what, const struct model_info *info)
{
	json_out_open(w, '{');
	put_pair(w, S("description"), what);
	open_key(w, S("content"), '{');
	open_key(w, S("application/json"), '{');
	open_key(w, S("schema"), '{');
	put_pair(w, S("type"), S("object"));
	open_key(w, S("properties"), '{');
	json_out_key(w, S("kind"));
	json_out_raw(w, S("{\"type\":\"string\"}"));
	json_out_key(w, S("lang"));
	json_out_raw(w, S("{\"type\":\"string\"}"));
	json_out_key(w, S("day"));
	json_out_raw(w, S("{\"type\":\"string\",\"format\":\"date\"}"));
	json_out_key(w, S("size"));
	json_out_raw(w, S("{\"type\":\"integer\"}"));
	json_out_key(w, S("data"));
	put_reference(w, info);
	json_out_close(w);
	for (int i = 0; i < 4; i++)
		json_out_close(w);
}

static void put_paths(struct json_out *w)
{
	for (size_t i = 0; i < CM_COUNT(paths); i++) {
		open_key(w, paths[i].path, '{');
		open_key(w, S("get"), '{');
		put_pair(w, S("summary"), paths[i].what);
		put_pair(w, S("operationId"), str_c(paths[i].model->name));
		put_parameters(w, paths[i].parameters);
		open_key(w, S("responses"), '{');
		json_out_key(w, S("200"));
		put_answer(w, paths[i].what, paths[i].model);
		if ((paths[i].parameters & (P(CODE) | P(INDEX))) != 0) {
			json_out_key(w, S("404"));
			put_answer(w, S("Nothing stands at this address"), &problem_model);
		}
		json_out_close(w);
		json_out_close(w);
		json_out_close(w);
	}
}

/* What is not made of models: acts in, the log and the keys out. */
static const struct {
	struct str path, operation;
} fixed[] = {
	{ S("/acts"), S(
	    "{\"post\":{\"summary\":\"Lodge a signed act, or a batch\",\"operationId\":\"acts\","
	    "\"requestBody\":{\"required\":true,\"content\":{"
	    "\"text/plain\":{\"schema\":{\"type\":\"string\"}},"
	    "\"application/octet-stream\":{\"schema\":{\"type\":\"string\",\"format\":\"binary\"}}}},"
	    "\"responses\":{\"200\":{\"description\":\"One line of JSON an act: id, index, received, "
	    "receipt\"},\"400\":{\"description\":\"Form: error, line, offset\"},"
	    "\"403\":{\"description\":\"Signature or authority\"},"
	    "\"409\":{\"description\":\"The base is not of this record\"},"
	    "\"413\":{\"description\":\"Too large\"},"
	    "\"422\":{\"description\":\"Refused by the rules: findings\"},"
	    "\"503\":{\"description\":\"Busy; see Retry-After\"}}}}") },
	{ S("/events"), S(
	    "{\"get\":{\"summary\":\"Tells that the record has grown\",\"operationId\":\"events\","
	    "\"parameters\":[{\"name\":\"noun\",\"in\":\"query\",\"required\":false,"
	    "\"description\":\"only changes of these: silence,decision\","
	    "\"schema\":{\"type\":\"string\"}},{\"name\":\"since\",\"in\":\"query\","
	    "\"required\":false,\"description\":\"the size that was seen\","
	    "\"schema\":{\"type\":\"integer\"}},{\"name\":\"Last-Event-ID\",\"in\":\"header\","
	    "\"required\":false,\"schema\":{\"type\":\"integer\"}}],"
	    "\"responses\":{\"200\":{\"description\":\"Events `change` with size and nouns\","
	    "\"content\":{\"text/event-stream\":{\"schema\":{\"type\":\"string\"}}}},"
	    "\"400\":{\"description\":\"No noun, or no size\"},"
	    "\"503\":{\"description\":\"Too many readers; see Retry-After\"}}}}") },
	{ S("/log/checkpoint"), S(
	    "{\"get\":{\"summary\":\"The newest checkpoint, a signed note\",\"operationId\":"
	    "\"checkpoint\",\"responses\":{\"200\":{\"description\":\"c2sp.org/tlog-checkpoint\","
	    "\"content\":{\"text/plain\":{\"schema\":{\"type\":\"string\"}}}}}}}") },
	{ S("/log/tile/{tile}"), S(
	    "{\"get\":{\"summary\":\"A tile of hashes, or a bundle of entries\",\"operationId\":"
	    "\"tile\",\"parameters\":[{\"name\":\"tile\",\"in\":\"path\",\"required\":true,"
	    "\"description\":\"0/000, entries/000.p/5 ... as c2sp.org/tlog-tiles has it\","
	    "\"schema\":{\"type\":\"string\"}}],\"responses\":{\"200\":{\"description\":\"The tile\","
	    "\"content\":{\"application/octet-stream\":{\"schema\":{\"type\":\"string\",\"format\":"
	    "\"binary\"}}}},\"404\":{\"description\":\"No such tile\"}}}}") },
	{ S("/allowed_signers"), S(
	    "{\"get\":{\"summary\":\"Every key ever accredited, for ssh-keygen -Y verify\","
	    "\"operationId\":\"allowed_signers\",\"responses\":{\"200\":{\"description\":"
	    "\"One line a key\",\"content\":{\"text/plain\":{\"schema\":{\"type\":\"string\"}}}}}}}") },
};

static void put_schemas(struct json_out *w)
{
	json_out_key(w, S("words"));
	json_out_raw(w, S("{\"type\":\"object\",\"description\":\"text in the page's language, or the "
	                  "one it is known in\",\"properties\":{\"lang\":{\"type\":\"string\"},"
	                  "\"text\":{\"type\":\"string\"}}}"));
	json_out_key(w, S("names"));
	json_out_raw(w, S("{\"type\":\"object\",\"description\":\"text by language tag\","
	                  "\"additionalProperties\":{\"type\":\"string\"}}"));
	for (size_t i = 0; i < CM_COUNT(models); i++) {
		json_out_key(w, str_c(models[i]->name));
		model_put_schema(w, models[i]);
	}
}

void openapi_document(struct buf *out, const struct site *s)
{
	struct json_out w;
	const struct charter *c = forum_charter(s->forum);
	json_out_begin(&w, out);
	json_out_open(&w, '{');
	put_pair(&w, S("openapi"), S("3.1.0"));
	open_key(&w, S("info"), '{');
	put_pair(&w, S("title"), c != NULL ? words_of(s, &c->title).text : S("Comity"));
	put_pair(&w, S("version"), S(COMITY_VERSION));
	put_pair(&w, S("description"), S("Every page's model as JSON, the signed record, and the way "
	                                 "acts come in."));
	json_out_close(&w);
	open_key(&w, S("paths"), '{');
	put_paths(&w);
	for (size_t i = 0; i < CM_COUNT(fixed); i++) {
		json_out_key(&w, fixed[i].path);
		json_out_raw(&w, fixed[i].operation);
	}
	json_out_close(&w);
	open_key(&w, S("components"), '{');
	open_key(&w, S("schemas"), '{');
	put_schemas(&w);
	json_out_close(&w);
	json_out_close(&w);
	json_out_close(&w);
	json_out_end(&w);
}
