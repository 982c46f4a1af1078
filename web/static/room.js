/*
 * The screen of a room: a clock, and whether the record is still heard. What is shown stays when the
 * connection is lost, with the time from which on nothing was heard. live.js does the rest.
 */
'use strict';

(() => {
	const clock = document.getElementById('clock');
	if (!clock)
		return;
	const time = clock.querySelector('time'), said = clock.querySelector('b');
	const now = () => new Date().toLocaleTimeString(document.documentElement.lang, { hour12: false });
	let is_lost = false;

	function tick() {
		time.textContent = now();
	}

	function lose() {
		if (!is_lost)
			said.textContent = clock.dataset.lost.replace('{1}', now());
		is_lost = true;
		clock.classList.add('lost');
	}

	function hear() {
		is_lost = false;
		said.textContent = '';
		clock.classList.remove('lost');
	}

	/* The paragraph, or, where it is longer than the screen, what is discussed in it, or its beginning. */
	function place() {
		const paragraph = document.querySelector('.paragraph');
		const fits = paragraph.getBoundingClientRect().height < innerHeight;
		const now = fits ? paragraph : paragraph.querySelector('.choice.now') ?? paragraph;
		now.scrollIntoView({ block: fits ? 'center' : 'start' });
	}

	document.addEventListener('live-lost', lose);
	document.addEventListener('live-heard', hear);
	window.addEventListener('offline', lose);
	document.addEventListener('live', place);
	clock.hidden = false;
	tick();
	place();
	setInterval(tick, 1000);
})();
