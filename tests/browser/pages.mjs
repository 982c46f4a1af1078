/* pages.mjs ADDRESS ROUTES: uses the pages as people do. Prints TAP; see pages.sh. */
import { chromium } from 'playwright-core';
import { crawl, judge_texts, routes_read } from './lib/crawl.mjs';
import { judge_looks } from './lib/look.mjs';
import { finish, report } from './lib/tap.mjs';

const OTHERS_MAX = 60; /* pages that are looked at beyond those of each kind */
const [base, routes_file] = process.argv.slice(2);
const routes = routes_read(routes_file);

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
	const step = Math.max(1, Math.ceil(rest.length / OTHERS_MAX));
	return { all: kinds.filter(page => page.lang === 'ru'), others: [
		...kinds.filter(page => page.lang === 'en'), ...rest.filter((page, i) => i % step === 0)] };
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
} catch (broken) {
	report('the browser could be led through everything', [broken.stack]);
} finally {
	await browser.close();
}
finish();
