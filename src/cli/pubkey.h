/* Public keys as OpenSSH writes them: "ssh-ed25519 AAAA... comment". */
#ifndef CLI_PUBKEY_H
#define CLI_PUBKEY_H

#include "base/err.h"
#include "service/proofs.h"

struct pubkey {
	enum key_type type;
	struct str base64, blob;
};
/* From a file's first line; RC_INVALID when it holds no key that acts may be signed with. */
CM_MUST_USE enum rc pubkey_read(struct pubkey *out, struct arena *a, const char *path,
    struct err *err);

#endif
