/*
 * Remembers, in this browser only, up to where a text was marked as read, and puts a link to what has changed
 * since. The server works out the changes from the entry that the address names.
 */
'use strict';

(() => {
	function remembered(key) {
		try {
			return localStorage.getItem(key);
		} catch {
			return null; /* the reader allows no storage */
		}
	}

	/* Looked up each time: live.js exchanges the line. */
	function offer() {
		const line = document.getElementById('since'), mark = line?.querySelector('[data-mark]');
		if (!mark)
			return;
		const key = `read ${line.dataset.text}`, since = remembered(key);
		mark.addEventListener('click', () => {
			try {
				localStorage.setItem(key, new URL(mark.href).searchParams.get('since'));
			} catch {
				/* the address remembers it all the same */
			}
		});
		if (since === null || !/^\d+$/.test(since))
			return;
		const link = document.createElement('a'), address = new URL(mark.href);
		address.searchParams.set('since', since);
		link.href = address.href;
		link.textContent = line.dataset.again;
		mark.before(link, ' · ');
	}

	document.addEventListener('live', offer);
	offer();
})();
