/* Messages: what stands in them comes back out, their lines are short, and no value becomes a field. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "base/encode.h"
#include "base/arena.h"
#include "lib/gen.h"
#include "view/mail.h"

#include <cmocka.h>

static struct arena arena;

static int arena_up(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)256 << 20);
	return 0;
}

static int arena_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct str written(const struct mail *m)
{
	struct buf out;
	buf_init(&out, &arena, MAIL_BYTES_MAX);
	mail_put(&out, m);
	assert_false(out.failed);
	return buf_str(&out);
}

static struct mail plain(struct str subject, struct str text)
{
	return (struct mail){ .from = S("forum@example.org"), .to = S("mission@example.net"),
		.subject = subject, .text = text, .lang = S("ru"), .date = { 1780000000123 }, .entry = 12 };
}

/* The field's value, unfolded. */
static struct str field(struct str mail, const char *name)
{
	struct buf b;
	buf_init(&b, &arena, MAIL_BYTES_MAX);
	size_t at = str_find_str(mail, str_c(name));
	assert_true(at < mail.n && (at == 0 || mail.p[at - 1] == '\n'));
	struct str rest = str_sub(mail, at + strlen(name), mail.n);
	for (size_t i = 0; i < rest.n; i++) {
		if (rest.p[i] != '\n')
			buf_byte(&b, (uint8_t)rest.p[i]);
		else if (i + 1 == rest.n || rest.p[i + 1] != ' ')
			break;
	}
	return buf_str(&b);
}

/* Encoded words and what stands between; a blank between two of them is none (RFC 2047 section 6.2). */
static struct str words_decoded(struct str text)
{
	struct buf b;
	buf_init(&b, &arena, MAIL_BYTES_MAX);
	while (text.n > 0) {
		size_t at = str_find_str(text, S("=?UTF-8?B?"));
		if (at > 0 && !(at == 1 && text.p[0] == ' ' && b.n > 0))
			buf_put(&b, str_sub(text, 0, at));
		if (at == text.n)
			break;
		text = str_sub(text, at + 10, text.n);
		size_t end = str_find_str(text, S("?="));
		uint8_t bytes[64];
		size_t n;
		assert_true(b64_decode(bytes, sizeof bytes, &n, str_sub(text, 0, end)));
		buf_bytes(&b, bytes, n);
		text = str_sub(text, end + 2, text.n);
	}
	return buf_str(&b);
}

static int digit(char c)
{
	return c <= '9' ? c - '0' : c - 'A' + 10;
}

static struct str body_decoded(struct str mail)
{
	struct buf b;
	struct str body = str_sub(mail, str_find_str(mail, S("\n\n")) + 2, mail.n);
	buf_init(&b, &arena, MAIL_BYTES_MAX);
	for (size_t i = 0; i < body.n; i++) {
		if (body.p[i] != '=') {
			buf_byte(&b, (uint8_t)body.p[i]);
		} else if (body.p[i + 1] == '\n') {
			i++;
		} else {
			buf_byte(&b, (uint8_t)(digit(body.p[i + 1]) * 16 + digit(body.p[i + 2])));
			i += 2;
		}
	}
	return buf_str(&b);
}

/* Of pieces that are awkward somewhere: ends of lines, dots, what looks like encoding, other scripts. */
static struct str awkward(struct gen *g, bool has_lines)
{
	static const char *const pieces[] = { ".", "From ", "=", "=?UTF-8?B?", "?=", " ", "  ", "\t", "a",
		"\xd0\xb6", "\xe2\x80\x94", "\xf0\x9f\x95\x8a", "Bcc: x@example.org",
		"long-long-long-word", "\r", "\n", "\n.\n", "\nFrom " };
	struct buf b;
	buf_init(&b, &arena, 65536);
	uint32_t count = (uint32_t)gen_below(g, 80);
	for (uint32_t i = 0; i < count; i++)
		buf_put(&b, str_c(pieces[gen_below(g, has_lines ? CM_COUNT(pieces) : 14)]));
	return buf_str(&b);
}

static void lines_judge(struct str mail)
{
	bool is_head = true;
	while (mail.n > 0) {
		struct str line = str_cut(&mail, '\n');
		assert_true(line.n <= 78);
		is_head = is_head && line.n > 0;
		for (size_t i = 0; i < line.n; i++)
			assert_true(line.p[i] == '\t' || (line.p[i] >= 0x20 && line.p[i] <= 0x7e));
		if (!is_head && line.n > 0) {
			assert_true(line.p[0] != '.' && !str_starts(line, S("From ")));
			assert_true(line.p[line.n - 1] != ' ' && line.p[line.n - 1] != '\t');
		}
	}
}

static void what_is_written_comes_back(struct gen *g)
{
	struct str subject = awkward(g, false), text = awkward(g, true);
	struct mail m = plain(subject, text);
	struct str mail = written(&m);
	lines_judge(mail);
	assert_true(str_eq(words_decoded(field(mail, "Subject: ")), subject));
	struct str got = body_decoded(mail);
	if (got.n == text.n + 1) /* the last line is ended */
		got.n--;
	assert_true(str_eq(got, text));
	arena_reset(&arena);
}

static void any_subject_and_text_come_back(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(2000); i++) {
		struct gen g;
		gen_init_case(&g, i);
		what_is_written_comes_back(&g);
	}
}

static void a_subject_with_a_line_feed_makes_no_field(void **state)
{
	(void)state;
	struct mail m = plain(S("a\nBcc: all@example.org"), S("b\n"));
	struct str mail = written(&m);
	assert_int_equal(str_find_str(mail, S("\nBcc")), mail.n);
	assert_true(str_eq(words_decoded(field(mail, "Subject: ")), m.subject));
}

static void the_fields_are_those_of_a_notice(void **state)
{
	(void)state;
	struct mail m = plain(S("Plain"), S("Text\n"));
	struct str mail = written(&m);
	assert_true(str_eq(field(mail, "Subject: "), S("Plain")));
	assert_true(str_eq(field(mail, "Date: "), S("Thu, 28 May 2026 20:26:40 +0000")));
	assert_true(str_eq(field(mail, "Message-ID: "),
	    S("<entry-12.ru.0000000000000000@example.org>")));
	assert_true(str_eq(field(mail, "Auto-Submitted: "), S("auto-generated")));
	assert_true(str_eq(field(mail, "To: "), S("<mission@example.net>")));
}

static void addresses_are_plain_or_refused(void **state)
{
	(void)state;
	static const char *const good[] = { "a@b", "first.last+tag@mfa.example.org", "o'neil@example.org" };
	static const char *const bad[] = { "", "@", "a@", "@b", "a", "-a@b", "a@b@c", "a b@c", "a@b\nBcc: c",
		"\"a\"@b", "<a@b>", "a,b@c", "a@b;c", "\xd0\xb6@b", "a@b c" };
	for (size_t i = 0; i < CM_COUNT(good); i++)
		assert_true(mail_address_is_valid(str_c(good[i])));
	for (size_t i = 0; i < CM_COUNT(bad); i++)
		assert_false(mail_address_is_valid(str_c(bad[i])));
	assert_false(mail_address_is_valid((struct str){ "a\0@b", 4 }));
}

static void recipients_are_read_with_their_language_and_clock(void **state)
{
	(void)state;
	struct mail_recipients r;
	uint32_t line;
	assert_true(mail_recipients_parse(&r, &arena,
	    S("# who is told\n\n"
	      "kz mission@example.net ru +05:00\r\n"
	      "secretariat\toffice@example.org\n"
	      "all press@example.org -03:30 # west\n"), &line));
	assert_int_equal(r.count, 3);
	assert_true(r.at[0].group == MAIL_PARTY && str_eq(r.at[0].party, S("kz")));
	assert_true(r.at[0].lang == VIEW_RU && r.at[0].clock.is_set && r.at[0].clock.minutes == 300);
	assert_true(r.at[1].group == MAIL_SECRETARIAT && r.at[1].lang == VIEW_EN && !r.at[1].clock.is_set);
	assert_true(r.at[2].group == MAIL_ALL && r.at[2].clock.minutes == -210);
	struct str kz = S("kz");
	const struct notice for_kz = { .parties = { 1, &kz } }, for_all = { .parties = { 0, NULL } };
	struct str tr = S("tr");
	const struct notice for_tr = { .parties = { 1, &tr } };
	assert_true(mail_is_for(&r.at[0], &for_kz) && mail_is_for(&r.at[0], &for_all));
	assert_false(mail_is_for(&r.at[0], &for_tr));
	assert_true(mail_is_for(&r.at[1], &for_tr) && mail_is_for(&r.at[2], &for_tr));
}

static void a_line_that_is_no_recipient_is_named(void **state)
{
	(void)state;
	static const char *const bad[] = { "kz", "KZ a@b", "kz a@b de", "kz a@b ru +5", "kz a@b ru +15:00",
		"kz a@b ru +05:60", "kz a@b ru +05:00 more", "kz nobody" };
	for (size_t i = 0; i < CM_COUNT(bad); i++) {
		struct mail_recipients r;
		struct buf text;
		uint32_t line = 0;
		buf_init(&text, &arena, 256);
		buf_put(&text, S("kz a@b\n"));
		buf_put(&text, str_c(bad[i]));
		assert_false(mail_recipients_parse(&r, &arena, buf_str(&text), &line));
		assert_int_equal(line, 2);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_subject_and_text_come_back),
		cmocka_unit_test(a_subject_with_a_line_feed_makes_no_field),
		cmocka_unit_test(the_fields_are_those_of_a_notice),
		cmocka_unit_test(addresses_are_plain_or_refused),
		cmocka_unit_test(recipients_are_read_with_their_language_and_clock),
		cmocka_unit_test(a_line_that_is_no_recipient_is_named),
	};
	return cmocka_run_group_tests_name("view/mail", tests, arena_up, arena_down);
}
