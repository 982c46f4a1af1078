/*
 * What a decision or a silence asks of the negotiated text that it names (docs/rules.md section 14): is
 * there such a revision, and may it be adopted as it stands? The acts that name one call this; nothing
 * here knows of them. Pure; findings as in rules/finding.h, places as each function says.
 */
#ifndef RULES_TEXT_ADOPTION_H
#define RULES_TEXT_ADOPTION_H

#include "rules/finding.h"
#include "rules/instrument.h"

struct judged;

/* A revision as an act names it: borrowed. */
struct revision_named {
	struct str text;         /* code of the text */
	int64_t number;          /* of the revision, from 1 */
	const struct hash *hash; /* of its canonical text, struct instrument_revision; NULL: not named */
};

/*
 * The revision, or NULL with a finding: text-unknown at "text", revision-unknown at "revision" (no such
 * number, or the text was abandoned), revision-other at "hash" (the hash is that of other words). Found
 * also when the text went on since.
 */
const struct instrument_revision *text_revision_named(const struct forum *f,
    const struct revision_named *named, struct findings *found);

/*
 * May the revision be adopted here and now? Beside what text_revision_named asks:
 *   revision-passed at "revision": a newer one was issued, or words or their order changed since;
 *   brackets-open at the unit's id: something that lives is about it;
 *   translation-missing, translation-stale at "UNIT/LANG": in a language in which the text is authentic
 *     there are no words of this unit, or they translate other ones, and no waiver (text.waive) of
 *     this revision names the language.
 * A proposal of a new unit that is still open gives brackets-open at that unit's id. Where the charter
 * lets an unresolved text be put (text.put_unresolved), brackets do not stand in the way.
 * Places live in `scratch`, the judge's. True when nothing was found. To be asked when the text is put
 * and again when it is adopted, as it may have changed in between.
 */
bool text_adoptable(const struct forum *f, struct arena *scratch, const struct revision_named *named,
    struct findings *found);

/* Is it the last one, and do the words stand as it froze them? `number` is one of the text's. */
bool text_revision_is_newest(const struct forum *f, const struct instrument *of, int64_t number);
/* Does a waiver of this revision name the language? */
bool text_is_waived(const struct instrument *of, int64_t revision, struct str lang);
/* What the unit lacks in a language that is not that of negotiation: translation-missing,
 * translation-stale, or FINDING__COUNT: nothing. */
enum finding_id unit_translation_lacks(const struct instrument_unit *u, struct str lang);

/* Inside of an apply: the text was adopted, and its negotiation is over if it was not before. */
void text_adopt(struct forum *f, const struct judged *act, struct str text);

#endif
