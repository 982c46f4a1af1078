#include "view/commands.h"

#include "base/arena.h"

#define COMMANDS_BYTES_MAX 131072 /* an act, and what is around it */

static void put_sign(struct buf *b, const struct site *s, struct str handle, bool is_author)
{
	struct str key = is_author ? S("key") : S("key2");
	if (s->is_demo) {
		buf_put(b, S("(umask 077; comity key demo "));
		buf_put(b, handle);
		buf_put(b, S(" >"));
		buf_put(b, key);
		buf_put(b, S(")\n"));
	}
	buf_put(b, S("comity act sign act --key "));
	buf_put(b, key);
	if (!is_author) {
		buf_put(b, S(" --as "));
		buf_put(b, handle);
	}
	buf_byte(b, '\n');
}

static void put_key(struct buf *b, const struct site *s)
{
	buf_put(b, S(" ADDRESS --key '"));
	buf_put(b, s->log_vkey);
	buf_byte(b, '\'');
}

struct str commands_text(const struct site *s, const struct commands *c)
{
	struct buf b;
	struct str kind = kind_name(c->kind);
	buf_init(&b, s->scratch, COMMANDS_BYTES_MAX);
	buf_put(&b, S("cat >"));
	buf_put(&b, kind);
	buf_put(&b, c->has_shell ? S(".json <<COMITY\n") : S(".json <<'COMITY'\n"));
	buf_put(&b, c->content);
	buf_put(&b, S("\nCOMITY\ncomity act new "));
	buf_put(&b, kind);
	buf_byte(&b, ' ');
	buf_put(&b, kind);
	buf_put(&b, S(".json --by "));
	buf_put(&b, c->by);
	if (c->with.n > 0) {
		buf_put(&b, S(" --with "));
		buf_put(&b, c->with);
	}
	buf_put(&b, S(" --from"));
	put_key(&b, s);
	buf_put(&b, S(" >act\n"));
	put_sign(&b, s, c->by, true);
	if (c->with.n > 0)
		put_sign(&b, s, c->with, false);
	buf_put(&b, S("comity act submit act --to"));
	put_key(&b, s);
	buf_byte(&b, '\n');
	return buf_str(&b);
}
