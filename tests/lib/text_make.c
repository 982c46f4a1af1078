#include "lib/text_make.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

static const struct {
	uint32_t point;
	enum cluster cluster;
} signs[] = {
	{ 'a', CLUSTER_OTHER },
	{ 'B', CLUSTER_OTHER },
	{ '7', CLUSTER_OTHER },
	{ '/', CLUSTER_OTHER },
	{ '.', CLUSTER_OTHER },
	{ ' ', CLUSTER_OTHER },
	{ '-', CLUSTER_OTHER },
	{ ',', CLUSTER_OTHER },
	{ '\'', CLUSTER_OTHER },
	{ '"', CLUSTER_OTHER },
	{ ':', CLUSTER_OTHER },
	{ '_', CLUSTER_OTHER },
	{ '(', CLUSTER_OTHER },
	{ '[', CLUSTER_OTHER },
	{ '\r', CLUSTER_CR },
	{ '\n', CLUSTER_LF },
	{ '\t', CLUSTER_CONTROL },
	{ 0x01, CLUSTER_CONTROL },
	{ 0x85, CLUSTER_CONTROL },
	{ 0xa0, CLUSTER_OTHER },
	{ 0xa9, CLUSTER_PICTURE },
	{ 0xad, CLUSTER_CONTROL },
	{ 0xb7, CLUSTER_OTHER },
	{ 0xe9, CLUSTER_OTHER },
	{ 0x301, CLUSTER_EXTEND },
	{ 0x308, CLUSTER_EXTEND },
	{ 0x42f, CLUSTER_OTHER },
	{ 0x5d0, CLUSTER_OTHER },
	{ 0x5b8, CLUSTER_EXTEND },
	{ 0x5f4, CLUSTER_OTHER },
	{ 0x600, CLUSTER_PREPEND },
	{ 0x627, CLUSTER_OTHER },
	{ 0x640, CLUSTER_OTHER },
	{ 0x64e, CLUSTER_EXTEND },
	{ 0x661, CLUSTER_OTHER },
	{ 0x66c, CLUSTER_OTHER },
	{ 0x6dd, CLUSTER_PREPEND },
	{ 0x915, CLUSTER_OTHER },
	{ 0x93f, CLUSTER_SPACING },
	{ 0x94d, CLUSTER_EXTEND },
	{ 0xd4e, CLUSTER_PREPEND },
	{ 0xe01, CLUSTER_OTHER },
	{ 0xe33, CLUSTER_SPACING },
	{ 0xe40, CLUSTER_OTHER },
	{ 0xe49, CLUSTER_EXTEND },
	{ 0xeb3, CLUSTER_SPACING },
	{ 0x1000, CLUSTER_OTHER },
	{ 0x102b, CLUSTER_OTHER },
	{ 0x1031, CLUSTER_SPACING },
	{ 0x1100, CLUSTER_L },
	{ 0x1161, CLUSTER_V },
	{ 0x11a8, CLUSTER_T },
	{ 0xac00, CLUSTER_LV },
	{ 0xac01, CLUSTER_LVT },
	{ 0x1780, CLUSTER_OTHER },
	{ 0x17b6, CLUSTER_SPACING },
	{ 0x200b, CLUSTER_CONTROL },
	{ 0x200c, CLUSTER_EXTEND },
	{ 0x200d, CLUSTER_JOINER },
	{ 0x200f, CLUSTER_CONTROL },
	{ 0x2019, CLUSTER_OTHER },
	{ 0x2028, CLUSTER_CONTROL },
	{ 0x202f, CLUSTER_OTHER },
	{ 0x2060, CLUSTER_CONTROL },
	{ 0x20e3, CLUSTER_EXTEND },
	{ 0x2139, CLUSTER_PICTURE },
	{ 0x24c2, CLUSTER_PICTURE },
	{ 0x2764, CLUSTER_PICTURE },
	{ 0x3000, CLUSTER_OTHER },
	{ 0x3001, CLUSTER_OTHER },
	{ 0x3042, CLUSTER_OTHER },
	{ 0x3099, CLUSTER_EXTEND },
	{ 0x30ab, CLUSTER_OTHER },
	{ 0x30fc, CLUSTER_OTHER },
	{ 0x7ea6, CLUSTER_OTHER },
	{ 0x7f14, CLUSTER_OTHER },
	{ 0xa960, CLUSTER_L },
	{ 0xd7b0, CLUSTER_V },
	{ 0xd7cb, CLUSTER_T },
	{ 0xfe0f, CLUSTER_EXTEND },
	{ 0xfeff, CLUSTER_CONTROL },
	{ 0xff11, CLUSTER_OTHER },
	{ 0xff76, CLUSTER_OTHER },
	{ 0xff9e, CLUSTER_EXTEND },
	{ 0xfffd, CLUSTER_OTHER },
	{ 0x110bd, CLUSTER_PREPEND },
	{ 0x11f02, CLUSTER_PREPEND },
	{ 0x1d165, CLUSTER_EXTEND },
	{ 0x1f1f0, CLUSTER_FLAG },
	{ 0x1f1ff, CLUSTER_FLAG },
	{ 0x1f3fd, CLUSTER_EXTEND },
	{ 0x1f468, CLUSTER_PICTURE },
	{ 0x1f600, CLUSTER_PICTURE },
	{ 0x20000, CLUSTER_OTHER },
	{ 0xe0067, CLUSTER_EXTEND },
	{ 0xe01ef, CLUSTER_EXTEND },
	{ 0x10ffff, CLUSTER_OTHER },
};

/* Words of one language, space between. The last row is for any of them. */
static const char *const words[][16] = {
	{ "Member", "States", "shall", "cooperate", "closely", "and", "regularly", "in", "the",
	    "region's", "self-reliance", "peace", "of", "not", "may", "decides" },
	{ "Государства", "члены", "и", "развитие", "развития", "в", "сотрудничать", "во-первых",
	    "на", "или", "мирʼ", "не", "осуществляют", "мер", "доверия", "мерах" },
	{ "وتتعاون", "الدول", "الأعضاء", "في", "السِّلم", "و", "على", "أو", "١٩٩٢", "المادة", "لا",
	    "الأطـراف", "من", "بما", "فيها", "الأمن" },
	{ "缔约方", "应", "合作", "保护", "海洋", "和", "的", "不", "可", "会议", "国家", "管辖",
	    "范围", "以外", "区域", "々" },
	{ "รัฐ", "สมาชิก", "ต้อง", "ร่วมมือ", "และ", "น้ำ", "सदस्य", "राज्य", "क्ष", "회원국", "협력",
	    "ហត្ថលេខា", "ລັດ", "メンバー", "くに", "ဗမာ" },
	{ "A/RES/78/272", "CICA/SOC/2016/1", "PC.DEC/1379", "A/C.1/71/L.10/Rev.1/Corr.1", "and/or",
	    "1.5", "10,000", "5", "(a)", "(ii)", "°C", "№", "[", "]", "👨‍👩‍👧", "🇰🇿" },
};
static const char *const signs_after[] = { ",", ".", ";", ":", "،", "。", "’", ")" };

static void point_put(struct buf *b, uint32_t c)
{
	if (c < 0x80) {
		buf_byte(b, (uint8_t)c);
		return;
	}
	if (c < 0x800) {
		buf_byte(b, (uint8_t)(0xc0 | c >> 6));
	} else if (c < 0x10000) {
		buf_byte(b, (uint8_t)(0xe0 | c >> 12));
		buf_byte(b, (uint8_t)(0x80 | (c >> 6 & 63)));
	} else {
		buf_byte(b, (uint8_t)(0xf0 | c >> 18));
		buf_byte(b, (uint8_t)(0x80 | (c >> 12 & 63)));
		buf_byte(b, (uint8_t)(0x80 | (c >> 6 & 63)));
	}
	buf_byte(b, (uint8_t)(0x80 | (c & 63)));
}

struct str text_make_signs(struct gen *g, struct arena *a, size_t max)
{
	size_t room = (size_t)gen_below(g, (uint64_t)max + 1);
	uint64_t runs = 1 + gen_below(g, 3); /* the longer, the more of one kind */
	struct buf b;

	buf_init(&b, a, max + 4);
	while (b.n < room && !gen_done(g)) {
		uint32_t c = signs[gen_below(g, CM_COUNT(signs))].point;
		uint64_t times = gen_chance(g, 1, 8) ? 1 + gen_below(g, runs * 12) : 1;
		for (; times > 0 && b.n + 4 <= room; times--)
			point_put(&b, c);
		if (b.n + 4 > room)
			break;
	}
	return buf_str(&b);
}

static void prose_word(struct gen *g, struct buf *b, size_t script)
{
	size_t row = gen_chance(g, 1, 4) ? gen_below(g, CM_COUNT(words)) : script;

	if (b->n > 0 && row != 3)
		buf_put(b, gen_chance(g, 1, 16) ? S("\xc2\xa0") : S(" "));
	buf_put(b, str_c(words[row][gen_below(g, CM_COUNT(words[0]))]));
	if (gen_chance(g, 1, 6))
		buf_put(b, str_c(signs_after[gen_below(g, CM_COUNT(signs_after))]));
}

struct str text_make_prose(struct gen *g, struct arena *a, unsigned count)
{
	size_t script = gen_below(g, CM_COUNT(words));
	struct buf b;

	buf_init(&b, a, (size_t)count * 64 + 64);
	for (uint64_t n = gen_below(g, (uint64_t)count + 1); n > 0 && !gen_done(g); n--)
		prose_word(g, &b, script);
	return buf_str(&b);
}

/* Takes what stands before the next space, or one letter of Han and the like. */
static struct str change_piece(struct str *rest)
{
	struct str all = *rest;
	size_t at = 0, n;

	while (at < all.n && (at == 0 || all.p[at] != ' ')) {
		uint32_t c = utf8_get(all, at, &n);
		at += n;
		if (c >= 0x2e80)
			break;
	}
	*rest = str_sub(all, at, all.n);
	return str_sub(all, 0, at);
}

struct str text_make_change(struct gen *g, struct arena *a, struct str text)
{
	uint32_t part = 1 + (uint32_t)gen_below(g, 6);
	struct str rest = text;
	struct buf b;

	buf_init(&b, a, text.n * 65 + 128);
	while (rest.n > 0) {
		struct str piece = change_piece(&rest);
		uint64_t way = gen_chance(g, part, 40) ? 1 + gen_below(g, 3) : 0;
		if (way >= 2) /* another word instead, or more of them */
			prose_word(g, &b, gen_below(g, CM_COUNT(words)));
		if (way == 0 || way == 3)
			buf_put(
			    &b, b.n == 0 && piece.p[0] == ' ' ? str_sub(piece, 1, piece.n) : piece);
	}
	while (b.n > 0 && b.p[b.n - 1] == ' ')
		b.n--;
	return buf_str(&b);
}

static enum cluster cluster_of(uint32_t point)
{
	for (size_t i = 0; i < CM_COUNT(signs); i++)
		if (signs[i].point == point)
			return signs[i].cluster;
	cm_panic(__FILE__, __LINE__, "a character that states no class");
}

static bool is_control(enum cluster c)
{
	return c == CLUSTER_CONTROL || c == CLUSTER_CR || c == CLUSTER_LF;
}

/* What the oracle remembers of the text so far. */
struct seen {
	enum cluster last;
	unsigned flags;  /* regional indicators in a row */
	bool is_picture; /* Extended_Pictographic Extend* */
	bool is_joined;  /* the same, then a joiner */
};

static bool hangul_holds(enum cluster last, enum cluster c)
{
	if (last == CLUSTER_L)
		return c == CLUSTER_L || c == CLUSTER_V || c == CLUSTER_LV || c == CLUSTER_LVT;
	if (last == CLUSTER_LV || last == CLUSTER_V)
		return c == CLUSTER_V || c == CLUSTER_T;
	return (last == CLUSTER_LVT || last == CLUSTER_T) && c == CLUSTER_T;
}

static bool cluster_holds(const struct seen *s, enum cluster c)
{
	if (s->last == CLUSTER_CR && c == CLUSTER_LF)
		return true;
	if (is_control(s->last) || is_control(c))
		return false;
	if (c == CLUSTER_EXTEND || c == CLUSTER_JOINER || c == CLUSTER_SPACING)
		return true;
	if (s->last == CLUSTER_PREPEND || hangul_holds(s->last, c))
		return true;
	if (s->is_joined && c == CLUSTER_PICTURE)
		return true;
	return c == CLUSTER_FLAG && s->flags % 2 == 1;
}

bool text_cluster_ends(struct str text, size_t at)
{
	struct seen s = { CLUSTER_CONTROL, 0, false, false };

	for (size_t i = 0, n; i < text.n; i += n) {
		enum cluster c = cluster_of(utf8_get(text, i, &n));
		if (i >= at)
			return i == at && (i == 0 || !cluster_holds(&s, c));
		s.flags = c == CLUSTER_FLAG ? s.flags + 1 : 0;
		s.is_joined = s.is_picture && c == CLUSTER_JOINER;
		s.is_picture = c == CLUSTER_PICTURE || (s.is_picture && c == CLUSTER_EXTEND);
		s.last = c;
	}
	return true;
}
