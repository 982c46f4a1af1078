/*
 * The keyboard of the drafting desk. It fills in the form that stands on the page, sends it, and shows what
 * comes back: the server says how the paragraph would look, and what the act is. Keys work while the
 * paragraph has the focus. Nothing is recorded here: an act is signed elsewhere. Without this script the
 * form does the same.
 */
'use strict';

(() => {
	const area = document.getElementById('keys'), form = document.getElementById('stage');
	const said = document.getElementById('said');
	if (!area || !form)
		return;
	const field = form.elements;
	const fill = (words, ...parts) => words.replace(/\{(\d)\}/g, (all, n) => parts[n - 1]);
	const NEEDS_TEXT = ['replace', 'insert', 'new', 'alternative', 'reopen'];
	const OF_CHAIR = ['accept', 'accept-close', 'keep', 'make', 'make-close', 'ad-ref', 'agreed', 'reopen'];
	let caret = 1; /* the word it is on; one more than there are: behind the last */
	let anchor = 0; /* where the marked words begin; 0: none are */
	let is_marking = false; /* a bracket was opened */
	let is_written = false; /* the words to put in were looked at */
	let open_at = -1; /* the alternative that was gone to */
	const past = []; /* forms that were staged, for going back */

	const words = () => [...area.querySelectorAll('.w')];
	const core = word => word.firstChild.textContent;

	function range() {
		const first = anchor ? Math.min(anchor, caret) : caret;
		const last = anchor ? Math.max(anchor, caret) : caret;
		return { first, last: Math.min(last, words().length) };
	}

	function tell(text) {
		said.textContent = text;
	}

	/* Looked up each time: live.js exchanges the paragraph. */
	function draw() {
		const all = words(), { first, last } = range();
		caret = Math.max(1, Math.min(caret, all.length + 1));
		all.forEach((word, i) => {
			word.classList.toggle('at', i + 1 === caret);
			word.classList.toggle('in', anchor > 0 && i + 1 >= first && i + 1 <= last);
		});
		area.classList.toggle('end', caret > all.length);
		field.first.value = first;
		field.last.value = anchor ? last : '';
	}

	function say_place() {
		const all = words(), { first, last } = range();
		if (anchor && last > first)
			tell(fill(area.dataset.words, first, last,
				all.slice(first - 1, last).map(core).join(' ')));
		else if (caret > all.length)
			tell(area.dataset.end);
		else
			tell(fill(area.dataset.word, caret, core(all[caret - 1])));
	}

	function move(by, does_mark) {
		if (does_mark && !anchor)
			anchor = caret;
		else if (!does_mark && !is_marking)
			anchor = 0;
		caret = Math.max(1, Math.min(caret + by, words().length + (anchor ? 0 : 1)));
		draw();
		say_place();
	}

	function values() {
		return new URLSearchParams(new FormData(form)).toString();
	}

	function put_back(saved) {
		const old = new URLSearchParams(saved);
		for (const name of ['op', 'for', 'first', 'last', 'words', 'proposal', 'after', 'pending', 'depends'])
			field[name].value = old.get(name) ?? '';
	}

	/* Proposals that came since are there to be spoken of. */
	function renew_choices(page) {
		for (const name of ['proposal', 'after']) {
			const fresh = page.getElementById(name), chosen = field[name].value;
			field[name].replaceChildren(...[...fresh.options].map(one => document.importNode(one, true)));
			field[name].value = [...field[name].options].some(one => one.value === chosen) ? chosen : '';
		}
	}

	function preview() {
		return document.getElementById('preview');
	}

	const staged = () => preview().dataset.op ?? '';
	const is_taken = () => document.getElementById('taken') !== null;

	function show(page, does_take) {
		preview().replaceWith(document.importNode(page.getElementById('preview'), true));
		renew_choices(page);
		ready();
		const alert = preview().querySelector('.alert');
		if (does_take && is_taken())
			document.getElementById('taken').focus();
		else
			tell(alert ? alert.textContent : preview().querySelector('.lead, .none').textContent);
	}

	function send(does_take) {
		const request = new XMLHttpRequest();
		request.open('POST', form.action);
		request.responseType = 'document';
		request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded; charset=utf-8');
		request.onload = () => {
			if (request.response?.getElementById('preview'))
				show(request.response, does_take);
		};
		request.onerror = () => tell(area.dataset.none);
		request.send(values() + (does_take ? '&take=1' : ''));
	}

	function stage() {
		past.push(values());
		area.focus();
		send(false);
	}

	/* What is still to be said is asked for; then it is staged. */
	function go() {
		const op = field.op.value;
		if (op === '') {
			area.focus();
		} else if (!OF_CHAIR.includes(op) && field.for.value === '') {
			field.for.focus();
		} else if (NEEDS_TEXT.includes(op) && !is_written) {
			field.words.focus();
			field.words.select();
		} else {
			stage();
		}
	}

	/* The words from `first` to `last` as they stand, to be changed. */
	function wording(first, last) {
		return words().slice(first - 1, last).map((word, at) => at > 0 && word.previousSibling &&
			/^\s/.test(word.previousSibling.textContent) ? ' ' + core(word) : core(word)).join('');
	}

	function begin(op) {
		const { first, last } = range();
		field.op.value = op;
		field.first.value = first;
		field.last.value = op === 'insert' ? '' : last;
		if (op === 'replace')
			field.words.value = wording(first, last);
		else if (op === 'alternative')
			field.words.value = wording(1, words().length);
		else if (NEEDS_TEXT.includes(op))
			field.words.value = '';
		is_written = false;
		go();
	}

	function undo() {
		past.pop();
		if (staged() === '' && field.proposal.value !== '') {
			begin('withdraw');
			return;
		}
		if (past.length > 0)
			put_back(past[past.length - 1]);
		else
			field.op.value = '';
		send(false);
	}

	/* Every alternative of every open bracket, in reading order; then what is about the whole paragraph. */
	function open_next() {
		const all = [...area.querySelectorAll('.choice[data-by]'), ...area.querySelectorAll('[data-whole]')]
			.flatMap(choice => (choice.dataset.by ?? choice.dataset.whole).split(' ')
				.map(by => ({ choice, by })));
		if (all.length === 0) {
			tell(area.dataset.none);
			return;
		}
		open_at = (open_at + 1) % all.length;
		const { choice, by } = all[open_at];
		const first = Number(choice.dataset.first), last = Number(choice.dataset.last);
		if (choice.dataset.first) {
			anchor = last >= first ? first : 0;
			caret = last >= first ? last : first;
		}
		is_marking = false;
		field.proposal.value = by;
		draw();
		tell(field.proposal.selectedOptions[0]?.textContent ?? '');
		choice.scrollIntoView({ block: 'nearest' });
	}

	function mark() {
		is_marking = !is_marking;
		if (is_marking)
			anchor = caret;
		draw();
		say_place();
	}

	function take() {
		if (staged() !== '')
			send(true);
	}

	function agree() {
		if (staged() === 'agreed')
			take();
		else
			begin('agreed');
	}

	const follow = id => () => document.getElementById(id)?.click();
	const focus = name => () => {
		field[name].focus();
		field[name].select?.();
	};
	const keys = {
		'[': mark, ']': mark, '.': open_next, u: undo, Enter: take, G: agree,
		d: () => begin('delete'), r: () => begin('replace'), i: () => begin('insert'),
		b: () => begin('new'), R: () => begin('alternative'), D: () => begin('remove'),
		M: () => begin('make'), K: () => begin('make-close'), g: () => begin('ad-ref'),
		s: () => begin('support'), c: () => begin('can-accept'), o: () => begin('oppose'),
		x: () => begin('reserve'), w: () => begin('pending'), '+': () => begin('cosponsor'),
		t: () => begin('accept'), T: () => begin('accept-close'), k: () => begin('keep'),
		a: focus('for'), n: follow('next'), p: follow('previous'),
		m: () => { field.op.value = 'move'; field.after.focus(); },
		'/': () => document.getElementById('find').focus(),
		'?': () => {
			const help = document.getElementById('help');
			help.open = true;
			help.querySelector('summary').focus();
		},
		Home: event => move(-words().length, event.shiftKey),
		End: event => move(words().length, event.shiftKey),
		Escape: () => {
			anchor = 0;
			is_marking = false;
			draw();
		},
	};

	area.addEventListener('keydown', event => {
		if (event.ctrlKey || event.altKey || event.metaKey || event.target !== area)
			return;
		const forward = area.dataset.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
		if (event.key === 'ArrowLeft' || event.key === 'ArrowRight')
			move(event.key === forward ? 1 : -1, event.shiftKey);
		else if (Object.hasOwn(keys, event.key))
			keys[event.key](event);
		else
			return;
		event.preventDefault();
	});

	field.words.addEventListener('focus', () => { is_written = true; });

	form.addEventListener('keydown', event => {
		if (event.key === 'Escape') {
			area.focus();
		} else if (event.key === 'Enter' && event.target.tagName !== 'BUTTON') {
			event.preventDefault();
			go();
		}
	});

	document.addEventListener('submit', event => {
		if (event.target !== form)
			return;
		event.preventDefault();
		if (event.submitter?.name === 'take')
			take();
		else
			stage();
	});

	/* What was clicked is where the keyboard goes on. */
	area.addEventListener('click', event => {
		const word = event.target.closest('.w');
		if (!word)
			return;
		anchor = event.shiftKey ? anchor || caret : 0;
		caret = Number(word.dataset.w);
		area.focus();
		draw();
		say_place();
	});

	function download() {
		const link = document.createElement('a');
		link.href = URL.createObjectURL(new Blob([document.getElementById('act').textContent]));
		link.download = 'act';
		link.click();
		URL.revokeObjectURL(link.href);
	}

	/* What only a script can do is there now. */
	function ready() {
		const copy = document.getElementById('copy'), save = document.getElementById('download');
		if (!save)
			return;
		save.hidden = false;
		save.addEventListener('click', download);
		copy.hidden = !navigator.clipboard;
		copy.addEventListener('click', async () => {
			await navigator.clipboard.writeText(document.querySelector('#taken pre').textContent);
			copy.textContent = copy.dataset.done;
		});
	}

	/* The record went on: what was taken is done, what is staged is shown on the text as it is now. */
	document.addEventListener('live', () => {
		if (is_taken()) {
			past.length = 0;
			field.op.value = '';
			for (const name of ['words', 'pending', 'depends'])
				field[name].value = '';
		}
		anchor = 0;
		is_marking = false;
		draw();
		send(false);
	});

	area.classList.add('ready');
	draw();
	ready();
})();
