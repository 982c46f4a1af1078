#include "cli/founding.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fmt.h"
#include "service/canon.h"
#include "cli/founding_data.h"
#include "cli/textfile.h"
#include "codec/json.h"

#define PATH_BYTES_MAX 1024

enum rc founding_charter(struct str *out, struct arena *a, const char *folder, struct err *err)
{
	char path[PATH_BYTES_MAX];
	struct str people, canonical;
	fmt_into(path, sizeof path, "%s/charter.json", folder);
	enum rc rc = textfile_read(&people, a, path, CHARTER_FILE_MAX, err);
	if (rc == RC_OK)
		rc = canon_json(&canonical, a, path, people, err);
	if (rc != RC_OK)
		return rc;
	struct json json;
	struct fault fault = json_parse(&json, a, canonical);
	if (fault.id != FAULT_NONE)
		return cm_fail(err, RC_INVALID, "%s: %s in its canonical form, byte %u", path,
		    fault_name(fault.id), fault.offset);
	*out = canonical;
	return RC_OK;
}

static enum rc find_language(struct founding_data *d)
{
	struct str charter;
	enum rc rc = founding_charter(&charter, d->arena, d->folder, d->err);
	if (rc != RC_OK)
		return rc;
	struct json json;
	struct fault fault = json_parse(&json, d->arena, charter);
	cm_assert(fault.id == FAULT_NONE);
	uint32_t list = json_member(&json, 0, S("languages"));
	if (list != 0 && json.nodes[list].type == JSON_OBJECT)
		list = json_member(&json, list, S("official"));
	bool has_first = list != 0 && json.nodes[list].type == JSON_ARRAY &&
	                 json.nodes[list].count > 0 &&
	                 json.nodes[json_first(list)].type == JSON_STRING;
	if (!has_first)
		return cm_fail(d->err, RC_INVALID, "%s/charter.json: '/languages': no language",
		    d->folder);
	d->lang = json_text(&json, json_first(list), d->arena);
	return RC_OK;
}

/* By date, an unknown one first; then parties before what may name them; then as the tables go. */
static int compare(const void *left, const void *right)
{
	const struct founding_item *a = *(struct founding_item *const *)left;
	const struct founding_item *b = *(struct founding_item *const *)right;
	bool is_known_a = date_known(a->place), is_known_b = date_known(b->place);
	if (is_known_a != is_known_b)
		return is_known_a ? 1 : -1;
	int by_date = is_known_a ? date_cmp(a->place, b->place) : 0;
	if (by_date != 0)
		return by_date;
	if (a->act.kind != b->act.kind)
		return a->act.kind < b->act.kind ? -1 : 1;
	return a < b ? -1 : a > b ? 1 : 0;
}

static struct founding_item *giver(const struct founding_data *d, const struct founding_ref *ref)
{
	for (uint32_t i = 0; i < d->items_count; i++) {
		const struct founding_ref *gives = &d->items[i].gives;
		if (gives->noun == ref->noun && str_eq(gives->code, ref->code))
			return &d->items[i];
	}
	return NULL;
}

static const char *noun_name(char noun)
{
	static const char letters[] = "pmieacnvrugs";
	static const char *const names[] = { "party", "meeting", "institution", "release", "area",
		"edition", "plan", "activity", "review", "undertaking", "agreement",
		"step" };
	const char *at = strchr(letters, noun);
	cm_assert(at != NULL && *at != 0);
	return names[at - letters];
}

/* What is of measures or agreements stands where the latest of what it needs of them does: a plan of a year
 * of which only the year is known would else draw a meeting forward. */
static void place_after(const struct founding_data *d, struct founding_item *item)
{
	for (uint32_t k = 0; k < item->needs_count; k++) {
		if (strchr("canvrugs", item->needs[k].noun) == NULL)
			continue;
		struct date date = giver(d, &item->needs[k])->act.date;
		if (date_known(date) && date_known(item->place) && date_cmp(item->place, date) < 0)
			item->place = date;
	}
}

/* Everything needed is there; what has no date stands beside the party that it speaks of. */
static enum rc place_items(struct founding_data *d)
{
	for (uint32_t i = 0; i < d->items_count; i++) {
		struct founding_item *item = &d->items[i];
		item->place = item->act.date;
		for (uint32_t k = 0; k < item->needs_count; k++) {
			if (giver(d, &item->needs[k]) == NULL)
				return cm_fail(d->err, RC_INVALID, "%.*s:%u: '%.*s' is no %s of this forum",
				    STR_ARG(item->act.file), item->act.line,
				    STR_ARG(item->needs[k].code),
				    noun_name(item->needs[k].noun));
		}
		if (!date_known(item->place) && item->needs_count > 0)
			item->place = giver(d, &item->needs[0])->act.date;
		place_after(d, item);
	}
	return RC_OK;
}

/* What an item needs goes before it. A ring of needs ends where it began; a party needs nothing, a meeting
 * parties, an edition others, a plan areas, an activity plans: a handful deep. */
static enum rc emit(struct founding_data *d, struct founding_item *item)
{
	if (item->is_emitted)
		return RC_OK;
	item->is_emitted = true;
	for (uint32_t k = 0; k < item->needs_count; k++) {
		enum rc rc = emit(d, giver(d, &item->needs[k]));
		if (rc != RC_OK)
			return rc;
	}
	return d->calls->act(d->calls->ctx, &item->act, d->err);
}

enum rc founding_read(struct arena *a, const char *folder, const struct founding_calls *calls,
    struct err *err)
{
	struct founding_data d = { .arena = a, .folder = folder, .calls = calls, .err = err };
	enum rc (*const steps[])(struct founding_data *) = { find_language, data_load,
		founding_parties, founding_names, founding_register, founding_releases,
		founding_measures, founding_agreements };
	for (size_t i = 0; i < CM_COUNT(steps); i++) {
		enum rc rc = steps[i](&d);
		if (rc != RC_OK)
			return rc;
	}
	enum rc rc = place_items(&d);
	struct founding_item **order = arena_array(a, struct founding_item *, d.items_count);
	for (uint32_t i = 0; i < d.items_count; i++)
		order[i] = &d.items[i];
	qsort(order, d.items_count, sizeof(struct founding_item *), compare);
	for (uint32_t i = 0; i < d.items_count && rc == RC_OK; i++)
		rc = emit(&d, order[i]);
	return rc;
}
