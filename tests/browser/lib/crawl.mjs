/* Follows every link from the front pages, over plain HTTP, and judges the HTML as text. */
import { readFileSync } from 'node:fs';
import { each, report } from './tap.mjs';

const PAGES_MAX = 6000, QUERIES_MAX = 12; /* of one kind of page with one set of parameters */
const languages = ['en', 'ru'];

const unescaped = text => text.replaceAll('&quot;', '"').replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
const values = (text, pattern) => Array.from(text.matchAll(pattern), found => unescaped(found[1]));

/* The routes that are pages, as patterns of what follows "/en/". */
export function routes_read(file) {
	const lines = readFileSync(file, 'utf8').matchAll(/^(?:PAGE|FORM)\((\w+), "([^"]*)"/gm);
	return Array.from(lines, ([, name, path]) =>
	    ({ name, pattern: new RegExp(`^${path.replace('{code}', '[^/]+')}$`) }));
}

const without_query = at => at.replace(/[?#].*/, '');
const inside = at => without_query(at).replace(/^\/(en|ru)\//, '');

export function kind_of(routes, at) {
	const route = /^\/(en|ru)\//.test(at) && routes.find(one => one.pattern.test(inside(at)));
	return route ? route.name : null;
}

/* Days and filters combine without end: some of each set of parameters stand for the others. */
function limiter(routes) {
	const taken = new Map();
	return at => {
		const query = at.split('?')[1];
		if (!query)
			return true;
		const key = `${at.slice(0, 8)} ${kind_of(routes, at)} ${query.replace(/=[^&]*/g, '')}`;
		taken.set(key, (taken.get(key) ?? 0) + 1);
		return taken.get(key) <= QUERIES_MAX;
	};
}

/* { at, kind, lang, text } of every page, in the order of discovery. */
export async function crawl(base, routes) {
	const pages = [], faults = [], seen = new Set(['/en/', '/ru/']), is_wanted = limiter(routes);
	let level = [...seen];
	while (level.length > 0 && seen.size < PAGES_MAX) {
		const next = [];
		await each(level, 8, async at => {
			const answer = await fetch(base + at, { redirect: 'manual' });
			const text = await answer.text();
			if (answer.status !== 200)
				faults.push(`${at} answers ${answer.status}`);
			if (!answer.headers.get('content-type').startsWith('text/html'))
				return;
			pages.push({ at, kind: kind_of(routes, at), lang: at.slice(1, 3), text });
			next.push(...values(text, /(?:href|src)="([^"]*)"/g));
		});
		level = [];
		for (const link of next.map(one => one.replace(/#.*/, ''))) {
			if (!link.startsWith('/') || seen.has(link) || !is_wanted(link))
				continue;
			seen.add(link);
			level.push(link);
		}
	}
	if (pages.length < 200)
		faults.push(`only ${pages.length} pages were found`);
	report('every address that a page links to answers 200', faults);
	return pages;
}

function judge_routes(pages, routes) {
	const faults = pages.filter(page => page.kind === null).map(page => `${page.at}: of no route`);
	for (const { name } of routes)
		for (const lang of languages)
			if (!pages.some(page => page.kind === name && page.lang === lang))
				faults.push(`${name} in ${lang} cannot be reached`);
	report('links from the front page reach every route in both languages', faults);
}

function judge_heads(pages) {
	const faults = [], titles = new Map();
	for (const { at, lang, text } of pages) {
		if (!new RegExp(`^<!doctype html>\\s*<html lang="${lang}"`, 'i').test(text))
			faults.push(`${at}: the language is not said`);
		const heads = text.match(/<h1[ >]/g) ?? [];
		if (heads.length !== 1)
			faults.push(`${at}: ${heads.length} first headings`);
		if (at.includes('?'))
			continue;
		const [title] = values(text, /<title[^>]*>([^<]+)</g), key = `${lang} ${title}`;
		if (title === undefined || titles.has(key))
			faults.push(`${at} and ${titles.get(key)} are both called "${title}"`);
		titles.set(key, at);
	}
	report('every page says its language, has one first heading and a title of its own', faults);
}

function judge_anchors(pages) {
	const faults = [];
	for (const { at, text } of pages) {
		const ids = values(text, / id="([^"]*)"/g), known = new Set(ids);
		if (known.size !== ids.length)
			faults.push(`${at}: two elements have one id`);
		const named = [...values(text, / href="#([^"]+)"/g), ...values(text, / for="([^"]*)"/g),
			...values(text, / aria-(?:labelledby|describedby|controls)="([^"]*)"/g)
			    .flatMap(list => list.split(' '))];
		for (const id of named.filter(one => !known.has(one)))
			faults.push(`${at}: nothing is called ${id}`);
	}
	report('every fragment, label and description names what is on the page, once', faults);
}

function judge_languages(pages) {
	const faults = [], known = new Map(pages.map(page => [page.at, page]));
	const dates = text => values(text, / datetime="([^"]*)"/g).sort().join();
	const heads = text => (text.match(/<h[1-6]/g) ?? []).length;
	for (const { at, lang, text } of pages) {
		const other = lang === 'en' ? 'ru' : 'en', there = `/${other}${at.slice(3)}`;
		for (const link of values(text, /<link rel="alternate" hreflang="\w+" href="([^"]*)"/g))
			if (link !== at && link !== there)
				faults.push(`${at}: the other language is at ${link}`);
		if (!values(text, /<a href="([^"]*)" hreflang="\w+"/g).includes(there))
			faults.push(`${at}: no way to ${there}`);
		const twin = known.get(there);
		if (lang === 'en' && twin !== undefined && dates(text) !== dates(twin.text))
			faults.push(`${at}: other dates than ${there}`);
		if (lang === 'en' && twin !== undefined && heads(text) !== heads(twin.text))
			faults.push(`${at}: not the headings of ${there}`);
	}
	report('the other language has the same page, with the same dates and headings', faults);
}

function judge_inline(pages) {
	const faults = [];
	for (const { at, text } of pages)
		for (const [found] of text.matchAll(/<script(?![^>]* src="\/)[^>]*>|<style| (?:style|on\w+)="/g))
			faults.push(`${at}: ${found}`);
	report('no page has a script or style within, or asks for one from elsewhere', faults);
}

export function judge_texts(pages, routes) {
	judge_routes(pages, routes);
	judge_heads(pages);
	judge_anchors(pages);
	judge_languages(pages);
	judge_inline(pages);
}
