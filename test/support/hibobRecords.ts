import set from 'lodash/set';

import { EMPLOYEE_FIELDS } from '../../nodes/HiBob/records/fetch/people';
import fc from './fastCheck.mts';
import type { AnySent, FieldOf, Sent } from './generated';
import {
	amountOf,
	constant,
	dayOf,
	field,
	flagOf,
	idOf,
	inOrder,
	listed,
	maybeIdOf,
	momentOf,
	ODD,
	oddly,
	readable,
	recordOf,
	textOf,
	wideRecordOf,
	wordOf,
} from './generated';

/*
 * Records as HiBob's specification allows them, and just beside it.
 */

/** Ids of people and records; 1 is left out, as a list with the text `1` stands for an odd id. */
export const ids = fc.integer({ min: 2, max: 100 });
const words = fc.constantFrom('Nurse', 'Team Lead', 'x', 'Ürün müdürü', 'constructor');
export const days = fc.constantFrom(
	...['2019-02-01', '2026-03-17', '2026-03-18', '2026-03-19', '2031-12-31'],
);
const moments = fc.constantFrom('2026-03-18T08:30:00.104233', '2025-01-01T00:00:00+01:00');

const oneOf = (...sent: Array<[value: unknown, says: unknown]>): FieldOf =>
	fc.constantFrom(...sent).map(([value, says]) => ({ value, says }));
const empty = oneOf([[], null], [{}, null]);
/** Rounded as JSON is read: another number than was sent. */
const TOO_LARGE = Number('3332883912345670102');

const FORMS: ReadonlyArray<(name: string, id: number) => readonly [unknown, string]> = [
	(name) => [name, name],
	(name) => [` ${name} `, name],
	(name, id) => [{ id, name }, name],
	(name) => [[{ name }], name],
	(name) => [{ displayName: name }, name],
	(name) => [{ value: name }, name],
	(name) => [[name], name],
	(_, id) => [id, String(id)],
	(_, id) => [{ id }, String(id)],
];

/** An entry of a list: its name, its id, or an object that holds them, perhaps in a list of one. */
export function namedOf(names: fc.Arbitrary<string>): FieldOf {
	const good = fc.tuple(names, ids, fc.nat({ max: FORMS.length - 1 })).map(([name, id, form]) => {
		const [value, says] = FORMS[form]?.(name, id) ?? [name, name];
		return { value, says };
	});
	const odd = oddly(true, { code: 1 }, ['x', 'y'], TOO_LARGE);
	return fc.oneof({ arbitrary: field(good, odd), weight: 14 }, { arbitrary: empty, weight: 1 });
}

/** Whom somebody reports to: a person, a name, or an id. */
const managers: FieldOf = fc.oneof(
	{
		arbitrary: recordOf({
			...{ id: maybeIdOf(ids), displayName: namedOf(words), email: namedOf(words) },
		}).map(({ body, says, odd }): Sent => ({ value: body, says: { ...says, odd } })),
		weight: 8,
	},
	{
		arbitrary: words.map((name): Sent => ({ value: name, says: { displayName: name } })),
		weight: 2,
	},
	{ arbitrary: ids.map((id): Sent => ({ value: id, says: { id: String(id) } })), weight: 2 },
	{
		arbitrary: field(oneOf([null, null], ['', null]), oddly(true, TOO_LARGE, ['x', 'y'])),
		weight: 2,
	},
	{ arbitrary: empty, weight: 1 },
);

const STATUSES = ['Employed', 'Hired', 'Terminated', 'Garden leave', 'Parental leave', 'Alumni'];
/** What only holds a word that is known is another status. */
const OWN_STATUSES = ['Back from garden leave', 'No leave', 'Äterminated', 'toString'];
export const statuses = fc.constantFrom(...STATUSES, 'gardenLeave', ...OWN_STATUSES);

const ownDays: FieldOf = field(
	days.chain((day) => oneOf([day, day], [`${day}T00:00:00.000Z`, day])),
	oddly('soon', '2026-02-31', 20260201, true, { code: 1 }),
);
const KINDS = ['Permanent', 'Freelancer', 'Full time', 'constructor'];

/** The fields of a person that are never told by what people read. */
export const NEVER_READABLE: readonly string[] = [
	...['work.startDate', 'internal.terminationDate', 'internal.probationEndDate'],
	'work.reportsTo',
];

const personFields = wideRecordOf({
	...Object.fromEntries(
		EMPLOYEE_FIELDS.filter((name) => name !== 'root.id').map((name) => [name, namedOf(words)]),
	),
	'root.id': idOf(ids),
	'work.reportsTo': managers,
	'work.startDate': ownDays,
	'internal.terminationDate': ownDays,
	'internal.probationEndDate': ownDays,
	'internal.lifecycleStatus': namedOf(statuses),
	'internal.status': namedOf(fc.constantFrom('Active', 'inactive', 'Frozen')),
	'payroll.employment.type': namedOf(fc.constantFrom(...KINDS)),
});

/** A person, and the fields that are sent as people read them, or not at all. */
type SentPerson = AnySent & Readonly<Record<'readably' | 'absent', readonly string[]>>;

/**
 * People, with the fields nested or each under a key of its own, perhaps once more as people read them.
 */
export const people: fc.Arbitrary<SentPerson> = fc
	.tuple(personFields, fc.constantFrom('nested', 'keys'), fc.subarray([...EMPLOYEE_FIELDS]))
	.map(([{ body, says, odd }, form, readably]) => {
		const person: Record<string, unknown> = {};
		for (const [name, value] of Object.entries(body)) {
			if (form === 'nested' || name === 'root.id') set(person, name.replace('root.', ''), value);
			else person[`/${name.replaceAll('.', '/')}`] = { value };
		}
		const isSaid = (name: string): boolean =>
			!['root.id', 'internal.lifecycleStatus', 'internal.status'].includes(name);
		for (const name of readably.filter(isSaid)) {
			set(person, `humanReadable.${name.replace('root.', '')}`, READABLE);
		}
		const absent = EMPLOYEE_FIELDS.filter((name) => !Object.hasOwn(body, name));
		return {
			...{ body: person, says: { ...says, id: says['root.id'] }, absent, odd },
			readably: readably.filter(isSaid),
		};
	});
/** What people read for any field. */
export const READABLE = 'Lead Nurse';

/** An id that nothing but text or a number stands for. */
const bareId = (...odd: unknown[]): FieldOf =>
	fc.oneof(
		{
			arbitrary: field(
				ids.chain((id) => oneOf([id, String(id)], [String(id), String(id)])),
				oddly(true, 1.5, ['1'], { a: 1 }, ...odd),
			),
			weight: 14,
		},
		{ arbitrary: empty, weight: 1 },
	);
const rowFields = {
	...{ id: bareId(), effectiveDate: dayOf(days), endEffectiveDate: dayOf(days) },
	humanReadable: field(oneOf([null, null], [{}, null]), oddly('x', 7, ['x'])),
};
export const REASONS = {
	'Resignation letter': 'voluntary',
	Dismissed: 'involuntary',
	x: 'unknown',
};
export const lifecycleRows = wideRecordOf({
	...{ ...rowFields, status: namedOf(statuses) },
	reasonType: namedOf(fc.constantFrom(...Object.keys(REASONS))),
});
export const LIFECYCLE_DECIDES = ['effectiveDate', 'status'];
export const workRows = wideRecordOf({
	...{ ...rowFields, title: namedOf(words), department: namedOf(words), reportsTo: managers },
});
export const ROW_DECIDES = ['effectiveDate'];
export const payments = recordOf({ ...rowFields, employeeId: idOf(ids) });
export const PAYMENT_DECIDES = ['effectiveDate', 'employeeId'];

/** Spelled as documented, or otherwise. */
const partOf = wordOf('all_day', 'allDay', 'morning', 'Afternoon');
/** Days of a leave; each day of one that takes years is counted, which takes its time. */
const leaveDays = fc.constantFrom('2026-03-16', '2026-03-18', '2026-03-19', '2026-04-02');
const DURATION = {
	...{ date: dayOf(leaveDays), hours: amountOf(fc.constantFrom(0, 2, 7.5)) },
	...{ minutes: amountOf(fc.constantFrom(0, 30)), duration: amountOf(fc.constantFrom(4)) },
	...{ dayPortion: partOf, startTime: textOf(fc.constantFrom('09:00:00', 'noon')) },
	...{ endTime: textOf(fc.constant('12:30:00')), cost: amountOf(fc.constantFrom(0, 0.5, 1)) },
};
/** Without its day nobody knows what an entry is about. */
const durations = listed(DURATION).map((sent): Sent => {
	const entries: unknown[] = Array.isArray(sent.says) ? sent.says : [];
	const isDayless = entries.some((says) => {
		const { date, ...others } = Object(says);
		return date === null && Object.values(others).some((one) => one !== null && one !== '');
	});
	return isDayless ? { ...sent, isPartlyOdd: true } : sent;
});
export const TYPES = ['days', 'hours', 'portionOnRange', 'hoursOnRange', 'openEnded', 'weeks'];
const requestFields = {
	...{ requestId: idOf(ids), employeeId: maybeIdOf(ids) },
	status: namedOf(
		fc.constantFrom('approved', 'pending', 'disapproved', 'Canceled', 'deleted', 'on_hold'),
	),
	...{ startDate: dayOf(leaveDays), endDate: dayOf(leaveDays), date: dayOf(leaveDays) },
	policyTypeDisplayName: namedOf(fc.constantFrom('Holiday', 'Sick leave', 'x')),
	...{ type: namedOf(fc.constantFrom(...TYPES)), approved: flagOf(), createdOn: momentOf(moments) },
	...{ startPortion: partOf, endPortion: partOf, dayPortion: partOf },
	hoursOnDate: amountOf(fc.constantFrom(0, 1, 3)),
	minutes: amountOf(fc.constantFrom(0, 30)),
	dailyHours: amountOf(fc.constantFrom(2, 7.5)),
	durationUnit: wordOf('days', 'hours', 'Days'),
	totalDuration: amountOf(fc.constantFrom(0.5, 3)),
	totalCost: amountOf(fc.constantFrom(0, 2)),
	durations,
	...{ approvedBy: namedOf(words), approvedAt: momentOf(moments) },
	...{ declinedBy: namedOf(words), declinedAt: momentOf(moments) },
	...{ originalRequestId: bareId(), previousRequestId: bareId() },
	...{ description: constant('private words', null), reasonCode: constant({ a: 1 }, null) },
};
export const REQUEST_DECIDES = [
	'requestId',
	'employeeId',
	'status',
	'startDate',
	'endDate',
	'date',
] as const;
export const CHANGE_DECIDES = [...REQUEST_DECIDES, 'changeType'] as const;
const REQUEST_DAYS = { from: 'startDate', to: 'endDate', decides: REQUEST_DECIDES } as const;
export const requests = inOrder(wideRecordOf(requestFields), REQUEST_DAYS);
export const changes = inOrder(
	wideRecordOf({
		...{ ...requestFields, employeeId: idOf(ids) },
		changeType: textOf(fc.constantFrom('Created', 'Pending', 'Canceled', 'Deleted', 'Postponed')),
	}),
	{ ...REQUEST_DAYS, decides: CHANGE_DECIDES },
);
export const outs = inOrder(
	wideRecordOf({ ...requestFields, employeeId: idOf(ids) }),
	REQUEST_DAYS,
);

const changedFields = oneOf(
	...([
		...[
			[null, null],
			['', null],
			[['internal.status'], null],
			[[{ id: 'work.title' }], null],
		],
		...[
			[['internal.terminationDate', 7], ODD],
			['x', ODD],
			[7, ODD],
		],
	] as Array<[unknown, unknown]>),
);
/** What the data of a delivery may hold. */
export const deliveryData = recordOf({
	...{ employeeId: maybeIdOf(ids), effectiveDate: dayOf(days), id: maybeIdOf(ids) },
	tableId: field(
		fc
			.constantFrom('lifecycle', 'work', 'employment', 'salary', 'root__table_1', 'another')
			.map((name) => ({ value: name, says: name })),
		oddly(true, ['x'], { name: 'work' }),
	),
	...{ timeoffRequestId: bareId('x7'), previousRequestId: bareId('x7') },
	...{ fieldUpdatesIds: changedFields, fieldUpdates: changedFields },
});
export const envelopes = recordOf({
	...{ companyId: maybeIdOf(ids), triggeredBy: textOf(fc.constantFrom('system', '7')) },
	triggeredAt: momentOf(moments),
});

/** What a manager says, part by part. */
export function managerSaid(says: unknown): Record<'id' | 'displayName' | 'email', unknown> {
	const { id, displayName, email } = Object(readable(says)) as Record<string, unknown>;
	return {
		id: readable(id ?? null),
		displayName: readable(displayName ?? null),
		email: readable(email ?? null),
	};
}

/** The parts of a manager that cannot be read; the whole, where nothing of it can. */
export function oddPartsOf(says: unknown): string[] {
	if (says === ODD) return [''];
	const { odd = [] } = Object(says) as { odd?: readonly string[] };
	return odd.map((part) => `.${part}`);
}
