/* Content outside the record: rows of commitments, and who may see what they stand for. */
#include "rules/contents.h"

#include "rules/inquiry.h"
#include "rules/judge.h"

#define SECRETARIAT S("secretariat")

static const struct str words[CONTENT_DISTRIBUTION__COUNT] = { [CONTENT_PUBLIC] = S("public"),
	[CONTENT_MEMBERS] = S("members"),
	[CONTENT_NAMED] = S("named") };

struct str content_distribution_name(enum content_distribution d)
{
	cm_assert(d < CONTENT_DISTRIBUTION__COUNT);
	return words[d];
}

enum content_distribution content_distribution_of(struct str name)
{
	unsigned d = 0;
	while (d < CONTENT_DISTRIBUTION__COUNT && !str_eq(words[d], name))
		d++;
	return (enum content_distribution)d;
}

uint32_t contents_count(const struct forum *f)
{
	return f->contents.count;
}

const struct content_row *contents_at(const struct forum *f, uint32_t at)
{
	return table_at(&f->contents, at);
}

static struct str key_of(const struct hash *sha256)
{
	return (struct str){ (const char *)sha256->bytes, HASH_BYTES };
}

const struct content_row *contents_find(const struct forum *f, const struct hash *sha256)
{
	uint32_t at = map_get(&f->content_by_hash, key_of(sha256));
	return at == MAP_NONE ? NULL : table_at(&f->contents, at);
}

uint32_t contents_of_entry(const struct forum *f, uint64_t entry, uint32_t *from)
{
	uint32_t low = 0, high = f->contents.count, count = 0;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (contents_at(f, middle)->entry < entry)
			low = middle + 1;
		else
			high = middle;
	}
	*from = low;
	while (low + count < f->contents.count && contents_at(f, low + count)->entry == entry)
		count++;
	return count;
}

bool content_may_see(const struct forum *f, const struct content_row *c, struct str party)
{
	if (content_is_erased(c))
		return false;
	if (c->distribution == CONTENT_PUBLIC || str_eq(party, SECRETARIAT))
		return true;
	const struct party *p = party.n > 0 ? party_find(f, party) : NULL;
	if (p == NULL || p->is_suspended || p->is_contested || str_eq(p->category, S("none")))
		return false;
	return c->distribution == CONTENT_MEMBERS || str_eq(party, c->party) ||
	    strs_has(&c->parties, party);
}

void derive_content(struct forum *f, uint32_t at)
{
	const struct content_row *c = table_at(&f->contents, at);
	map_put(&f->content_by_hash, key_of(&c->sha256), at);
}

/* A field of a return is for those whom the form names. */
static void of_return(struct content_row *out, struct forum *f, const struct form *form,
    const struct return_value_list *values, const struct commitment *c)
{
	for (uint32_t i = 0; form != NULL && i < values->count; i++) {
		if (&values->at[i].content != c)
			continue;
		const struct form_line *line = form_line(form, values->at[i].code);
		if (line == NULL)
			return;
		out->distribution = (enum content_distribution)line->visibility;
		out->parties = keep_strs(f, &line->parties);
	}
}

static void of_inquiry(struct content_row *out, struct forum *f, int64_t entry, const struct strs *to)
{
	const struct inquiry *q = to == NULL ? inquiry_of_entry(f, (uint64_t)entry) : NULL;
	struct str *at;
	out->distribution = CONTENT_NAMED;
	if (q != NULL)
		to = &q->to;
	if (to == NULL)
		return;
	/* Those who were asked, and who asked. */
	at = arena_array(f->arena, struct str, to->count + 1);
	uint32_t count = 0;
	for (uint32_t i = 0; i < to->count; i++)
		at[count++] = keep_str(f, to->at[i]);
	if (q != NULL && !strs_has(to, q->party))
		at[count++] = q->party;
	out->parties = (struct strs){ count, at };
}

/* What the document says of itself, in the charter's words: what is neither for all nor for all parties is
 * for nobody but officers. */
static enum content_distribution of_document(struct str word)
{
	if (word.n == 0 || str_eq(word, S("public")))
		return CONTENT_PUBLIC;
	return str_starts(word, S("members")) ? CONTENT_MEMBERS : CONTENT_NAMED;
}

/* Who may see it, by where it stands. Everything that is not named here is for all parties: letters,
 * evidence of paper. */
static void distribution_set(struct content_row *out, struct forum *f, enum kind k,
    const union content *c, const struct commitment *of)
{
	const struct filing *first;
	switch ((unsigned)k) {
	case KIND_RETURN_FILE:
		of_return(out, f, form_version(f, c->return_file.form, c->return_file.version),
		    &c->return_file.values, of);
		break;
	case KIND_RETURN_SUPPLEMENT:
		first = filing_of_entry(f, (uint64_t)c->return_supplement.of);
		of_return(out, f, first != NULL ? form_version(f, first->form, first->version) : NULL,
		    &c->return_supplement.values, of);
		break;
	case KIND_INQUIRY_ASK:
		if (of == &c->inquiry_ask.content)
			of_inquiry(out, f, 0, &c->inquiry_ask.to);
		break;
	case KIND_INQUIRY_CLARIFY:
		if (of == &c->inquiry_clarify.content)
			of_inquiry(out, f, c->inquiry_clarify.inquiry, NULL);
		break;
	case KIND_INQUIRY_ANSWER:
		if (of == &c->inquiry_answer.content)
			of_inquiry(out, f, c->inquiry_answer.inquiry, NULL);
		break;
	case KIND_DOCUMENT_ISSUE:
		out->distribution = of_document(c->document_issue.distribution);
		break;
	case KIND_DELEGATE_ACCREDIT:
	case KIND_DELEGATION_ANNOUNCE:
		out->distribution = CONTENT_NAMED; /* persons: their own party, and officers */
		break;
	default: break;
	}
}

/* Documents are for everybody where they are documents of the forum. */
static bool is_document(const struct content_at *at)
{
	return str_eq(at->shape, S("document_text")) || str_eq(at->shape, S("meeting_document"));
}

/* Whose it is: the party that signed, or for which officers file what came on paper. */
static struct str bringer_of(struct forum *f, const struct judged *act, enum kind k,
    const union content *c)
{
	const struct paper *paper = NULL;
	switch ((unsigned)k) {
	case KIND_RETURN_FILE: paper = &c->return_file.paper; break;
	case KIND_RETURN_SUPPLEMENT: paper = &c->return_supplement.paper; break;
	case KIND_INQUIRY_ASK: paper = &c->inquiry_ask.paper; break;
	case KIND_INQUIRY_CLARIFY: paper = &c->inquiry_clarify.paper; break;
	case KIND_INQUIRY_ANSWER: paper = &c->inquiry_answer.paper; break;
	default: break;
	}
	bool is_paper = paper != NULL && paper->is_present;
	return keep_str(f, is_paper ? paper->party : handle_party(act->entry->act.by));
}

void contents_add(struct forum *f, const struct judged *act, enum kind k, const union content *c)
{
	struct content_at found[COMMITMENTS_MAX];
	/* Most acts commit to nothing: seen without walking through their members. */
	struct str line = act->entry->act.json.line;
	if (str_find_str(line, S("\"sha256\":")) == line.n)
		return;
	uint32_t count = content_commitments(k, c, found, COMMITMENTS_MAX);
	for (uint32_t i = 0; i < count; i++) {
		const struct commitment *of = found[i].of;
		if (contents_find(f, &of->sha256) != NULL)
			continue;
		struct content_row *row = table_add(&f->contents);
		*row = (struct content_row){ .sha256 = of->sha256, .len = of->len,
			.type = keep_str(f, of->type),
			.party = bringer_of(f, act, k, c),
			.distribution = is_document(&found[i]) ? CONTENT_PUBLIC : CONTENT_MEMBERS,
			.entry = act->index, .erased = UINT64_MAX, .erased_at = MOMENT_ABSENT };
		distribution_set(row, f, k, c, of);
		derive_content(f, f->contents.count - 1);
		f->versions[NOUN_CONTENT]++;
	}
}
