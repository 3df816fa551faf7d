import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { daySchema } from '../../nodes/shared/model/dates';
import { lookUp } from '../../nodes/shared/model/lookUp';
import { readAs } from '../../nodes/shared/reading/readAs';
import { unreadNotes } from '../../nodes/shared/reading/unread';
import { operations } from '../../nodes/WorkableHr/operations';
import { EMPTY_DIRECTORY } from '../../nodes/WorkableHr/records/directory';
import { employeeRecordSchema, normaliseEmployee } from '../../nodes/WorkableHr/records/employee';
import { rowsByTable } from '../../nodes/WorkableHr/records/tables';
import {
	normaliseTimeOff,
	noteHalfDays,
	timeOffSchema,
} from '../../nodes/WorkableHr/records/timeOff';
import type { WorkableSimulator } from '../../simulators/workable/index.mts';
import fc, { someTries } from '../support/fastCheck.mts';
import type { FieldOf, Sent, SentRecord } from '../support/generated';
import {
	amountOf,
	checkMany,
	dayOf,
	expectAllAccountedFor,
	expectAmong,
	expectAs,
	expectMatch,
	flagOf,
	idInAnyFormOf,
	idOf,
	inOrder,
	maybeIdOf,
	momentOf,
	ODD,
	readable,
	recordOf,
	textOf,
	wordOf,
} from '../support/generated';
import { useDeduplicator } from '../support/n8n';
import { hintingAct, operationRunner } from '../support/vendorNodes';
import type { Outputs } from '../support/workable';
import {
	action,
	actionIn,
	offered,
	startRoomyWorkable,
	through,
	tokenOf,
	triggerIn,
} from '../support/workable';

/*
 * Records as Workable documents them, and just beside it: whatever they are, nothing is lost, and
 * nothing definite is made of nothing.
 */

const A_WHILE_MS = 60_000;
const TODAY = daySchema.parse('2026-03-18');
const NOW = '2026-03-18T10:00:00.000Z';

const ids = fc.integer({ min: 1, max: 900 });
const words = fc.constantFrom('Nurse', 'Team Lead', 'x', 'Ürün müdürü', 'constructor');
const days = fc.constantFrom('2019-02-01', '2026-03-17', '2026-03-18', '2026-03-19', '2031-12-31');
const moments = fc.constantFrom('2026-03-18T08:30:00.000Z', '2025-01-01T00:00:00+01:00');
const statuses = textOf(
	fc.constantFrom('status_active', 'status_inactive', 'status_draft', 'status_retired', 'toString'),
);

const oneOf = (...sent: Array<[value: unknown, says: unknown]>): FieldOf =>
	fc.constantFrom(...sent).map(([value, says]) => ({ value, says }));
const nothing = oneOf([null, null], ['', null], [{}, null], [[], null]);
const someOdd = oneOf(['x', ODD], [7, ODD], [true, ODD]);

/** What stands for a name: text, or an object with a name, an id or both. */
const namedOf: FieldOf = fc.oneof(
	{ arbitrary: nothing, weight: 2 },
	{ arbitrary: words.map((name): Sent => ({ value: name, says: name })), weight: 4 },
	{ arbitrary: ids.map((id): Sent => ({ value: id, says: String(id) })), weight: 2 },
	{ arbitrary: ids.map((id): Sent => ({ value: { id }, says: String(id) })), weight: 2 },
	{ arbitrary: words.map((name): Sent => ({ value: { id: 3, name }, says: name })), weight: 2 },
	{ arbitrary: words.map((display): Sent => ({ value: { display }, says: display })), weight: 2 },
	{ arbitrary: oneOf([true, ODD], [1.5, ODD], [['x'], ODD], [{ of: 'x' }, ODD]), weight: 1 },
);

/** A list of parts, in all the forms that lists come in; a part may be odd. */
function listOf<T extends { readonly body: unknown; readonly isOdd: boolean }>(
	part: fc.Arbitrary<T>,
	canStandAlone: (part: T) => boolean,
): FieldOf {
	const sent = (value: unknown, parts: readonly T[]): Sent => ({
		value,
		says: parts,
		isPartlyOdd: parts.some(({ isOdd }) => isOdd),
	});
	const several = fc.array(part, { minLength: 1, maxLength: 4 });
	const list = several.map((parts) =>
		sent(
			parts.map(({ body }) => body),
			parts,
		),
	);
	const asText = several.map((parts) => sent(JSON.stringify(parts.map(({ body }) => body)), parts));
	const alone = part.filter(canStandAlone).map((one) => sent(one.body, [one]));
	return fc.oneof(
		{ arbitrary: nothing, weight: 3 },
		{ arbitrary: list, weight: 8 },
		{ arbitrary: asText, weight: 1 },
		{ arbitrary: alone, weight: 2 },
		{ arbitrary: someOdd, weight: 1 },
	);
}

type AnySent = SentRecord<string>;

interface Part {
	readonly body: unknown;
	readonly isOdd: boolean;
	/** Null where the part is no record. */
	readonly says: Readonly<Record<string, unknown>> | null;
}
const partOf = (record: AnySent): Part => ({
	body: record.body,
	says: record.says,
	isOdd: record.odd.length > 0,
});
const strangeParts: fc.Arbitrary<Part> = fc
	.constantFrom<unknown>(null, 5, true)
	.map((body) => ({ body, isOdd: true, says: null }));
const hasRowId = ({ body }: Part): boolean =>
	typeof body === 'object' && body !== null && Object.hasOwn(body, 'row_id');

const employments = recordOf({
	employment_status: textOf(fc.constantFrom('employement_type_part_time', 'of another kind')),
	employment_expiry_date: dayOf(days),
});
const employmentRows: fc.Arbitrary<Part> = fc.oneof(
	{
		arbitrary: recordOf({
			row_id: maybeIdOf(ids),
			is_primary: flagOf(),
			value: fc.oneof(
				{
					arbitrary: employments.map(
						({ body, says, odd }): Sent => ({ value: body, says, isPartlyOdd: odd.length > 0 }),
					),
					weight: 8,
				},
				{ arbitrary: nothing, weight: 1 },
				{ arbitrary: someOdd, weight: 1 },
			),
		}).map(partOf),
		weight: 10,
	},
	{ arbitrary: strangeParts, weight: 1 },
);

const person = {
	...{ firstname: textOf(words), lastname: textOf(words), preferred_name: textOf(words) },
	...{ employee_number: textOf(words), work_email: textOf(words), job_title: namedOf },
	...{ department: namedOf, department_id: namedOf, legal_entity: namedOf, country: namedOf },
	...{ reports_to: namedOf, status: statuses, status_semantic_type: statuses, state: statuses },
	...{ start_date: dayOf(days), hire_date: dayOf(days) },
	employment_group: listOf(employmentRows, hasRowId),
};
const people = recordOf({ id: maybeIdOf(ids), ...person });
const DELIVERED_DECIDES = ['status', 'status_semantic_type', 'start_date'] as const;
const CHANGE_DECIDES = ['status', 'status_semantic_type'] as const;
const PERSON_DECIDES = ['id', ...DELIVERED_DECIDES] as const;
const listed = recordOf({ id: idInAnyFormOf(ids), ...person });

const HALVES: Readonly<Record<string, string>> = { first: 'morning', second: 'afternoon' };
const leaveDays = fc.constantFrom('2026-03-17', '2026-03-18');
const halfDays: fc.Arbitrary<Part> = fc.oneof(
	{
		arbitrary: recordOf({ date: dayOf(leaveDays), half: wordOf('first', 'second') }).map(
			(record): Part => ({
				...partOf(record),
				// A half of a day that nobody names.
				isOdd: record.odd.length > 0 || record.says.date === null,
			}),
		),
		weight: 8,
	},
	{
		arbitrary: leaveDays.map(
			(date): Part => ({ body: date, isOdd: false, says: { date, half: null } }),
		),
		weight: 1,
	},
	{ arbitrary: strangeParts, weight: 1 },
);

const anyLeaves = recordOf({
	...{ id: idOf(ids), employee_id: maybeIdOf(ids) },
	state: textOf(fc.constantFrom('pending', 'approved', 'rejected', 'canceled', 'postponed')),
	...{ from_date: dayOf(leaveDays), to_date: dayOf(leaveDays) },
	half_days: listOf(
		halfDays,
		({ body, says }) => says !== null && typeof body === 'object' && Object.keys(says).length > 0,
	).filter(({ value }) => !(typeof value === 'object' && value !== null && isEmptyObject(value))),
	requesting_total: amountOf(fc.constantFrom(0, 0.5, 3)),
	timeoff_tracking_unit: textOf(fc.constantFrom('full_days', 'half_days', 'hours', 'weeks')),
	category_name: textOf(fc.constantFrom('Paid time off', ' Paid time off ', 'Other')),
	...{ updated_at: momentOf(moments), updated_by: namedOf },
});
const LEAVE_DECIDES = ['id', 'employee_id', 'state', 'from_date', 'to_date'] as const;
const leaves = inOrder(anyLeaves, { from: 'from_date', to: 'to_date', decides: LEAVE_DECIDES });

const balances = recordOf({
	...{ category_id: idOf(ids), name: textOf(words) },
	units_available: amountOf(fc.constantFrom(-1.5, 0, 20)),
	units_used: amountOf(fc.constantFrom(0, 4)),
	units_carry_over_available: amountOf(fc.constantFrom(0, 1)),
	has_unlimited_timeoff: flagOf(),
	time_off_tracking_unit: textOf(fc.constantFrom('full_days', 'hours', 'weeks')),
});
const BALANCE_DECIDES = ['category_id'] as const;

function isEmptyObject(value: object): boolean {
	return Object.keys(value).length === 0 && !Array.isArray(value);
}

const oddIn = ({ odd }: AnySent, decides: readonly string[]): string[] =>
	odd.filter((name) => decides.includes(name)).sort();
/** The names of fields without what is within them. */
const tops = (names: readonly string[]): string[] =>
	[...new Set(names.map((name) => name.split('.', 1)[0] ?? ''))].sort();
const said = (says: unknown): unknown => {
	const value = readable(says);
	return typeof value === 'string' && value.trim() === '' ? null : value;
};
const firstSaid = (...all: unknown[]): unknown =>
	all.map(said).find((value) => value !== null) ?? null;

/** Reads a record; what decides and is odd is named. */
function reading<T>(
	schema: Parameters<typeof readAs<T>>[0],
	record: AnySent,
	decides: readonly string[],
): { value: T; fields: readonly string[] } | null {
	const refused = oddIn(record, decides);
	const found = readAs(schema, record.body);
	if (!('value' in found)) {
		expectAs([...found.misfits].sort(), refused);
		if (refused.length === 0) expect(refused).not.toEqual([]);
		return null;
	}
	expectAs(refused, []);
	return { value: found.value, fields: found.unread.fields };
}

const STATUS: Readonly<Record<string, string>> = {
	status_inactive: 'inactive',
	status_draft: 'pending',
	draft: 'pending',
};

describe('very many records', () => {
	it(
		'of people say what stands in them, and nothing else',
		() => {
			checkMany(people, (sent) => {
				const { says } = sent;
				const read = reading(employeeRecordSchema, sent, PERSON_DECIDES);
				if (read === null) return;
				expectAs(tops(read.fields), [...sent.odd].sort());
				const told = normaliseEmployee(read.value, { directory: EMPTY_DIRECTORY, today: TODAY });
				const raw = firstSaid(says.status, says.status_semantic_type, says.state);
				const start = says.start_date as string | null;
				const isComing = start !== null && start > TODAY;
				const active = isComing ? 'pending' : 'active';
				const rows = (Array.isArray(says.employment_group) ? says.employment_group : []) as Part[];
				const whole = rows.flatMap((row) => (row.says === null ? [] : [row.says]));
				const primary =
					whole.find((row) => row['is_primary'] === true) ??
					(whole.length === 1 ? whole[0] : undefined);
				const employment = (readable(primary?.['value'] ?? null) ?? {}) as Record<string, unknown>;
				const type = said(employment['employment_status'] ?? null);
				expectMatch(told, {
					id: says.id,
					...{ firstName: said(says.firstname), lastName: said(says.lastname) },
					...{ preferredName: said(says.preferred_name), workEmail: said(says.work_email) },
					...{ employeeNumber: said(says.employee_number), jobTitle: said(says.job_title) },
					...{ country: said(says.country), legalEntity: said(says.legal_entity) },
					...{ startDate: start, originalStartDate: readable(says.hire_date), timezone: null },
					statusRaw: raw,
					status: raw === 'status_active' ? active : (lookUp(STATUS, String(raw)) ?? 'unknown'),
					typeRaw: type,
					schedule: type === 'employement_type_part_time' ? 'part_time' : 'unknown',
					contractEndDate: readable(employment['employment_expiry_date'] ?? null),
					...{ terminationDate: null, team: null, location: null },
				});
				const departments = [says.department, says.department_id].map(said);
				expectAmong(told.department, [null, ...departments]);
			});
		},
		A_WHILE_MS,
	);

	it(
		'of time-off requests say what stands in them, and nothing else',
		() => {
			const categories = new Map([['Paid time off', { id: 'c1', isPaid: true }]]);
			checkMany(leaves, (sent) => {
				const read = reading(timeOffSchema, sent, LEAVE_DECIDES);
				if (read === null) return;
				const unread = unreadNotes();
				unread.note('a', { fields: read.fields, leftOut: 0, leftOutFor: [] });
				noteHalfDays(read.value, unread, 'a');
				expectAs(tops(unread.all.get('a')?.fields ?? []), [...sent.odd].sort());
				checkLeave(sent, normaliseTimeOff(read.value, { ...EMPTY_DIRECTORY, categories }));
			});
		},
		A_WHILE_MS,
	);

	it(
		'of rows are told one by one, but for those that are none',
		() => {
			const groups = recordOf({ employment_group: listOf(employmentRows, hasRowId) });
			checkMany(groups, ({ body, says }) => {
				const unread = unreadNotes();
				const rows = rowsByTable(body, { unread, what: 'a' }).get('employment_group') ?? [];
				const parts = (Array.isArray(says.employment_group) ? says.employment_group : []) as Part[];
				const whole = parts.filter((part) => part.says !== null);
				expectAs(
					rows.map((row) => row.row_id ?? null),
					whole.map((part) => readable(part.says?.['row_id'])),
				);
				const hasOdd =
					says.employment_group === ODD ||
					whole.length < parts.length ||
					whole.some((part) => Object.values(part.says ?? {}).includes(ODD));
				expectAs(unread.all.size, hasOdd ? 1 : 0);
			});
		},
		A_WHILE_MS,
	);
});

function checkLeave({ says }: AnySent, told: ReturnType<typeof normaliseTimeOff>): void {
	const STATES: Record<string, string> = {
		...{ pending: 'requested', approved: 'approved', rejected: 'declined', canceled: 'cancelled' },
	};
	const status = STATES[String(says['state'])] ?? 'unknown';
	const units: Record<string, string> = { full_days: 'days', half_days: 'days', hours: 'hours' };
	const unit = units[String(readable(says['timeoff_tracking_unit']))] ?? 'unknown';
	const isDecided = status === 'approved' || status === 'declined';
	const isPto = String(readable(says['category_name'])).trim() === 'Paid time off';
	expectMatch(told, {
		...{ id: says['id'], status, unit, startDate: says['from_date'], endDate: says['to_date'] },
		isConfirmed: status === 'unknown' ? null : status === 'approved',
		amount: readable(says['requesting_total']),
		...(isPto ? { typeId: 'c1', isPaid: true } : { typeId: null, isPaid: null }),
		approver: isDecided ? said(says['updated_by']) : null,
		...{ startTime: null, endTime: null },
	});
	if (!isDecided || readable(says['updated_at']) === null) expectAs(told.decidedAt, null);

	const list = says['half_days'];
	const halves = (Array.isArray(list) ? list : []) as Part[];
	const isOfAnyDay =
		list === ODD || halves.some((half) => typeof said(half.says?.['date'] ?? null) !== 'string');
	const partOfDay = (day: unknown): unknown => {
		if (unit !== 'days') return null;
		const ofDay = halves.filter((half) => half.says?.['date'] === day && day !== null);
		if (ofDay.length === 0) return isOfAnyDay ? null : 'full';
		const parts = new Set(ofDay.map((half) => HALVES[String(half.says?.['half'])] ?? null));
		if (parts.has('morning') && parts.has('afternoon')) return 'full';
		return parts.size === 1 ? [...parts][0] : null;
	};
	expectAs(
		[told.startPart, told.endPart],
		[partOfDay(says['from_date']), partOfDay(says['to_date'])],
	);
}

describe('through the nodes', () => {
	let workable: WorkableSimulator;
	beforeEach(async () => {
		await useDeduplicator();
		hints.length = 0;
		workable = await startRoomyWorkable();
		Settings.now = () => Date.parse(NOW);
	});
	afterEach(async () => {
		Settings.now = () => Date.now();
		await workable.close();
	});

	const { act, hints } = hintingAct(action);
	const run = operationRunner({ act }, operations, (given) => actionIn(workable, given));

	async function told(eventType: string, data: unknown): Promise<Outputs> {
		const options = { skipRepeats: false, fetchDetails: false };
		const parameters = { listenFor: 'hrEvents', hrEvents: offered('hrEvents'), options };
		const delivery = {
			...{ event_type: eventType, resource_type: 'employee', id: '7' },
			...{ fired_at: '2026-03-18T09:00:00.000Z', data },
		};
		return await through(triggerIn(workable, { parameters }), delivery, tokenOf(workable));
	}

	// Mostly of the person whom the envelope names.
	const delivered = recordOf({ id: maybeIdOf(fc.constantFrom(7, 7, 7, 8)), ...person });
	const asForm = delivered.map((sent): AnySent & { form: true } => ({ ...sent, form: true }));
	const published = recordOf({ workEmail: textOf(words) });

	it.each<readonly [string, fc.Arbitrary<AnySent>, readonly string[]]>([
		['employee_created', delivered, DELIVERED_DECIDES],
		['employee_updated', delivered, CHANGE_DECIDES],
		['employee_published', published, []],
		['onboarding_completed', asForm, DELIVERED_DECIDES],
		['timeoff_request_approved', leaves, LEAVE_DECIDES],
		['timeoff_request_reverted', leaves, LEAVE_DECIDES],
	])(
		'each delivery of %s is told, or goes to Unrecognised with what is wrong',
		async (type, records, decides) => {
			await fc.assert(
				fc.asyncProperty(records, async (sent) => {
					const data = 'form' in sent ? { employeeFormStep: sent.body } : sent.body;
					const { events, unrecognised } = await told(type, data);
					const refused = oddIn(sent, decides);
					if (refused.length > 0) {
						expect([events, unrecognised.length]).toEqual([[], 1]);
						for (const name of refused) expect(unrecognised[0]?.enrichment.reason).toContain(name);
						return;
					}
					if ('firstname' in sent.says && sent.says['id'] === '8') {
						expect([events, unrecognised.length]).toEqual([[], 1]);
						expect(unrecognised[0]?.enrichment.reason).toContain('data.id');
						return;
					}
					const { status, status_semantic_type: other } = sent.says;
					const newStatus = firstSaid(status ?? null, other ?? null);
					const isStatusSent = 'status' in sent.body || 'status_semantic_type' in sent.body;
					const isUndecided =
						type === 'employee_updated' &&
						isStatusSent &&
						lookUp(STATUS, String(newStatus)) === undefined &&
						newStatus !== 'status_active';
					expect(unrecognised).toHaveLength(isUndecided ? 1 : 0);
					expect(events.length).toBeGreaterThan(0);
					for (const event of events) {
						for (const name of sent.odd) expect(event.enrichment.reason).toContain(name);
						expect(event.employee.id).toBe('7');
					}
					const hasLeft = type === 'employee_updated' && newStatus === 'status_inactive';
					const left = events.filter(({ category }) => category === 'termination');
					expect(left.length > 0).toBe(hasLeft);
				}),
				{ numRuns: someTries(25) },
			);
		},
		A_WHILE_MS,
	);

	it.each<
		readonly [
			string,
			readonly [string, string],
			string,
			string,
			fc.Arbitrary<AnySent>,
			readonly string[],
		]
	>([
		['people', ['employee', 'getAll'], '/employees', 'employees', listed, PERSON_DECIDES],
		['leaves', ['timeOff', 'getAll'], '/timeoff/requests', 'requests', leaves, LEAVE_DECIDES],
		[
			...(['balances', ['timeOff', 'getBalances'], '/timeoff/balances', 'balances'] as const),
			...([balances, BALANCE_DECIDES] as const),
		],
	])(
		'a list of %s keeps those that can be read, and says the rest',
		async (_, operation, path, key, records, decides) => {
			const lists = fc.uniqueArray(records, {
				...{ minLength: 1, maxLength: 60 },
				selector: ({ says }) => (typeof says['id'] === 'string' ? says['id'] : Symbol('without')),
			});
			await fc.assert(
				fc.asyncProperty(lists, async (list) => {
					hints.length = 0;
					workable.faults.clear();
					workable.faults.add({
						...{ kind: 'status', status: 200, match: { method: 'GET', path }, times: 99 },
						headers: { 'x-rate-limit-limit': '1000', 'x-rate-limit-remaining': '999' },
						body: { total_count: String(list.length), [key]: list.map(({ body }) => body) },
					});
					const refusedFor = (sent: AnySent): readonly string[] => {
						const odd = oddIn(sent, decides);
						// Of everybody's requests, whose one is decides.
						return odd.length === 0 && sent.says['employee_id'] === null ? ['employee_id'] : odd;
					};
					const asked = run(operation, {
						...{ returnAll: true, people: 'everyone', from: '2020-01-01' },
						employeeId: { __rl: true, mode: 'id', value: '7f3' } as IDataObject,
					});
					const given = await expectAllAccountedFor(list, { asked, hints }, refusedFor);
					if (key !== 'balances') return;
					for (const { sent, json } of given) {
						const { says } = sent;
						const unit = readable(says['time_off_tracking_unit']);
						expect(json).toMatchObject({
							available: readable(says['units_available']),
							isUnlimited: readable(says['has_unlimited_timeoff']),
							unit: unit === 'hours' ? 'hours' : unit === 'full_days' ? 'days' : 'unknown',
						});
					}
				}),
				{ numRuns: someTries(40) },
			);
		},
		A_WHILE_MS,
	);
});
