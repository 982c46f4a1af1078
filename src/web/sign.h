/* The signing origin's parts: acts (sign.c), and keys with their invitations (sign_key.c). */
#ifndef WEB_SIGN_H
#define WEB_SIGN_H

#include "rules/rehearse.h"
#include "web/call.h"
#include "web/sign_form.h"

#define HEAD_SIGN HEAD_HTML HEAD_NO_STORE HEAD_OWN

/* Is it one of these keys, and was it used as its accreditation says? */
bool signing_key_fits(const struct signing_keys *keys, const struct sshsig *signature);
/* The page of the act that the form makes or brings. */
void sign_act_show(struct call *c, const struct sign_form *form);

/* GET /{lang}/key/TOKEN, or without one. */
void sign_key_answer(struct call *c, struct str token);
/* POST /{lang}/request: a wish with a public key becomes an act. */
void sign_request_answer(struct call *c);
/* GET and POST /{lang}/invite, POST /{lang}/invite/file. */
void sign_invite_answer(struct call *c, bool is_file);

#endif
