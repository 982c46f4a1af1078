/*
 * Says how much time is left before a silence expires, once a minute, in the words the page brings.
 * Only that: what counts is the instant beside it and the record's own clock. Nothing is fetched.
 */
'use strict';

(() => {
	const MINUTE = 60000;
	const fill = (words, ...numbers) => words.replace(/\{(\d)\}/g, (all, n) => numbers[n - 1]);

	function say(place) {
		const minutes = Math.ceil((Number(place.dataset.expires) - Date.now()) / MINUTE);
		const days = Math.floor(minutes / 1440), hours = Math.floor(minutes / 60);
		let text = fill(place.dataset.minutes, minutes);
		if (minutes <= 0)
			text = place.dataset.over;
		else if (days > 0)
			text = fill(place.dataset.days, days, hours % 24);
		else if (hours > 0)
			text = fill(place.dataset.hours, hours, minutes % 60);
		if (place.textContent !== text)
			place.textContent = text;
	}

	/* Looked up each time: live.js exchanges parts of the page. */
	const say_all = () => document.querySelectorAll('[data-expires]').forEach(say);
	document.addEventListener('live', say_all);
	say_all();
	setInterval(say_all, MINUTE);
})();
