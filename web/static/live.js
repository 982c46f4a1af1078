/*
 * Follows the record: at a change that concerns this page, the page is fetched again and what is
 * marked data-live is exchanged, as far as it differs. What somebody uses (the focus is in it, a form
 * in it is filled in, text in it is marked) stays as it is, and a line says that there is more to see.
 * Without this script the page is the same; it is renewed by loading it again.
 */
'use strict';

(() => {
	const FIRST_MS = 250; /* readers ask a little apart from each other */
	const BETWEEN_MS = 1000; /* from one renewal to the next */
	const AGAIN_MS = 5000; /* when the page did not come */
	const REFUSED_MS = 60000; /* when the server wants no more readers */
	const notice = document.getElementById('live');
	if (!notice || !window.EventSource)
		return;
	const fields = part => [...part.querySelectorAll('input, select, textarea')];
	const is_filled = field => field.options ?
		[...field.options].some(one => one.selected !== one.defaultSelected) :
		field.value !== field.defaultValue || field.checked !== field.defaultChecked;
	/* As they came from the server: other scripts and the reader change what stands in the page. */
	const came = new Map();
	const held = new Map(); /* fresh ones that had to wait */
	let source = null, timer = 0, is_asking = false, is_wanted = false, last = -BETWEEN_MS, size = '';

	function is_used(part) {
		const marked = document.getSelection();
		return part.contains(document.activeElement) || fields(part).some(is_filled) ||
			(marked.type === 'Range' && marked.containsNode(part, true));
	}

	/* What the reader has opened and written goes on into the fresh one. */
	function carry(old, fresh) {
		const opened = [...old.querySelectorAll('details')];
		const closed = [...fresh.querySelectorAll('details')];
		if (opened.length === closed.length)
			opened.forEach((one, i) => { closed[i].open = one.open; });
		for (const field of fields(old).filter(is_filled)) {
			const same = fields(fresh).find(one => one.name === field.name && one.id === field.id &&
				one.type === field.type && one.defaultValue === field.defaultValue);
			if (same) {
				same.value = field.value;
				same.checked = field.checked;
			}
		}
	}

	function exchange(id, fresh) {
		const old = document.getElementById(id), now = document.importNode(fresh, true);
		carry(old, now);
		old.replaceWith(now);
		came.set(id, fresh);
		held.delete(id);
		return now;
	}

	function announce() {
		document.dispatchEvent(new Event('live'));
	}

	function show() {
		const shown = [...held].map(([id, fresh]) => exchange(id, fresh));
		say();
		announce();
		shown[0].tabIndex = -1;
		shown[0].focus();
	}

	function say() {
		if (held.size === 0) {
			notice.replaceChildren();
		} else if (!notice.firstChild) {
			const line = document.createElement('p'), button = document.createElement('button');
			button.type = 'button';
			button.textContent = notice.dataset.show;
			button.addEventListener('click', show);
			line.append(notice.dataset.changed + ' ', button);
			notice.append(line);
		}
	}

	function renew(fresh_page) {
		for (const [id, before] of [...came]) {
			const fresh = fresh_page.getElementById(id);
			if (!fresh || fresh.isEqualNode(before))
				held.delete(id);
			else if (is_used(document.getElementById(id)))
				held.set(id, fresh);
			else
				exchange(id, fresh);
		}
		say();
		announce();
	}

	/* The cache of the browser asks with If-None-Match. No markup is parsed from a text here. */
	function ask() {
		const request = new XMLHttpRequest();
		timer = 0;
		is_asking = true;
		is_wanted = false;
		request.open('GET', location.href.split('#')[0]);
		request.responseType = 'document';
		request.onload = () => {
			if (request.status === 200 && request.response)
				renew(request.response);
		};
		request.onerror = () => setTimeout(plan, AGAIN_MS);
		request.onloadend = () => {
			is_asking = false;
			last = performance.now();
			if (is_wanted)
				plan();
		};
		request.send();
	}

	function plan() {
		is_wanted = true;
		if (is_asking || timer !== 0)
			return;
		const rest = Math.max(0, last + BETWEEN_MS - performance.now());
		timer = setTimeout(ask, rest + Math.random() * FIRST_MS);
	}

	function close() {
		if (source)
			source.close();
		source = null;
	}

	/* Only what is looked at listens: browsers keep few connections to one site. */
	function listen() {
		if (document.hidden || source)
			return;
		const address = notice.dataset.events;
		const mine = source = new EventSource(size === '' ? address :
			address.replace(/since=\d+/, 'since=' + size));
		mine.onopen = () => document.dispatchEvent(new Event('live-heard'));
		mine.addEventListener('change', event => {
			size = event.lastEventId;
			plan();
		});
		/* It comes back by itself, unless the server has refused. */
		mine.onerror = () => {
			document.dispatchEvent(new Event('live-lost'));
			if (mine.readyState === EventSource.CLOSED && mine === source)
				setTimeout(() => { close(); listen(); }, REFUSED_MS);
		};
	}

	for (const part of document.querySelectorAll('[data-live][id]'))
		came.set(part.id, part.cloneNode(true));
	document.addEventListener('visibilitychange', () => document.hidden ? close() : listen());
	window.addEventListener('pagehide', close);
	window.addEventListener('pageshow', listen);
	listen();
})();
