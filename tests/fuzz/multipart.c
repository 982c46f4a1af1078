/* A form from anybody: the first line is its Content-Type, the rest its body. What is read lies in it. */
#include "web/multipart.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str body = { (const char *)data, size };
	struct str type = str_cut(&body, '\n');
	struct multipart m;
	if (!multipart_parse(&m, type, body))
		return 0;
	cm_assert(m.count > 0 && m.count <= MULTIPART_PARTS_MAX);
	for (uint32_t i = 0; i < m.count; i++) {
		cm_assert(m.at[i].name.n > 0 && m.at[i].bytes.p >= body.p);
		cm_assert(m.at[i].bytes.p + m.at[i].bytes.n <= body.p + body.n);
		cm_assert(multipart_value(&m, m.at[i].name).p == m.at[i].bytes.p);
	}
	return 0;
}
