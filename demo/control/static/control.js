/** The control page: draws the state of the demo again and again, and presses buttons. */

const POLL_MS = 1000;
const byId = (id) => document.getElementById(id);

let drawnState = '';

await refresh();
setInterval(refresh, POLL_MS);

async function refresh() {
	let text;
	try {
		const response = await fetch('/state.json');
		text = await response.text();
	} catch {
		say('The demo has ended. Start it again with "npm run demo".', true);
		return;
	}
	// Drawing only what is new keeps a selection in a table alive.
	if (text === drawnState) return;
	drawnState = text;
	draw(JSON.parse(text));
}

function draw({ n8n, clock, workflows, vendors, arrivals }) {
	byId('n8n').replaceChildren(
		'Log in to ',
		linkTo(n8n.url, 'n8n'),
		` as ${n8n.email} with the password ${n8n.password}`,
	);
	byId('workflows').replaceChildren(
		...workflows.map(({ name, url }) => {
			const item = element('li');
			item.append(linkTo(url, name));
			return item;
		}),
	);
	drawClock(clock);
	for (const vendor of vendors) drawVendor(vendor);
	byId('arrivals').replaceChildren(...rowsOr('Nothing yet.', 7, arrivals.map(arrivalRow)));
}

function drawClock({ time, buttons }) {
	byId('time').textContent = time;
	if (byId('clock').children.length === 0) {
		byId('clock').append(...buttons.map((button) => buttonItem('clock', '/clock', button)));
	}
	for (const button of buttons) drawArrived('clock', button);
}

function drawVendor(vendor) {
	const section = byId(`vendor-${vendor.id}`) ?? addVendor(vendor);
	for (const button of vendor.buttons) drawArrived(vendor.id, button);
	section
		.querySelector('.deliveries')
		.replaceChildren(...rowsOr('Nothing yet.', 4, vendor.deliveries.map(deliveryRow)));
	section
		.querySelector('.webhooks')
		.replaceChildren(
			...rowsOr('None: no workflow is published.', 1, vendor.webhooks.map(webhookRow)),
		);
}

function addVendor({ id, title, remark, buttons }) {
	const section = byId('vendor').content.cloneNode(true).firstElementChild;
	section.id = `vendor-${id}`;
	section.querySelector('h2').textContent = title;
	section.querySelector('h2').id = `title-${id}`;
	section.setAttribute('aria-labelledby', `title-${id}`);
	for (const region of section.querySelectorAll('.scroll')) {
		region.setAttribute('aria-label', `${title}: ${region.previousElementSibling.textContent}`);
	}
	section.querySelector('.remark').textContent = remark;
	section.querySelector('.remark').hidden = remark === '';
	section
		.querySelector('.buttons')
		.append(...buttons.map((button) => buttonItem(id, `/press/${id}`, button)));
	byId('vendors').append(section);
	return section;
}

function buttonItem(group, address, { id, label, description }) {
	const explanation = element('span', description);
	explanation.id = `about-${group}-${id}`;
	const button = element('button', label);
	button.type = 'button';
	button.setAttribute('aria-describedby', explanation.id);
	button.addEventListener('click', () => press(button, `${address}/${id}`));
	const arrived = element('ul');
	arrived.id = `arrived-${group}-${id}`;
	arrived.className = 'arrived';
	arrived.setAttribute('aria-label', `What arrived in n8n after ${label}`);
	arrived.hidden = true;
	const item = element('li');
	item.append(button, explanation, arrived);
	return item;
}

/** Shows what a button caused, below it. */
function drawArrived(group, { id, arrived }) {
	const list = byId(`arrived-${group}-${id}`);
	list.hidden = arrived.length === 0;
	list.replaceChildren(...arrived.map(arrivedItem));
}

function arrivedItem(arrival) {
	const { eventType, summary, executionId, url, workflow, hasFailed } = arrival;
	const isOdd = hasFailed || eventType === 'unmapped';
	const event = element('strong', hasFailed ? 'failed' : (eventType ?? '–'));
	event.className = isOdd ? 'bad' : 'good';
	const link = linkTo(url, `Execution ${executionId}`, `Execution ${executionId} of ${workflow}`);
	const item = element('li');
	item.append(event, ` ${summary} `, link);
	return item;
}

async function press(button, address) {
	button.disabled = true;
	say(`${button.textContent} …`);
	try {
		const response = await fetch(address, { method: 'POST' });
		const { message } = await response.json();
		say(message, !response.ok);
	} catch {
		say('The demo does not answer.', true);
	} finally {
		button.disabled = false;
		button.focus();
	}
	await refresh();
}

function arrivalRow({ at, eventType, summary, phase, effectiveDate, executionId, url, ...rest }) {
	const execution = cell('');
	execution.append(linkTo(url, executionId, `Execution ${executionId} of ${rest.workflow}`));
	const event = rest.hasFailed ? 'failed' : (eventType ?? '–');
	const isOdd = rest.hasFailed || eventType === 'unmapped';
	return row(
		cell(timeOf(at)),
		cell(event, isOdd ? 'bad' : ''),
		cell(summary, eventType === null ? 'faint' : ''),
		cell(phase ?? ''),
		cell(effectiveDate ?? '', 'day'),
		cell(rest.workflow),
		execution,
	);
}

function deliveryRow({ at, event, attempt, status, error }) {
	const isGood = status !== null && status >= 200 && status < 300;
	const answer = cell(status ?? `none: ${error}`, isGood ? 'good' : 'bad');
	return row(cell(timeOf(at)), cell(event), cell(attempt), answer);
}

function webhookRow({ event, target }) {
	const both = cell('');
	both.append(element('strong', event), element('br'), element('span', target));
	return row(both);
}

function rowsOr(placeholder, columns, rows) {
	if (rows.length > 0) return rows;
	const empty = cell(placeholder, 'faint');
	empty.colSpan = columns;
	return [row(empty)];
}

function row(...cells) {
	const result = element('tr');
	result.append(...cells);
	return result;
}

function cell(content, className = '') {
	const result = element('td', content);
	result.className = className;
	return result;
}

function linkTo(url, text, title = '') {
	const link = element('a', text);
	link.href = url;
	link.title = title;
	link.target = '_blank';
	link.rel = 'noopener';
	return link;
}

/** Everything is set as text, so nothing that comes from outside is ever read as HTML. */
function element(name, content = '') {
	const result = document.createElement(name);
	result.textContent = String(content);
	return result;
}

function timeOf(at) {
	return new Date(at).toLocaleTimeString('en-GB');
}

function say(message, isBad = false) {
	byId('message').textContent = message;
	byId('message').className = isBad ? 'bad' : '';
}
