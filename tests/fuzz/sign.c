/* A form at the signing origin: the first line is its Content-Type, the rest its body. An act that comes of
 * it has the canonical form, and comes out the same when the page sends it again. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/scope.h"
#include "web/sign_form.h"

#define ARENA_BYTES ((size_t)16 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void message_check(struct arena *a, const struct sign_form *form)
{
	const struct sign_making making = { S("forum.example/log"), { .size = 7 } };
	struct act act;
	struct str message, again;
	struct err err;
	if (sign_form_message(&message, a, form, &making, &err) != RC_OK)
		return;
	struct fault f = act_message_parse(&act, a, message, making.origin);
	cm_assert(form->line.n > 0 || f.id == FAULT_NONE); /* what we made ourselves is an act */
	if (f.id != FAULT_NONE)
		return;
	const struct sign_form back = { .line = act.json.line };
	enum rc rc = sign_form_message(&again, a, &back, &making, &err);
	cm_assert(rc == RC_OK && str_eq(message, again));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct str body = { (const char *)data, size };
	struct str type = str_cut(&body, '\n');
	struct sign_form form;
	if (size > SIGN_FORM_BYTES_MAX || !sign_form_read(&form, &a, type, body))
		return 0;
	cm_assert(form.count <= SIGNATURES_MAX && form.signature.n <= SSHSIG_BYTES_MAX);
	for (uint32_t i = 0; i < form.count; i++)
		cm_assert(handle_is_valid(form.at[i].handle) && form.at[i].blob.n > 0);
	message_check(&a, &form);
	return 0;
}
