/* pages.mjs ADDRESS: looks at the pages as people do. Prints TAP; see pages.sh. */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const axe_source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const address = process.argv[2];
const pages = ['', 'parties', 'parties/kz', 'parties/tr?on=2023-01-01', 'bodies', 'bodies/summit', 'presidency',
	'meetings', 'meetings/ministers-5', 'institutions', 'institutions/secretariat', 'releases',
	'releases?from=nonsense', 'releases/press-comment-2016-04-27', 'record', 'record/0', 'record/30', 'verify',
	'charter', 'findings', 'nothing-here'];
let count = 0, failures = 0;

function report(name, faults) {
	count++;
	failures += faults.length > 0 ? 1 : 0;
	console.log(`${faults.length > 0 ? 'not ok' : 'ok'} ${count} - ${name}`);
	for (const fault of faults.slice(0, 12))
		console.log(`# ${fault}`);
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: ['--no-sandbox'] });

async function look(options, faults, judge) {
	const context = await browser.newContext(options);
	const page = await context.newPage();
	let at = '';
	/* A page that is not there is asked for on purpose; everything else the console says counts. */
	page.on('console', message => {
		if (message.type() === 'error' && !/status of 40[04]/.test(message.text()))
			faults.push(`${at}: ${message.text()}`);
	});
	page.on('pageerror', error => faults.push(`${at}: ${error.message}`));
	for (const lang of ['en', 'ru']) {
		for (const path of pages) {
			at = `/${lang}/${path}`;
			await page.goto(address + at);
			await judge(page, at);
		}
	}
	await context.close();
}

async function violations(page, at, faults) {
	await page.evaluate(axe_source);
	const result = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a',
		'wcag21aa', 'wcag22aa', 'best-practice'] }));
	if (result.passes.length < 10)
		faults.push(`${at}: axe found nothing to look at`);
	for (const violation of result.violations)
		faults.push(`${at}: ${violation.id}: ${violation.nodes[0].html.slice(0, 160)}`);
}

async function accessible(name, options) {
	const faults = [];
	await look(options, faults, (page, at) => violations(page, at, faults));
	report(`every page passes axe, ${name}`, faults);
}

async function small() {
	const passes = [], fits = [];
	await look({ colorScheme: 'light', viewport: { width: 320, height: 640 } }, passes, async (page, at) => {
		await violations(page, at, passes);
		const width = await page.evaluate(() => document.documentElement.scrollWidth);
		if (width > 320)
			fits.push(`${at} is ${width} pixels wide`);
	});
	report('every page passes axe, on a small screen', passes);
	report('no page is wider than a screen of 320 pixels', fits);
}

/* Every link of every page that stays here leads to a page. */
async function links() {
	const faults = [], seen = new Set(), waiting = ['/en/', '/ru/'];
	while (waiting.length > 0) {
		const at = waiting.pop();
		const answer = await fetch(address + at);
		const text = answer.headers.get('content-type').startsWith('text/html') ? await answer.text() : '';
		if (answer.status !== 200)
			faults.push(`${at} answers ${answer.status}`);
		for (const [, escaped] of text.matchAll(/(?:href|src)="(\/[^"#]*)/g)) {
			const link = escaped.replaceAll('&amp;', '&');
			/* Days, filters and acts without end: a page of each kind stands for the others. */
			const kind = link.replace(/\?.*/, '?').replace(/record\/\d+/, 'record/N');
			if (!seen.has(kind)) {
				seen.add(kind);
				waiting.push(link);
			}
		}
	}
	if (seen.size < 200)
		faults.push(`only ${seen.size} addresses were found`);
	report('every link leads to a page', faults);
}

async function verdict_of(context, path, tamper) {
	const page = await context.newPage();
	await page.goto(address + path);
	if (tamper)
		await page.evaluate(tamper);
	await page.click('#verify-run');
	await page.waitForSelector('#verify-verdict[class]');
	const verdict = await page.getAttribute('#verify-verdict', 'class');
	const bad = await page.locator('#verify-steps .bad').count();
	const steps = await page.locator('#verify-steps li').count();
	await page.close();
	return { verdict, bad, steps };
}

async function verifies() {
	const context = await browser.newContext(), faults = [];
	for (const path of ['/en/record/0', '/ru/record/30', '/en/record/100']) {
		const { verdict, steps } = await verdict_of(context, path);
		if (verdict !== 'ok' || steps < 5)
			faults.push(`${path}: ${verdict} after ${steps} steps`);
	}
	report('the browser verifies an act from its page alone', faults);
	await context.close();
}

async function notices() {
	const context = await browser.newContext(), faults = [];
	const change = (id, from, to) => `(() => { const e = document.getElementById('${id}');
		e.textContent = e.textContent.replace(${from}, '${to}'); })()`;
	const tampers = {
		'an act': [change('message', '/"base":/', '"bose":'), 3],
		'a time': ["document.getElementById('verify').dataset.received = '1'", 2],
		'a path': [change('receipt', '/index (\\d+)\\n./', 'index 1\\nA'), 1],
		'a checkpoint': [change('receipt', /\n(\d+)\n/.toString(), '\\n9$1\\n'), 2],
		'a signature of the log': [change('receipt', /(— \S+ \S{20})./.toString(), '$1A'), 1],
		'a key': ["document.getElementById('verify').dataset.vkey =" +
			" document.getElementById('verify').dataset.vkey.replace(/.$/, 'A')", 1],
	};
	for (const [what, [tamper, least]] of Object.entries(tampers)) {
		const { verdict, bad } = await verdict_of(context, '/en/record/30', tamper);
		if (verdict !== 'bad' || bad < least)
			faults.push(`${what}: ${verdict}, ${bad} steps failed of at least ${least}`);
	}
	report('the browser says what does not hold', faults);
	await context.close();
}

async function keyboard() {
	const context = await browser.newContext(), faults = [], page = await context.newPage();
	await page.goto(`${address}/en/parties`);
	await page.keyboard.press('Tab');
	if (await page.evaluate(() => document.activeElement.getAttribute('href')) !== '#main')
		faults.push('the first stop is not the way to the content');
	const box = await page.locator('.skip').boundingBox();
	if (box === null || box.y < 0)
		faults.push('the way to the content stays out of sight');
	await page.keyboard.press('Enter');
	if (!page.url().endsWith('#main'))
		faults.push('it does not lead there');
	report('the keyboard reaches the content at once', faults);
	await context.close();
}

async function scriptless() {
	const context = await browser.newContext({ javaScriptEnabled: false }), faults = [];
	const page = await context.newPage();
	await page.goto(`${address}/en/record/30`);
	if (await page.locator('#verify-run').isVisible() || !await page.locator('#verify-none').isVisible())
		faults.push('a button that does nothing is shown');
	await page.goto(`${address}/en/parties`);
	await page.fill('#on', '2003-01-01');
	await page.click('.day button');
	if (!page.url().endsWith('?on=2003-01-01'))
		faults.push(`the day led to ${page.url()}`);
	report('without scripts nothing is missing but the button', faults);
	await context.close();
}

await accessible('light', { colorScheme: 'light', viewport: { width: 1280, height: 900 } });
await accessible('dark', { colorScheme: 'dark', viewport: { width: 1280, height: 900 } });
await small();
await links();
await verifies();
await notices();
await keyboard();
await scriptless();
await browser.close();
console.log(`1..${count}`);
process.exitCode = failures > 0 ? 1 : 0;
