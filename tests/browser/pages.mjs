/* pages.mjs ADDRESS ROUTES VECTORS: uses the pages as people do. Prints TAP; see pages.sh. */
import { chromium } from 'playwright-core';
import { crawl, judge_texts, routes_read } from './lib/crawl.mjs';
import { judge_keyboard } from './lib/keyboard.mjs';
import { axe_run, judge_looks } from './lib/look.mjs';
import { judge_readers } from './lib/reader.mjs';
import { judge_receipts } from './lib/receipt.mjs';
import { finish, report } from './lib/tap.mjs';
import { judge_vectors } from './lib/vectors.mjs';

const OTHERS_MAX = 32; /* pages that are looked at beyond those of each kind */
const ACTS_MAX = 20; /* that are verified */
const WALKS_MAX = 10; /* pages that are walked through from one stop to the next */
const [base, routes_file, vectors] = process.argv.slice(2);
const routes = routes_read(routes_file);

function some(list, most) {
	const step = Math.max(1, Math.ceil(list.length / most));
	return list.filter((one, i) => i % step === 0);
}

/*
 * The longest page of each kind in Russian, whose words are longer; then the English ones, and every
 * so many of the rest.
 */
function pages_chosen(pages) {
	const longest = new Map();
	for (const page of pages) {
		const key = `${page.kind} ${page.lang}`;
		if (page.text.length > (longest.get(key)?.text.length ?? 0))
			longest.set(key, page);
	}
	const kinds = [...longest.values()], rest = pages.filter(page => !kinds.includes(page));
	return { all: kinds.filter(page => page.lang === 'ru'),
		others: [...kinds.filter(page => page.lang === 'en'), ...some(rest, OTHERS_MAX)] };
}

const began = Date.now();
const lap = what => process.env.COMITY_LAPS && console.error(`${what}: ${Date.now() - began} ms`);
const pages = await crawl(base, routes);
judge_texts(pages, routes);
lap('crawled');
const { all, others } = pages_chosen(pages);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: ['--no-sandbox'] });
try {
	await judge_looks(browser, base, all, others);
	lap('looked at');
	const acts = some(pages.filter(page => page.kind === 'ACT').map(page => page.at), ACTS_MAX);
	/* A page of each kind, in one language and the other by turns. */
	const sample = all.map(({ at }, i) => i % 2 === 0 ? at : at.replace('/ru/', '/en/'));
	/* Each mostly waits for its own tab. */
	await Promise.all([judge_receipts(browser, base, acts), judge_vectors(browser, base, vectors),
		judge_keyboard(browser, base, sample, some(sample, WALKS_MAX)),
		judge_readers(browser, base, sample, axe_run)]);
	lap('used');
} catch (broken) {
	report('the browser could be led through everything', [broken.stack]);
} finally {
	await browser.close();
}
finish();
