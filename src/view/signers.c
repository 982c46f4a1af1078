/* The keys of everybody who was ever accredited, in the form that ssh-keygen -Y verify reads. */
#include "rules/actor.h"
#include "view/pages.h"

void allowed_signers_text(struct buf *out, const struct forum *f)
{
	uint32_t count = actor_count(f);
	for (uint32_t i = 0; i < count; i++) {
		const struct actor *a = actor_at(f, i);
		for (uint32_t j = 0; j < a->keys_count; j++) {
			buf_put(out, a->handle);
			buf_put(out, S(" namespaces=\"comity-act-v1\" "));
			buf_put(out, key_type_name(a->keys[j].type));
			buf_byte(out, ' ');
			buf_b64(out, (const uint8_t *)a->keys[j].blob.p, a->keys[j].blob.n);
			buf_byte(out, '\n');
		}
	}
}
