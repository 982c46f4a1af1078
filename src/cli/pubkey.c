#include "cli/pubkey.h"

#include "base/arena.h"
#include "base/encode.h"
#include "cli/textfile.h"

enum rc pubkey_read(struct pubkey *out, struct arena *a, const char *path, struct err *err)
{
	struct str text;
	enum rc rc = textfile_read(&text, a, path, 16384, err);
	if (rc != RC_OK)
		return rc;
	struct str line = str_cut(&text, '\n');
	(void)str_cut(&line, ' ');
	out->base64 = str_cut(&line, ' ');
	uint8_t *blob = arena_alloc(a, KEY_BLOB_BYTES_MAX, 1);
	size_t n;
	struct ssh_key key;
	if (!b64_decode(blob, KEY_BLOB_BYTES_MAX, &n, out->base64))
		return cm_fail(err, RC_INVALID, "%s: the first line is no public key of OpenSSH", path);
	out->blob = (struct str){ (const char *)blob, n };
	enum fault_id fault = ssh_key_parse(&key, out->blob);
	if (fault != FAULT_NONE)
		return cm_fail(err, RC_INVALID, "%s: %s: acts cannot be signed with this key (section %s)",
		    path, fault_name(fault), fault_section(fault));
	out->type = key.type;
	return RC_OK;
}
