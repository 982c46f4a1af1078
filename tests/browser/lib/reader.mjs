/* Readers without scripts, on paper, in another language, with forced colours, and lost ones. */
import { report } from './tap.mjs';

/* The words of a page in its order, without what differs on purpose: the verifier's button,
 * how much time is left, which without scripts is told by the day, a room's clock, the numbers of words,
 * which a form asks for where no key points at them, and where a commitment is made in the page. */
async function words_of(page) {
	return page.evaluate(() => {
		const parts = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let node = walker.nextNode(); node; node = walker.nextNode())
			if (!node.parentElement.closest('#verify-run, #verify-none, [data-expires], #clock, ' +
			    '.w sub, [data-commit]') && node.parentElement.checkVisibility())
				parts.push(node.data);
		return parts.join('|');
	});
}

async function judge_scriptless(browser, base, sample) {
	const faults = [], with_script = await browser.newContext(),
		without = await browser.newContext({ javaScriptEnabled: false });
	const [one, other] = [await with_script.newPage(), await without.newPage()];
	for (const at of sample) {
		await Promise.all([one.goto(base + at), other.goto(base + at)]);
		const [said, read] = [await words_of(one), await words_of(other)];
		if (await other.locator('[data-expires]:empty').count() > 0)
			faults.push(`${at}: does not say what is left without scripts`);
		const offered = '[data-commit] button', boxes = await one.locator(offered).count();
		if (boxes !== await one.locator(`${offered}:visible`).count() ||
		    await other.locator(`${offered}:visible`).count() > 0)
			faults.push(`${at}: a commitment is offered where none can be made, or not where one can`);
		if (boxes > await other.locator('.how code:visible', { hasText: 'comity commitment' }).count())
			faults.push(`${at}: does not say without scripts how a commitment is made`);
		if (said !== read || said.length < 200)
			faults.push(`${at}: ${said.length} characters, ${read.length} without scripts`);
	}
	await other.goto(`${base}/en/record/30`);
	if (await other.locator('#verify-run').isVisible() ||
	    !await other.locator('#verify-none').isVisible())
		faults.push('a button that does nothing is shown, or nothing is said');
	await other.goto(`${base}/en/parties`);
	await other.fill('#on', '2003-01-01');
	await other.click('.day button');
	if (!other.url().endsWith('?on=2003-01-01'))
		faults.push(`the day led to ${other.url()}`);
	await with_script.close();
	await without.close();
	report('without scripts every page has the same text, and the forms work', faults);
}

/* Runs in the page. */
function paper_judge() {
	const faults = [], is_shown = selector => [...document.querySelectorAll(selector)]
	    .filter(one => one.checkVisibility());
	for (const one of is_shown('nav, .languages, .skip, form button, .filter, #verify-run'))
		faults.push(`${one.outerHTML.slice(0, 80)} is printed`);
	if (is_shown('h1').length !== 1)
		faults.push('the heading is not printed');
	const colours = getComputedStyle(document.body);
	if (colours.color !== 'rgb(0, 0, 0)' ||
	    !['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)'].includes(colours.backgroundColor))
		faults.push(`printed ${colours.color} on ${colours.backgroundColor}`);
	if (document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth)
		faults.push('is wider than paper');
	for (const one of document.querySelectorAll('pre, .scroll'))
		if (one.checkVisibility() && (one.scrollHeight > one.clientHeight + 1 ||
		    one.scrollWidth > one.clientWidth + 1))
			faults.push(`${one.outerHTML.slice(0, 60)} is cut off`);
	/* A closed <details> hides its content with content-visibility, in the pseudo-element. */
	for (const one of document.querySelectorAll('details:not([open])'))
		if (getComputedStyle(one, '::details-content').contentVisibility !== 'visible')
			faults.push('what stands behind a fact is not printed');
	return faults;
}

async function judge_paper(browser, base, sample) {
	const faults = [], context = await browser.newContext({ colorScheme: 'dark',
		viewport: { width: 680, height: 960 } }); /* A4 without margins of 15 mm */
	const page = await context.newPage();
	await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
	for (const at of sample) {
		await page.goto(base + at);
		for (const fault of await page.evaluate(paper_judge))
			faults.push(`${at}: ${fault}`);
	}
	await context.close();
	report('on paper: black on white, nothing to press, nothing cut off or folded away', faults);
}

async function judge_switch(browser, base) {
	const faults = [], context = await browser.newContext(), page = await context.newPage();
	for (const rest of ['', 'parties?on=2003-01-02', 'releases?topic=osce&kind=comment', 'record/30',
		'meetings/ministers-5', 'meetings?body=summit']) {
		await page.goto(`${base}/en/${rest}`);
		await page.locator('.languages a[hreflang=ru]').focus();
		await Promise.all([page.waitForURL(/\/ru\//), page.keyboard.press('Enter')]);
		if (page.url() !== `${base}/ru/${rest}`)
			faults.push(`${rest} becomes ${page.url()}`);
		if (await page.getAttribute('html', 'lang') !== 'ru')
			faults.push(`${rest}: the language did not change`);
		if (await page.locator('.languages [aria-current]').getAttribute('hreflang') !== 'ru')
			faults.push(`${rest}: the language shown is not marked`);
		await page.locator('.languages a[hreflang=en]').click();
		if (page.url() !== `${base}/en/${rest}`)
			faults.push(`${rest} comes back as ${page.url()}`);
	}
	await context.close();
	report('changing the language keeps the page, its day and its search', faults);
}

async function judge_lost(browser, base, violations) {
	const faults = [], context = await browser.newContext(), page = await context.newPage();
	for (const lang of ['en', 'ru']) {
		for (const [at, status] of [['nothing-here', 404], ['parties/zz', 404], ['record/99999', 404],
			['releases?from=nonsense', 400], ['parties?on=2003-13-01', 400]]) {
			const answer = await page.goto(`${base}/${lang}/${at}`);
			if (answer.status() !== status)
				faults.push(`${lang}/${at}: ${answer.status()}`);
			if (await page.getAttribute('html', 'lang') !== lang)
				faults.push(`${lang}/${at}: in another language`);
			if (await page.locator('main a, header nav a').count() < 2)
				faults.push(`${lang}/${at}: there is no way on`);
			if (!at.includes('/'))
				faults.push(...(await violations(page)).map(one => `${lang}/${at}: ${one}`));
		}
		await page.goto(`${base}/${lang}/releases?from=nonsense`);
		await page.locator('[role=alert] a').click();
		const field = page.locator(':focus, [name=from]').first();
		if (await field.getAttribute('aria-invalid') !== 'true')
			faults.push(`${lang}: the date that could not be read is not marked`);
	}
	await context.close();
	report('who is lost is told so in words, passes axe, and finds a way on', faults);
}

/* Runs in the page: the marks and words of drawings that do not stand out from the paper. */
function drawings_lost(contrast_min) {
	const channels = colour => colour.match(/[\d.]+/g).slice(0, 3).map(Number);
	const light_of = colour => {
		const [r, g, b] = colour.map(value => value / 255)
		    .map(x => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const paper = channels(getComputedStyle(document.body).backgroundColor);
	const marks = [...document.querySelectorAll('svg .bar, svg .c0, svg .c1, svg .c2, svg text')];
	const lost = marks.filter(one => {
		const { fill, opacity } = getComputedStyle(one);
		const drawn = channels(fill).map((x, i) => x * opacity + paper[i] * (1 - opacity));
		const [ink, ground] = [light_of(drawn), light_of(paper)];
		return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05) < contrast_min;
	});
	return { count: marks.length, lost: lost.map(one => one.outerHTML.slice(0, 80)) };
}

/* WCAG 1.4.11: three to one. With forced colours the reader's paper may be black or white. */
async function judge_colours(browser, base) {
	const faults = [], context = await browser.newContext(), page = await context.newPage();
	for (const [colorScheme, forcedColors] of [['light', 'none'], ['dark', 'none'],
		['light', 'active'], ['dark', 'active']]) {
		await page.emulateMedia({ colorScheme, forcedColors });
		for (const at of ['/en/parties', '/ru/presidency']) {
			await page.goto(base + at);
			const { count, lost } = await page.evaluate(drawings_lost, 3);
			lost.forEach(one => faults.push(`${at}, ${colorScheme}, ${forcedColors}: ${one}`));
			if (count < 10)
				faults.push(`${at}: only ${count} marks were found`);
		}
	}
	await context.close();
	report('drawings stand out from the paper, also in the colours of the reader', faults);
}

export async function judge_readers(browser, base, sample, violations) {
	await judge_scriptless(browser, base, sample);
	await judge_paper(browser, base, sample);
	await judge_switch(browser, base);
	await judge_lost(browser, base, violations);
	await judge_colours(browser, base);
}
