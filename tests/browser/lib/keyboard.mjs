/* The pages without a mouse: every stop reached, seen, and led from. */
import { report } from './tap.mjs';

/* Runs in the page: numbers what a keyboard should reach, and how each looks without focus. */
function stops_mark() {
	const look = element => {
		const style = getComputedStyle(element);
		return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow].join();
	};
	window.look_of = look;
	const all = document.querySelectorAll(
	    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]');
	const shown = [...all].filter(element => element.checkVisibility({ contentVisibilityAuto: true,
		visibilityProperty: true }) && (!element.closest('details:not([open])') ||
	    element.tagName === 'SUMMARY'));
	window.unfocused = shown.map(look);
	window.stops = shown;
	return shown.length;
}

/* Runs in the page, at each stop: which it is, and whether it can be seen there. */
function stop_judge() {
	const element = document.activeElement, number = window.stops.indexOf(element), faults = [];
	if (element === document.body)
		return { number: null, faults };
	const box = element.getBoundingClientRect();
	if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth)
		faults.push('is out of sight');
	if (number >= 0 && window.look_of(element) === window.unfocused[number])
		faults.push('looks as without focus');
	return { number, html: element.outerHTML.slice(0, 120), faults };
}

async function page_walk(page, at, faults) {
	await page.evaluate(() => document.querySelectorAll('details').forEach(one => {
		one.open = false;
	}));
	const expected = await page.evaluate(stops_mark), reached = new Set();
	let last = -1;
	for (let i = 0; i < expected + 20; i++) {
		await page.keyboard.press('Tab');
		const { number, html, faults: found } = await page.evaluate(stop_judge);
		if (number === null || number === 0 && last > 0)
			break;
		found.forEach(fault => faults.seen.push(`${at}: ${html} ${fault}`));
		if (number >= 0 && number < last)
			faults.reached.push(`${at}: ${html} comes out of order`);
		last = number >= 0 ? number : last;
		reached.add(number);
	}
	const missed = await page.evaluate(list => window.stops.filter((one, i) => !list.includes(i))
	    .map(one => one.outerHTML.slice(0, 120)), [...reached]);
	missed.forEach(html => faults.reached.push(`${at}: ${html} is not reached`));
}

async function judge_stops(context, base, sample) {
	const faults = { reached: [], seen: [] }, page = await context.newPage();
	for (const at of sample) {
		await page.goto(base + at);
		await page_walk(page, at, faults);
	}
	await page.close();
	report('the keyboard reaches every link and control, in the order of the page', faults.reached);
	report('wherever the keyboard stops, the focus is seen', faults.seen);
}

async function judge_skip(context, base) {
	const faults = [], page = await context.newPage();
	for (const lang of ['en', 'ru']) {
		await page.goto(`${base}/${lang}/parties`);
		await page.keyboard.press('Tab');
		const box = await page.locator('.skip').boundingBox();
		if (box.y < 0 || box.x < 0)
			faults.push(`${lang}: the way to the content stays out of sight`);
		await page.keyboard.press('Enter');
		await page.keyboard.press('Tab');
		if (!await page.evaluate(() => document.activeElement.closest('main')))
			faults.push(`${lang}: the next stop is not in the content`);
	}
	await page.close();
	report('the first stop leads to the content', faults);
}

/* What stands behind a fact is closed at first. */
async function judge_details(context, base, sample) {
	const faults = [], page = await context.newPage();
	let opened = 0;
	for (const at of sample) {
		await page.goto(base + at);
		const summary = page.locator('summary').first();
		if (await summary.count() === 0)
			continue;
		opened++;
		await summary.focus();
		await page.keyboard.press('Enter');
		const is_open = () => summary.evaluate(one => one.parentElement.open);
		if (!await is_open())
			faults.push(`${at}: does not open`);
		await page.keyboard.press('Space');
		if (await is_open())
			faults.push(`${at}: does not close`);
	}
	if (opened < 3)
		faults.push(`only ${opened} were found`);
	await page.close();
	report('what stands behind a fact opens and closes by keyboard', faults);
}

/* Goes with Tab to the control of this name, as a person would. */
async function tab_to(page, name) {
	for (let i = 0; i < 60; i++) {
		await page.keyboard.press('Tab');
		if (await page.evaluate(() => document.activeElement.getAttribute('name') ??
		    document.activeElement.getAttribute('type')) === name)
			return;
	}
	throw new Error(`the keyboard does not find ${name} at ${page.url()}`);
}

async function judge_filters(context, base) {
	const faults = [], page = await context.newPage(), main = page.locator('main');
	for (const lang of ['en', 'ru']) {
		await page.goto(`${base}/${lang}/releases`);
		const all = await main.locator('.rows > li').count();
		await tab_to(page, 'topic');
		await page.keyboard.press('ArrowDown');
		const topic = await page.locator('[name=topic]').inputValue();
		await tab_to(page, 'submit');
		await Promise.all([page.waitForURL(/[?&]topic=/), page.keyboard.press('Enter')]);
		const found = await main.locator('.rows > li').count();
		const query = new URL(page.url()).searchParams;
		if (topic === '' || query.get('topic') !== topic || !page.url().includes(`/${lang}/releases?`))
			faults.push(`${lang}: "${topic}" led to ${page.url()}`);
		if (found === 0 || found >= all)
			faults.push(`${lang}: ${found} of ${all} were found`);
		if (await page.locator('[name=topic]').inputValue() !== topic)
			faults.push(`${lang}: the form forgets what was asked`);
		const data = await (await fetch(`${base}/api/${lang}/releases?topic=${topic}`)).json();
		if (data.data.releases.length !== found)
			faults.push(`${lang}: the API has ${data.data.releases.length}, the page ${found}`);
	}
	await page.close();
	report('releases are searched by keyboard, in both languages', faults);
}

async function judge_day(context, base) {
	const faults = [], page = await context.newPage();
	for (const lang of ['en', 'ru']) {
		await page.goto(`${base}/${lang}/parties`);
		const now = await page.locator('main').innerText();
		await tab_to(page, 'on');
		await page.keyboard.type('01022003'); /* the browser is English: month, day, year */
		await Promise.all([page.waitForURL(/on=/), page.keyboard.press('Enter')]);
		if (!page.url().endsWith(`/${lang}/parties?on=2003-01-02`))
			faults.push(`${lang}: the day led to ${page.url()}`);
		if (await page.locator('main').innerText() === now)
			faults.push(`${lang}: the parties of 2003 are those of today`);
	}
	await page.close();
	report('another day is asked for by keyboard, in both languages', faults);
}

/* `walks`: those of the sample that are walked through from one stop to the next. */
export async function judge_keyboard(browser, base, sample, walks) {
	const context = await browser.newContext({ locale: 'en-US',
		viewport: { width: 1000, height: 700 } });
	await judge_stops(context, base, walks);
	await judge_skip(context, base);
	await judge_details(context, base, sample);
	await judge_filters(context, base);
	await judge_day(context, base);
	await context.close();
}
