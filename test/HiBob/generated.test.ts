import get from 'lodash/get';
import { Settings } from 'luxon';
import type { INode } from 'n8n-workflow';

import { events } from '../../nodes/HiBob/events';
import { lifecycleMeaning } from '../../nodes/HiBob/events/lifecycleRow';
import { jobChanges } from '../../nodes/HiBob/events/workRow';
import { operations } from '../../nodes/HiBob/operations';
import { normaliseEmployee } from '../../nodes/HiBob/records/employee';
import {
	leftOutMessage,
	EMPLOYEE_FIELDS,
	unreadableMessage,
} from '../../nodes/HiBob/records/fetch/people';
import { personSchema } from '../../nodes/HiBob/records/person';
import type { Row } from '../../nodes/HiBob/records/row';
import { readDecidingRows } from '../../nodes/HiBob/records/fetch/rows';
import { LIFECYCLE, WORK } from '../../nodes/HiBob/records/tables';
import { normaliseRequest, requestSchema, outSchema } from '../../nodes/HiBob/records/timeOff';
import { eventTypeOf, leaveAfter, changeSchema } from '../../nodes/HiBob/records/timeOffChange';
import { hiBob } from '../../nodes/HiBob/vendor';
import { daySchema, timeZoneSchema } from '../../nodes/shared/model/dates';
import type { HrEventDraft } from '../../nodes/shared/model/draft';
import type { Leave } from '../../nodes/shared/model/leave';
import { lookUp } from '../../nodes/shared/model/lookUp';
import type { ApiRequest } from '../../nodes/shared/outbound/api';
import { isMisfitFailure, refusalAs } from '../../nodes/shared/outbound/failure';
import type { HiBobSimulator } from '../../simulators/hibob/index.mts';
import { apiAnsweringEach } from '../support/apiOf';
import fc, { someTries } from '../support/fastCheck.mts';
import type { AnySent } from '../support/generated';
import {
	checkMany,
	checkManyAsync,
	expectAllAccountedFor,
	expectAs,
	expectMatch,
	ODD,
	readable,
	readingAll,
	refusedIn,
	textSaid,
} from '../support/generated';
import { action, actionIn, startRoomyHiBob } from '../support/hibob';
import {
	CHANGE_DECIDES,
	changes,
	deliveryData,
	envelopes,
	LIFECYCLE_DECIDES,
	lifecycleRows,
	managerSaid,
	oddPartsOf,
	outs,
	PAYMENT_DECIDES,
	payments,
	people,
	READABLE,
	REASONS,
	REQUEST_DECIDES,
	requests,
	ROW_DECIDES,
	NEVER_READABLE,
	workRows,
} from '../support/hibobRecords';
import { hintingAct, operationRunner } from '../support/vendorNodes';

/*
 * Records as HiBob's specification allows them, and just beside it: whatever they are, nothing is lost,
 * and nothing definite is made of nothing.
 */

jest.mock('n8n-workflow', () => {
	const actual = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	return { ...actual, sleep: async () => await Promise.resolve() };
});

const A_WHILE_MS = 120_000;
const TODAY = daySchema.parse('2026-03-18');
const NOW = '2026-03-18T10:00:00.000Z';
const NODE: INode = {
	...{ id: 'n', name: 'HiBob', type: 'hiBobTrigger', typeVersion: 2, position: [0, 0] },
	parameters: {},
};

type Says = Readonly<Record<string, unknown>>;
/** What stands in a field and can be read. */
const dayIn = (says: unknown): string | null => {
	const said = readable(says);
	return typeof said === 'string' ? said : null;
};
const bare = (word: unknown): string =>
	String(word)
		.toLowerCase()
		.replace(/[\s_-]/g, '');

const STAGES: Readonly<Record<string, string>> = {
	...{ employed: 'employed', hired: 'hired', terminated: 'terminated' },
	...{ gardenleave: 'garden_leave', parentalleave: 'leave' },
};
const stageOf = (says: unknown): string =>
	readable(says) === null ? 'unknown' : (lookUp(STAGES, bare(says)) ?? 'unknown');

function statusOf(says: Says): string {
	const first = dayIn(says['work.startDate']);
	const isToStart = first !== null && first > TODAY;
	const stage = stageOf(says['internal.lifecycleStatus']);
	const others: Record<string, string> = {
		...{ hired: 'pending', leave: 'on_leave' },
		...{ garden_leave: 'garden_leave', terminated: 'terminated' },
	};
	const other = lookUp(others, stage);
	if (other !== undefined) return other;
	if (says['work.startDate'] === ODD) return 'unknown';
	if (isToStart) return 'pending';
	if (stage === 'employed') return 'active';
	const status = bare(readable(says['internal.status']));
	return status === 'active' || status === 'inactive' ? status : 'unknown';
}

describe('very many records', () => {
	it(
		'of people say what stands in them, and nothing else',
		() => {
			checkMany(people, (sent) => {
				const { says, readably } = sent;
				// People have no fixed schema: what of them cannot be read, `unreadable` says.
				const person = readingAll(personSchema, { ...sent, odd: [] }, ['id']);
				if (person === null) return;
				const told = normaliseEmployee(person, TODAY);
				const readableIn = (name: string): unknown => (readably.includes(name) ? READABLE : null);
				const textIn = (name: string): unknown => readableIn(name) ?? textSaid(says[name]);
				const keptIn = (name: string): unknown => textSaid(says[name]) ?? readableIn(name);
				const manager = managerSaid(says['work.reportsTo']);
				expectMatch(told, {
					...{ id: says['id'], firstName: keptIn('root.firstName') },
					...{ lastName: keptIn('root.surname'), workEmail: keptIn('root.email') },
					employeeNumber: keptIn('work.employeeIdInCompany'),
					...{ jobTitle: textIn('work.title'), department: textIn('work.department') },
					...{ location: textIn('work.site'), status: statusOf(says) },
					statusRaw:
						textSaid(says['internal.lifecycleStatus']) ?? textSaid(says['internal.status']),
					startDate: dayIn(says['work.startDate']),
					terminationDate: dayIn(says['internal.terminationDate']),
					probationEndDate: dayIn(says['internal.probationEndDate']),
					manager: {
						...{ id: manager.id, displayName: manager.displayName, workEmail: manager.email },
					},
				});
				const kind = ['payroll.employment.type', 'payroll.employment.contract'].map(textIn);
				if (!kind.some((word) => /Permanent|Freelancer|Full/.test(String(word)))) {
					expectMatch(told, { relationship: 'unknown', schedule: 'unknown' });
				}
				const odd = sent.odd.filter(
					(name) => NEVER_READABLE.includes(name) || !readably.includes(name),
				);
				const named = [
					...odd.filter((name) => name !== 'work.reportsTo'),
					...oddPartsOf(says['work.reportsTo']).map((part) => `work.reportsTo${part}`),
				];
				expectAs(fieldsIn(unreadableMessage([person]), /sent (.*) in a form/), named.sort());
				const missing = leftOutMessage([person], EMPLOYEE_FIELDS);
				expectAs(fieldsIn(missing, /left out (.*?)\. /), [...sent.absent].sort());
			});
		},
		A_WHILE_MS,
	);

	it(
		'of time-off requests say what stands in them, and nothing else',
		() => {
			checkMany(requests, (sent) => {
				const request = readingAll(requestSchema, sent, REQUEST_DECIDES);
				if (request !== null) checkLeave(sent.says, normaliseRequest(request));
			});
		},
		A_WHILE_MS,
	);

	it(
		'of changes of time off say what stands in them, and nothing else',
		() => {
			const told: Record<string, readonly [string, string]> = {
				...{ Created: ['leave.approved', 'approved'], Pending: ['leave.requested', 'requested'] },
				...{ Canceled: ['leave.cancelled', 'cancelled'], Deleted: ['leave.cancelled', 'deleted'] },
			};
			checkMany(changes, (sent) => {
				const change = readingAll(changeSchema, sent, CHANGE_DECIDES);
				if (change === null) return;
				const { says } = sent;
				const known = lookUp(told, String(says.changeType));
				const isOfNoKind = readable(says.changeType) === null;
				checkLeave(isOfNoKind ? says : { ...says, approved: null }, leaveAfter(change), known?.[1]);
				const isMoved = known?.[1] === 'approved' && readable(says.previousRequestId) !== null;
				expectAs(eventTypeOf(change), isMoved ? 'leave.updated' : (known?.[0] ?? 'leave.created'));
			});
		},
		A_WHILE_MS,
	);

	it(
		'of who is out say what stands in them, and nothing else',
		() => {
			checkMany(outs, (sent) => {
				const out = readingAll(outSchema, sent, REQUEST_DECIDES);
				if (out !== null) checkLeave(sent.says, normaliseRequest(out));
			});
		},
		A_WHILE_MS,
	);

	it(
		'of lifecycles decide by what stands in them, or are said to decide nothing',
		async () => {
			const lifecycles = fc.array(lifecycleRows, { minLength: 1, maxLength: 4 });
			await checkManyAsync(fc.tuple(lifecycles, fc.nat()), async ([rows, which]) => {
				const at = which % rows.length;
				const read = await rowsOf(LIFECYCLE, rows);
				const refused = refusedNames(rows, LIFECYCLE_DECIDES);
				if (!('found' in read)) {
					expectRefused(read.why, rows, refused);
					return;
				}
				expectAs(refused, []);
				checkLifecycle(rows, at, read.found);
			});
		},
		A_WHILE_MS,
	);

	it(
		'of the work table make another job only of what another row does not say',
		async () => {
			const tables = fc.array(workRows, { minLength: 1, maxLength: 4 });
			await checkManyAsync(
				fc.tuple(tables, fc.nat(), fc.boolean()),
				async ([rows, which, isEdit]) => {
					const read = await rowsOf(WORK, rows);
					const refused = refusedNames(rows, ROW_DECIDES);
					if (!('found' in read)) {
						expectRefused(read.why, rows, refused);
						return;
					}
					expectAs(refused, []);
					const at = which % rows.length;
					const entries = read.found.filter((row) => row['at'] === at);
					const { happenings } = jobChanges(
						{ rows: read.found, entries, hiddenColumns: [] },
						{ isEdit, today: TODAY },
					);
					for (const { effectiveDate, changedFields = [] } of happenings) {
						expectAs(effectiveDate, rows[at]?.says['effectiveDate']);
						if (isEdit) continue;
						expect(changedFields).not.toEqual([]);
						for (const name of changedFields) {
							const column = { jobTitle: 'title', department: 'department' }[name] ?? 'reportsTo';
							const said = rows.map(({ body, says }) => {
								const isRead = get(says, column) !== ODD && column !== 'reportsTo';
								const words = isRead ? readable(get(says, column)) : body[column];
								return JSON.stringify([words ?? null, get(body[column], 'id') ?? null]);
							});
							expect(new Set(said).size).toBeGreaterThan(1);
						}
					}
					const isLast = rows.every(
						({ says }) =>
							String(says['effectiveDate'] ?? '') <= String(rows[at]?.says['effectiveDate']),
					);
					if (isEdit && isLast) expect(happenings).toHaveLength(1);
				},
			);
		},
		A_WHILE_MS,
	);
});

/** The names in a sentence. */
function fieldsIn(sentence: string | null, pattern: RegExp): string[] {
	return (sentence?.match(pattern)?.[1]?.split(', ') ?? []).sort();
}

const refusedNames = (rows: readonly AnySent[], decides: readonly string[]): string[] => [
	...new Set(rows.flatMap((row) => refusedIn(row, decides))),
];

/** Rows of one person, each with its place in the answer; or why they decide nothing. */
async function rowsOf(
	table: typeof LIFECYCLE,
	rows: readonly AnySent[],
): Promise<{ readonly found: readonly Row[] } | { readonly why: string }> {
	const values = rows.map(({ body }, at) => ({ ...body, at }));
	const api = apiAnsweringEach('HiBob', () => ({ values }));
	return await readDecidingRows(api, table, '7').then(
		({ rows: found }) => ({ found }),
		(error: Error & { description?: string }) => {
			expect(isMisfitFailure(error)).toBe(true);
			return { why: error.description ?? '' };
		},
	);
}

/** Rows decide nothing where one of them cannot be read, or has no day. */
function expectRefused(why: string, rows: readonly AnySent[], refused: readonly string[]): void {
	for (const name of refused) if (!why.includes(name)) expect(why).toContain(name);
	if (refused.length > 0) return;
	expectAs(
		rows.some(({ says }) => says['effectiveDate'] === null),
		true,
	);
	expect(why).toContain('effectiveDate');
}

/** What the row of an event means among the others; all of them can be read. */
function checkLifecycle(rows: readonly AnySent[], at: number, found: readonly Row[]): void {
	const stages = rows.map(({ says }) => stageOf(says['status']));
	const daysOf = (...wanted: string[]): unknown[] =>
		rows.flatMap(({ says }, index) =>
			wanted.includes(stages[index] ?? '') ? [says['effectiveDate']] : [],
		);
	const day = rows[at]?.says['effectiveDate'];
	const entries = found.filter((row) => row['at'] === at);
	const meaning = lifecycleMeaning({ rows: found, entries }, MOMENT);
	const types = meaning.happenings.map(({ eventType }) => eventType);
	const stage = stages[at] ?? '';
	if (stage === 'unknown') {
		expectAs(types, []);
		expect(meaning.undecided).toMatch(/./);
		return;
	}
	expectAs(meaning.undecided, null);
	const isAlone = rows.length === 1;
	for (const { eventType, effectiveDate, termination, leave } of meaning.happenings) {
		switch (eventType) {
			case 'employee.hired':
			case 'employee.rehired':
				expect(['hired', 'employed']).toContain(stage);
				expect(daysOf('hired', 'employed', 'leave')).toContain(effectiveDate);
				if (eventType === 'employee.rehired') expect(daysOf('terminated')).not.toEqual([]);
				break;
			case 'leave.approved':
				expectAs([stage, effectiveDate, leave?.startDate], ['leave', day, day]);
				break;
			default:
				expect(['terminated', 'garden_leave']).toContain(stage);
				expect([null, ...daysOf('terminated')]).toContain(termination?.date);
				expect([null, ...daysOf('garden_leave')]).toContain(termination?.lastWorkingDate);
				expect(Object.values(REASONS)).toContain(termination?.type);
				if (eventType === 'employee.terminated') {
					expect(termination?.date).not.toBeNull();
					expect(String(termination?.date) < TODAY).toBe(true);
				}
		}
	}
	if (isAlone || stage === 'leave') expect(types).not.toEqual([]);
	const goesOn = daysOf('hired', 'employed', 'leave').length > 0;
	if (!goesOn) expect(types).not.toEqual([]);
}

const MOMENT = { today: TODAY, isEdit: false, startDate: null };

const LEAVE_STATUSES: Readonly<Record<string, string>> = {
	...{ approved: 'approved', pending: 'requested', disapproved: 'declined' },
	...{ canceled: 'cancelled', deleted: 'deleted' },
};
const UNITS: Readonly<Record<string, string>> = {
	...{ days: 'days', hours: 'hours', portiononrange: 'days', hoursonrange: 'hours' },
	openended: 'days',
};
const PARTS: Readonly<Record<string, string>> = {
	...{ allday: 'full', morning: 'morning', afternoon: 'afternoon' },
};

/** @param changed the status by what changed, where that is known */
function checkLeave(says: Says, told: Leave, changed?: string): void {
	const raw = textSaid(says['status']);
	const said = raw === null ? 'unknown' : (lookUp(LEAVE_STATUSES, bare(raw)) ?? 'unknown');
	const status =
		changed ?? (raw === null && readable(says['approved']) === true ? 'approved' : said);
	const type = lookUp(UNITS, bare(readable(says['type']))) ?? null;
	const unit =
		says['durationUnit'] === null
			? (type ?? 'unknown')
			: (lookUp(UNITS, bare(readable(says['durationUnit']))) ?? 'unknown');
	/** A part that cannot be read is not one that is not there. */
	const part = (name: string): string | null => {
		const portion = says[name] === null ? says['dayPortion'] : says[name];
		return lookUp(PARTS, bare(readable(portion))) ?? null;
	};
	const isDeclined = status === 'declined';
	const isOneDay = says['startDate'] === null && says['date'] !== null;
	const start = says['startDate'] ?? says['date'];
	const hasNoParts = (type ?? unit) === 'hours' || start === null;
	expectMatch(told, {
		...{ id: says['requestId'], statusRaw: raw, status, unit },
		isConfirmed: status === 'unknown' ? null : status === 'approved',
		...{ startDate: start, endDate: isOneDay ? start : says['endDate'], isPaid: null },
		startPart: hasNoParts ? null : part('startPortion'),
		endPart: hasNoParts ? null : part('endPortion'),
		typeName: textSaid(says['policyTypeDisplayName']),
		approver: textSaid(says[isDeclined ? 'declinedBy' : 'approvedBy']),
		originalId: readable(says['originalRequestId']),
		previousId: readable(says['previousRequestId']),
	});
	if (readable(says[isDeclined ? 'declinedAt' : 'approvedAt']) === null) {
		expectAs(told.decidedAt, null);
	}
	const { totalCost, totalDuration } = says;
	if (totalCost === ODD) expectAs(told.amount, null);
	else if (readable(totalCost) !== null) expectAs(told.amount, totalCost);
	else if (readable(totalDuration) !== null) expectAs(told.amount, totalDuration);
	checkDays(says, told);
	expect(JSON.stringify(told)).not.toContain('private words');
}

/** Each day once, and none of which nothing is said. */
function checkDays(says: Says, { days, unit }: Leave): void {
	const list = readable(says['durations']);
	const entries = (Array.isArray(list) ? list : []) as Says[];
	const dates = days.map(({ date }) => String(date));
	expectAs(dates, [...new Set(dates)].sort());
	const said = entries.map(({ date }) => date);
	// Entries without a day are lost; where all are, the days are those of the request.
	const isLost = entries.some(({ date }) => readable(date) === null);
	const isListed = dates.every((date) => said.includes(date));
	if (entries.length > 0 && (isListed || !isLost)) {
		for (const date of dates) if (!said.includes(date)) expect(said).toContain(date);
		return;
	}
	if (says['startDate'] !== null) {
		const { dayPortion, dailyHours } = says;
		const holdsForAll = [dayPortion, dailyHours].some((one) => readable(one) !== null);
		const isOneDay = says['startDate'] === says['endDate'];
		if (!holdsForAll && !isOneDay) expectAs(dates, []);
		return;
	}
	const { hoursOnDate, minutes, date, dayPortion } = says;
	const [day] = days;
	if (day === undefined) return;
	expectAs(dates, [date]);
	expectAs(day.part, lookUp(PARTS, bare(readable(dayPortion))) ?? null);
	const isUnread = hoursOnDate === ODD || minutes === ODD;
	const isThere = readable(hoursOnDate) !== null || readable(minutes) !== null;
	const hours = Number(readable(hoursOnDate) ?? 0) + Number(readable(minutes) ?? 0) / 60;
	expectAs(day.hours, isUnread || !isThere ? null : hours);
	expect(['days', 'hours', 'unknown']).toContain(unit);
}

/** What is answered to a request for records: them, or a refusal. */
type Answered<T> = T | 403 | 404;
const answered = <T>(records: fc.Arbitrary<T>): fc.Arbitrary<Answered<T>> =>
	fc.oneof<Array<fc.WeightedArbitrary<Answered<T>>>>(
		{ arbitrary: records, weight: 10 },
		{ arbitrary: fc.constant(403), weight: 1 },
		{ arbitrary: fc.constant(404), weight: 1 },
	);

const deliveries = fc.record({
	event: fc.constantFrom(...events),
	envelope: envelopes,
	data: deliveryData,
	person: answered(people),
	lifecycle: answered(fc.array(lifecycleRows, { maxLength: 3 })),
	work: answered(fc.array(workRows, { maxLength: 3 })),
	request: answered(requests),
	fetchDetails: fc.boolean(),
});
type Delivery = typeof deliveries extends fc.Arbitrary<infer T> ? T : never;

/** What HiBob answers to what is asked about a delivery. */
function answersTo({ data, person, lifecycle, work, request }: Delivery) {
	return (asked: ApiRequest): unknown => {
		const given = <T extends object>(found: Answered<T>): T => {
			if (typeof found === 'number') {
				throw refusalAs(found, { node: NODE, vendor: 'HiBob' }, asked);
			}
			return found;
		};
		const rows = (found: readonly AnySent[]) => ({ values: found.map(({ body }) => body) });
		if (asked.path.includes('/requests/')) {
			// It is the one that was asked for, if it has an id.
			const { body, says } = given(request);
			const requestId = says['requestId'] === ODD ? body['requestId'] : data.says.timeoffRequestId;
			const employeeId =
				typeof says['employeeId'] === 'string' ? data.says.employeeId : body['employeeId'];
			return { ...body, requestId, employeeId };
		}
		if (asked.path.endsWith('/lifecycle')) return rows(given(lifecycle));
		if (asked.path.endsWith('/work')) return rows(given(work));
		if (asked.method === 'GET') return { values: [] };
		const { body, says } = given(person);
		return says['id'] === ODD ? body : { ...body, id: data.says.employeeId };
	};
}

interface Told {
	readonly events: readonly HrEventDraft[];
	readonly why: string | null;
	/** The names of what cannot be read, by what it was to be. */
	readonly unread: ReadonlyMap<string, { readonly fields: readonly string[] }>;
}

async function told(delivery: Delivery): Promise<Told> {
	const { event, envelope, data, fetchDetails } = delivery;
	const api = apiAnsweringEach('HiBob', answersTo(delivery));
	const body = { ...envelope.body, type: event.name, data: data.body };
	const found = await hiBob.interpret(
		{ nativeType: event.name, body },
		{
			...{ api, fetchDetails, fetchLeaveDays: false, includePayTables: false, today: TODAY },
			timeZone: timeZoneSchema.parse('Europe/Berlin'),
			selects: () => true,
		},
	);
	const { unrecognised } = found;
	return { events: found.events, why: unrecognised?.reason ?? null, unread: api.unread.all };
}

const IDS: Readonly<Record<string, readonly string[]>> = {
	employee: ['employeeId'],
	table: ['employeeId', 'tableId'],
	timeoff: ['employeeId', 'timeoffRequestId'],
};
/** What each event is told as, whatever else can be read. */
const ALWAYS: Readonly<Record<string, readonly string[]>> = {
	'employee.created': ['employee.created', 'employee.hired'],
	'employee.updated': ['employee.updated'],
	'employee.deleted': ['employee.deleted'],
	'employee.joined': ['employee.started'],
	'employee.access.revoked.immediately': ['employee.access_ended'],
	'employee.activated': ['employee.activated'],
	'employee.inactivated': ['employee.deactivated'],
	'employee.temporaryLeave': ['leave.started'],
	'timeoff.request.requested': ['leave.requested'],
	'timeoff.request.approved': ['leave.approved'],
	'timeoff.request.declined': ['leave.declined'],
	'timeoff.request.cancelled': ['leave.cancelled'],
	'timeoff.request.deleted': ['leave.cancelled'],
	'timeoff.request.updated': ['leave.updated'],
	'timeoff.request.imported': ['leave.approved'],
	'timeoff.request.setEndDate': ['leave.updated'],
};

describe('very many deliveries', () => {
	it(
		'of every event are told, or said to be undecided',
		async () => {
			const met = new Set<string>();
			await checkManyAsync(
				deliveries,
				async (delivery) => {
					const { event, data } = delivery;
					met.add(event.name);
					const found = await told(delivery);
					expect(found.events.length + Number(found.why !== null)).toBeGreaterThan(0);

					const about = lookUp(IDS, event.name.split('.', 1)[0]) ?? [];
					const missing = about.filter((name) => readable(lookUp(data.says, name)) === null);
					if (missing.length > 0) {
						expectAs(found.events, []);
						for (const name of missing) expect(found.why).toContain(`data.${name}`);
						return;
					}
					const types = found.events.map(({ eventType }) => eventType);
					const always = lookUp(ALWAYS, event.name);
					for (const type of always ?? [])
						if (!types.includes(type as never)) expect(types).toContain(type);
					for (const { employee } of found.events)
						expectAs(employee.id, readable(data.says.employeeId));
					if (event.name.startsWith('workforce')) expectAs(types, ['other']);
					const odd = data.odd.map((name) => `data.${name}`).sort();
					const envelopeOdd = [...delivery.envelope.odd, ...odd].sort();
					const said = found.unread.get(`the delivery ${event.name}`)?.fields ?? [];
					expectAs([...said].sort(), envelopeOdd);
					if (event.name.startsWith('timeoff')) checkToldLeave(delivery, found);
					else checkToldEnds(delivery, found);
					// Of fewer, some event might not be among them.
				},
				300,
			);
			expectAs([...met].sort(), events.map(({ name }) => name).sort());
		},
		A_WHILE_MS,
	);
});

/** A request that cannot be read leaves nothing but its id, and that is said. */
function checkToldLeave({ request, data }: Delivery, { events: [event], unread }: Told): void {
	const wanted = readable(data.says.timeoffRequestId);
	expectAs(event?.leave?.id, wanted);
	const isRead = typeof request === 'object' && refusedIn(request, REQUEST_DECIDES).length === 0;
	if (!isRead) {
		expectMatch(event?.leave ?? {}, { startDate: null, endDate: null, amount: null, days: [] });
		expect(event?.enrichment?.status).toMatch(/partial|failed/);
		const names = typeof request === 'object' ? refusedIn(request, REQUEST_DECIDES) : [];
		for (const name of names) expect(event?.enrichment?.reason).toContain(name);
		return;
	}
	const fields = unread.get('a time-off request')?.fields ?? [];
	for (const name of request.odd) {
		expect(fields.some((field) => field.split('.', 1)[0] === name)).toBe(true);
	}
}

/** Nobody leaves, joins or is away for longer than a row says, and what decides is never guessed. */
function checkToldEnds({ event, lifecycle, data }: Delivery, found: Told): void {
	const rows = typeof lifecycle === 'object' ? lifecycle : [];
	const isReadable =
		typeof lifecycle === 'object' &&
		refusedNames(rows, LIFECYCLE_DECIDES).length === 0 &&
		rows.every(({ says }) => says['effectiveDate'] !== null);
	const endDays = isReadable
		? rows
				.filter(({ says }) => stageOf(says['status']) === 'terminated')
				.map(({ says }) => says['effectiveDate'])
		: [];
	for (const { eventType, termination, leave } of found.events) {
		if (termination?.date != null) expect(endDays).toContain(termination.date);
		if (eventType === 'employee.terminated') expect(termination?.date).not.toBeNull();
		if (leave?.endDate != null) expect(isReadable).toBe(true);
	}
	const isOfLifecycle = event.name.startsWith('table') && data.says.tableId === 'lifecycle';
	const asksForEnds = ['employee.left'].includes(event.name);
	if ((isOfLifecycle || asksForEnds) && !isReadable) expect(found.why).toMatch(/./);
}

describe('lists', () => {
	let hibob: HiBobSimulator;
	const { act, hints } = hintingAct(action);
	const run = operationRunner({ act }, operations, (given) => actionIn(hibob, given));
	beforeEach(async () => {
		hibob = await startRoomyHiBob({ employees: 0 });
		Settings.now = () => Date.parse(NOW);
	});
	afterEach(async () => {
		Settings.now = () => Date.now();
		await hibob.close();
	});

	const inBulk = (bodies: readonly object[]): object => ({
		results: bodies.map((body, at) => ({ employeeId: String(at + 1), values: [body] })),
		response_metadata: { next_cursor: null },
	});
	const asPayments = (bodies: readonly object[]): object => ({ results: bodies });
	const everyone = Array.from({ length: 100 }, (_, at) => ({ id: String(at + 1) }));

	it.each<
		readonly [
			string,
			readonly [string, string],
			object,
			string,
			fc.Arbitrary<AnySent>,
			readonly string[],
			(bodies: readonly object[]) => object,
		]
	>([
		[
			...(['people', ['employee', 'getAll'], {}, '/people/search', people, ['id']] as const),
			(bodies) => ({ employees: bodies }),
		],
		[
			...(['changes', ['timeOff', 'getAll'], { list: 'changes' }] as const),
			...(['/timeoff/requests/changes', changes, CHANGE_DECIDES] as const),
			(bodies) => ({ changes: bodies }),
		],
		[
			...(['who is out', ['timeOff', 'getAll'], { list: 'out' }] as const),
			...(['/timeoff/whosout', outs, REQUEST_DECIDES] as const),
			(bodies) => ({ outs: bodies }),
		],
		[
			...(['rows of many', ['tableEntry', 'getAll'], { table: 'work' }] as const),
			...(['/bulk/people/work', workRows, ROW_DECIDES, inBulk] as const),
		],
		[
			...(['payments', ['tableEntry', 'getAll'], { table: 'actualPayments' }] as const),
			...(['/people/actual-payments/search', payments, PAYMENT_DECIDES, asPayments] as const),
		],
	])(
		'of %s keep what can be read, and say the rest',
		async (_, operation, parameters, path, records, decides, answer) => {
			const lists = fc.uniqueArray(records, {
				...{ minLength: 1, maxLength: 60 },
				// A person or request that comes twice is told once.
				selector: ({ says: { requestId, id } }) =>
					[requestId, id].find((one) => typeof one === 'string') ?? Symbol('without'),
			});
			await fc.assert(
				fc.asyncProperty(lists, async (list) => {
					hints.length = 0;
					hibob.faults.clear();
					hibob.faults.answer(path, answer(list.map(({ body }) => body)));
					hibob.faults.answer('/people/search', { employees: everyone });
					const asked = run(operation, {
						...{ returnAll: true, people: 'everyone', ...parameters },
						...{ since: '2026-03-01T00:00:00Z', from: '2026-03-01', to: '2026-03-31' },
						filters: {},
					});
					await expectAllAccountedFor(
						list,
						{ asked, hints },
						(sent) => refusedIn(sent, decides),
						(sent) => oddNamesOf(sent, operation),
					);
				}),
				{ numRuns: someTries(40) },
			);
		},
		A_WHILE_MS,
	);
});

/** What is said of a record; columns of tables are not read, but handed on as they are. */
function oddNamesOf(sent: AnySent, [resource]: readonly [string, string]): readonly string[] {
	if (resource === 'employee') {
		const readably: unknown = 'readably' in sent ? sent.readably : [];
		const isSaid = (name: string): boolean => Array.isArray(readably) && readably.includes(name);
		return sent.odd.filter((name) => NEVER_READABLE.includes(name) || !isSaid(name));
	}
	if (resource === 'timeOff') return sent.odd;
	return sent.odd.filter((name) => ['id', 'endEffectiveDate', 'humanReadable'].includes(name));
}
