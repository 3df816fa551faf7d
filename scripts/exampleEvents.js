const pick = require('lodash/pick');
const { writeFileSync } = require('node:fs');
const path = require('node:path');
const { isListed, isSent, vendors } = require('./eventReference.js');

const ROOT = path.join(__dirname, '..');
const FILE = 'docs/examples-of-events.md';

const HEAD = `# Examples of events

Generated from the model by \`npm run build\`; do not edit.

One item of each event, as a workflow gets it. Ada Lovelace and her company are invented, and today is 11 May 2026. An item has all
keys; here, those that are null, unknown or empty are left out, and after the first example also most of what is known about the
person. What each event and each key means, and which vendors tell it: [the HR event](hr-event.md).
`;

const RECEIVED_AT = '2026-05-11T08:00:00.000Z';
const OCCURRED_AT = '2026-05-11T07:59:58.000Z';
const TODAY = '2026-05-11';
const FIRST_DAY = '2026-06-01';
const LAST_DAY = '2026-06-30';

const ADA = {
	id: '1042',
	employeeNumber: 'E-77',
	displayName: 'Ada Lovelace',
	firstName: 'Ada',
	lastName: 'Lovelace',
	workEmail: 'ada.lovelace@company.example',
	jobTitle: 'Analyst',
	department: 'Engineering',
	location: 'Berlin',
	manager: {
		id: '1007',
		displayName: 'Grace Hopper',
		workEmail: 'grace.hopper@company.example',
	},
	status: 'active',
	relationship: 'employee',
	schedule: 'full_time',
	startDate: '2024-02-01',
};

/** What every example shows of the person. */
const SHOWN_OF_PERSON = ['id', 'displayName', 'status', 'startDate'];

/** What the events of a category say besides. */
const OF_CATEGORY = {
	hire: { effectiveDate: FIRST_DAY },
	termination: { effectiveDate: LAST_DAY },
	leave: { effectiveDate: '2026-05-11' },
	profile: {},
	table: { effectiveDate: FIRST_DAY },
	other: {},
};

/** What an event says besides. */
const OF_EVENT = {
	'employee.started': { effectiveDate: TODAY },
	'employee.start_upcoming': { reminder: { daysBefore: 21 } },
	'employee.last_day_upcoming': { reminder: { daysBefore: 50 } },
	'employee.access_ended': { effectiveDate: '2026-05-10' },
	'employee.terminated': { effectiveDate: '2026-05-10' },
	'leave.ended': { effectiveDate: '2026-05-10' },
	'employee.updated': { changedFields: ['department'] },
	'employee.job_changed': { changedFields: ['job_title'], effectiveDate: TODAY },
	'employee.transferred': { effectiveDate: TODAY },
	'employee.contract_ending': { effectiveDate: LAST_DAY, reminder: { daysBefore: 50 } },
	'employee.probation_ending': { effectiveDate: LAST_DAY, reminder: { daysBefore: 50 } },
	'employee.anniversary': { effectiveDate: TODAY, anniversary: { years: 2 } },
};

/** The status of the person, where it is not `active`. */
const PERSON_STATUSES = {
	'employee.access_ended': 'terminated',
	'employee.terminated': 'terminated',
	'employee.deactivated': 'inactive',
	'leave.started': 'on_leave',
};

/** The status of a leave after an event, where it is not `approved`. */
const LEAVE_STATUSES = {
	'leave.requested': 'requested',
	'leave.declined': 'declined',
	'leave.cancelled': 'cancelled',
	'leave.created': 'unknown',
};

/**
 * One item of each event.
 * @returns Markdown
 */
function exampleEvents() {
	const model = (name) => require(path.join(ROOT, 'dist/nodes/shared/model', `${name}.js`));
	const { EVENT_TYPES, factsOf } = model('eventTypes');
	const { hrEventSchema } = model('hrEvent');
	const { completeEvent } = model('completeEvent');
	const sections = EVENT_TYPES.map((eventType, index) => {
		const { label, description } = factsOf(eventType);
		const origin = {
			source: sourceOf(eventType),
			account: 'company',
			receivedAt: RECEIVED_AT,
			deliveryIdentity: [eventType],
			raw: { id: 'example' },
		};
		const event = completeEvent(draftOf(eventType), origin, { today: TODAY, includeRaw: false });
		const shown = withoutEmpty(hrEventSchema.parse(event));
		if (index > 0) shown.employee = pick(shown.employee, SHOWN_OF_PERSON);
		const item = JSON.stringify(shown, null, 2);
		return `## \`${eventType}\`\n\n${label}: ${description}.\n\n\`\`\`json\n${item}\n\`\`\`\n`;
	});
	return [HEAD, ...sections].join('\n');

	function draftOf(eventType) {
		const { category } = factsOf(eventType);
		const { employee } = model('employee');
		const { leave } = model('leave');
		const { termination } = model('termination');
		const isToStart = category === 'hire' && eventType !== 'employee.started';
		const start = isToStart ? { status: 'pending', startDate: FIRST_DAY } : {};
		const status = PERSON_STATUSES[eventType] ?? start.status ?? ADA.status;
		const draft = {
			eventType,
			occurredAt: OCCURRED_AT,
			employee: employee({ ...ADA, ...start, status }),
			enrichment: { status: 'full', reason: null },
			...OF_CATEGORY[category],
			...OF_EVENT[eventType],
		};
		if (category === 'leave') draft.leave = leave(leaveOf(eventType));
		if (category === 'termination' && eventType !== 'employee.termination_cancelled') {
			draft.termination = termination({
				date: draft.effectiveDate,
				noticeDate: '2026-04-01',
				type: 'voluntary',
			});
		}
		if (category === 'table') draft.table = rowOf(eventType);
		return draft;
	}
}

/** Where an event comes from: a webhook of the first vendor that sends it, else the first vendor that lists it. */
function sourceOf(eventType) {
	const all = vendors();
	const sender = all.find((vendor) => isSent(vendor, eventType));
	const { name, verification } = sender ?? all.find((vendor) => isListed(vendor, eventType));
	return {
		vendor: name,
		companyId: '48151',
		nativeType: null,
		verifiedBy: sender === undefined ? 'api' : verification.proof,
		delivery: sender === undefined ? 'schedule' : 'webhook',
	};
}

function leaveOf(eventType) {
	const status = LEAVE_STATUSES[eventType] ?? 'approved';
	const isOver = eventType === 'leave.ended';
	return {
		id: '7001',
		kind: 'request',
		status,
		isConfirmed: status === 'approved',
		category: 'vacation',
		typeName: 'Annual leave',
		startDate: isOver ? '2026-05-04' : TODAY,
		endDate: isOver ? '2026-05-10' : '2026-05-15',
		amount: 5,
		unit: 'days',
	};
}

function rowOf(eventType) {
	const record = { position: 'Lead Analyst', weekly_working_hours: 40 };
	return {
		name: 'employments',
		entryId: '5501',
		effectiveDate: FIRST_DAY,
		record: eventType === 'table.entry_deleted' ? null : record,
	};
}

const EMPTY = [null, 'unknown'];

/** Leaves out what says nothing. */
function withoutEmpty(value) {
	const entries = Object.entries(value)
		.map(([key, one]) => [key, isObject(one) ? withoutEmpty(one) : one])
		.filter(([, one]) => !EMPTY.includes(one) && !isEmpty(one));
	return Object.fromEntries(entries);
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

const isEmpty = (value) =>
	typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** Writes the examples into the docs. */
async function writeExampleEvents() {
	writeFileSync(path.join(ROOT, FILE), exampleEvents());
}

module.exports = { exampleEvents, FILE, writeExampleEvents };
