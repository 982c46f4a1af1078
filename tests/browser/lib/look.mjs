/* Looks at pages as they are drawn: axe, widths, the console, the hosts asked. */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { each, report } from './tap.mjs';

const axe_source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
    'utf8');
const RULES_MIN = 20; /* that axe must have found something to apply to, or it looked at nothing */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/* What another scheme can change on a page that passed in one: nothing but colours differs. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
const HEIGHT = 900;
export const settings = [
	{ name: '1280 pixels wide, light', width: 1280, scheme: 'light' },
	{ name: '1280 pixels wide, dark', width: 1280, scheme: 'dark' },
	{ name: '320 pixels wide, light', width: 320, scheme: 'light' },
	{ name: '320 pixels wide, dark', width: 320, scheme: 'dark' },
];

/* Runs in the page, before anything of the page: whatever its policy forbade. */
function violations_keep() {
	window.forbidden = [];
	document.addEventListener('securitypolicyviolation', event =>
	    window.forbidden.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
}

/* A page that notes in faults.console and faults.hosts what happens while it is open. */
export async function observed(context, base, faults) {
	const page = await context.newPage();
	const at = () => page.url().replace(base, '');
	page.on('console', message => {
		if (['error', 'warning'].includes(message.type()))
			faults.console.push(`${at()}: ${message.text()}`);
	});
	page.on('pageerror', error => faults.console.push(`${at()}: ${error.message}`));
	/* A stream of events has no end of its own: it is broken off when the page is left. */
	page.on('requestfailed', request => request.url().startsWith(`${base}/events?`) &&
		request.failure()?.errorText === 'net::ERR_ABORTED' ||
		faults.console.push(`${at()}: no ${request.url()}`));
	page.on('request', request => {
		if (!request.url().startsWith(`${base}/`) && !request.url().startsWith('data:'))
			faults.hosts.push(`${at()}: ${request.url()}`);
	});
	await page.addInitScript(violations_keep);
	return page;
}

/* What axe says against the page as it stands, of all rules that we hold to, or of these. */
export async function axe_run(page, rules = TAGS) {
	if (!await page.evaluate(() => 'axe' in window))
		await page.evaluate(axe_source);
	const { applied, violations } = await page.evaluate(async runOnly => {
		const result = await window.axe.run(document, { resultTypes: ['violations'], runOnly });
		return { applied: result.passes.length, violations: result.violations.map(one =>
		    `${one.id}: ${one.nodes[0].html.slice(0, 200)} (${one.nodes.length})`) };
	}, rules);
	const least = rules === TAGS ? RULES_MIN : 1;
	return applied < least ? ['axe found nothing to look at', ...violations] : violations;
}

/* The page may not be wider than the window; says which element is the widest. */
async function width_fault(page) {
	return page.evaluate(() => {
		const root = document.scrollingElement, over = root.scrollWidth - root.clientWidth;
		if (over <= 0)
			return null;
		const outside = [...document.querySelectorAll('body *')].find(element => {
			const box = element.getBoundingClientRect();
			return !element.closest('.scroll, pre, .skip') &&
			    (box.right > root.clientWidth + 1 || box.left < -1);
		});
		return `${over} pixels too wide: ${outside?.outerHTML.slice(0, 160)}`;
	});
}

/* WCAG 1.4.12: nothing is lost when the reader spaces the text out. */
function text_space() {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
		word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
	document.adoptedStyleSheets = [sheet];
}

/* Text that its own box hides: clipped, without a way to scroll to it. */
function texts_cut() {
	return [...document.querySelectorAll('body *')].filter(element => {
		const style = getComputedStyle(element);
		return ['hidden', 'clip'].includes(style.overflowX) && element.clientWidth > 1 &&
		    !(element instanceof SVGElement) && element.scrollWidth > element.clientWidth + 1;
	}).map(element => element.outerHTML.slice(0, 160));
}

async function widths_judge(page, at, faults) {
	const note = (list, fault) => fault && list.push(`${at}: ${fault}`);
	await page.setViewportSize({ width: 320, height: HEIGHT });
	note(faults.narrow, await width_fault(page));
	await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
	note(faults.rtl, await width_fault(page));
	await page.setViewportSize({ width: 1280, height: HEIGHT });
	note(faults.rtl, await width_fault(page));
	await page.evaluate(() => document.documentElement.setAttribute('dir', 'ltr'));
	note(faults.wide, await width_fault(page));
	await page.setViewportSize({ width: 320, height: HEIGHT });
	await page.evaluate(text_space);
	note(faults.spaced, await width_fault(page));
	for (const cut of await page.evaluate(texts_cut))
		note(faults.spaced, `cut off: ${cut}`);
	await page.evaluate(() => { document.adoptedStyleSheets = []; });
}

/* One page, in each of the given settings. */
async function page_judge(page, { at }, chosen, faults) {
	await page.goto(faults.base + at);
	const seen = new Set(); /* widths */
	for (const { name, width, scheme } of chosen) {
		await page.setViewportSize({ width, height: HEIGHT });
		await page.emulateMedia({ colorScheme: scheme });
		for (const fault of await axe_run(page, seen.has(width) ? COLOUR_RULES : TAGS))
			faults.axe[name].push(`${at}: ${fault}`);
		seen.add(width);
	}
	for (const what of await page.evaluate(() => window.forbidden))
		faults.policy.push(`${at}: ${what}`);
	await widths_judge(page, at, faults);
}

/* `all` are looked at in every setting, each of `others` in one. */
export async function judge_looks(browser, base, all, others) {
	const faults = { base, console: [], hosts: [], policy: [], narrow: [], wide: [], rtl: [],
		spaced: [], axe: {} };
	for (const { name } of settings)
		faults.axe[name] = [];
	const tasks = [...all.map(page => ({ page, chosen: settings })),
		...others.map((page, i) => ({ page, chosen: [settings[i % settings.length]] }))];
	const context = await browser.newContext();
	const free = [await observed(context, base, faults), await observed(context, base, faults)];
	await each(tasks, free.length, async ({ page, chosen }) => {
		const tab = free.pop();
		await page_judge(tab, page, chosen, faults);
		free.push(tab);
	});
	await context.close();
	for (const { name } of settings)
		report(`axe has nothing against pages ${name}`, faults.axe[name]);
	report('no page scrolls sideways at 320 pixels', faults.narrow);
	report('no page scrolls sideways at 1280 pixels', faults.wide);
	report('no page scrolls sideways when it is read from right to left', faults.rtl);
	report('nothing is lost when a reader spaces letters, words and lines', faults.spaced);
	report('the console stays silent', faults.console);
	report('nothing is asked of another host', faults.hosts);
	report('nothing on a page is against its own policy', faults.policy);
}
