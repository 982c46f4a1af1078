/* What the files of the Akoma Ntoso reader share. */
#ifndef CONVERT_AKN_PRIV_H
#define CONVERT_AKN_PRIV_H

#include "base/buf.h"
#include "base/map.h"
#include "convert/akn_read.h"
#include "convert/xml_tree.h"

struct akn_reader {
	struct arena *a;
	struct akn_read *out;
	struct xml_node *root, *statement;
	struct lexicon *words;
	struct draft_unit *units;
	struct xml_node **bodies; /* of each unit: the element with its words */
	uint32_t count, cap;
	struct map ids; /* of units by id */
	struct err *err;
};

/* The text of an element; without what alternatives would put there when is_kept. */
enum rc akn_text(
    struct akn_reader *r, const struct xml_node *n, bool is_kept, struct str *out);
/* "unit-pp.X_5f1" behind its prefix: "pp.X_1"; false when it is not so written. */
bool akn_id_read(struct akn_reader *r, struct str id, struct str before, struct str *out);
struct str akn_own(const struct xml_node *n, struct str name);
/* Proposals and changes, from the amendments; the units are there. */
enum rc akn_proposals_read(struct akn_reader *r);

#endif
