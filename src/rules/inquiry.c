#include "rules/inquiry.h"

#include "rules/state.h"

struct str inquiry_step_name(enum inquiry_step step)
{
	static const struct str names[INQUIRY_STEP__COUNT] = { S("question"), S("clarification"),
		S("answer"), S("acknowledgement"), S("reminder") };
	cm_assert(step < INQUIRY_STEP__COUNT);
	return names[step];
}

uint32_t inquiry_count(const struct forum *f)
{
	return f->inquiries.count;
}

const struct inquiry *inquiry_at(const struct forum *f, uint32_t at)
{
	return table_at(&f->inquiries, at);
}

const struct inquiry *inquiry_of_entry(const struct forum *f, uint64_t entry)
{
	uint32_t low = 0, high = f->inquiries.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (inquiry_at(f, middle)->entry < entry)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == f->inquiries.count || inquiry_at(f, low)->entry != entry)
		return NULL;
	return inquiry_at(f, low);
}

bool inquiry_answered(const struct forum *f, const struct inquiry *question, struct str party)
{
	for (uint32_t i = f->inquiries.count; i > 0; i--) {
		const struct inquiry *q = inquiry_at(f, i - 1);
		if (q->entry <= question->entry)
			return false;
		if (q->step == INQUIRY_ANSWER && q->of == question->entry && str_eq(q->party, party))
			return true;
	}
	return false;
}

struct str inquiry_author_at(const struct forum *f, uint64_t entry)
{
	const struct filing *r = filing_of_entry(f, entry);
	const struct inquiry *q = inquiry_of_entry(f, entry);
	if (r != NULL)
		return r->party;
	return q != NULL && q->step < INQUIRY_ACKNOWLEDGEMENT ? q->party : STR_NONE;
}
