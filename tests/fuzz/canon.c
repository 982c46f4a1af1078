/* People's JSON: what comes out is canonical, by the reader and the writer of acts. */
#include "base/buf.h"
#include "base/scope.h"
#include "service/canon.h"
#include "codec/json.h"

#define CAP ((size_t)1 << 24)

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	SCOPE_ARENA(a, CAP);
	struct str canonical;
	struct json json;
	struct err err;
	struct str text = { (const char *)p, n };
	if (n > 1 << 14 || canon_json(&canonical, &a, "f", text, &err) != RC_OK)
		return 0;
	struct buf again;
	struct json_writer w;
	buf_init(&again, &a, ACT_JSON_BYTES_MAX);
	cm_assert(json_parse(&json, &a, canonical).id == FAULT_NONE);
	json_begin(&w, &again);
	json_put_again(&w, &json, 0, &a);
	cm_assert(str_eq(buf_str(&again), canonical));
	return 0;
}
