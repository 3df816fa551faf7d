import { completeEvent } from '../../../nodes/shared/model/completeEvent';
import type { HrEventDraft } from '../../../nodes/shared/model/draft';
import { employee } from '../../../nodes/shared/model/employee';
import { EVENT_TYPES } from '../../../nodes/shared/model/eventTypes';
import type { EventType } from '../../../nodes/shared/model/eventTypes';
import { identityOf } from '../../../nodes/shared/model/identity';
import { leave } from '../../../nodes/shared/model/leave';
import { termination } from '../../../nodes/shared/model/termination';
import { day, instant } from '../../support/days';
import fc from '../../support/fastCheck.mts';

const DELIVERY = ['person_changed', 'delivery-1'];

/** An event that knows everything, so that any part of it can be told differently. */
function draft(eventType: EventType): HrEventDraft {
	return {
		eventType,
		effectiveDate: day('2026-05-01'),
		occurredAt: instant('2026-04-01T08:00:00.000Z'),
		employee: employee({ id: 'employee-1', startDate: day('2026-05-01'), displayName: 'Ada' }),
		leave: leave({
			id: 'leave-1',
			startDate: day('2026-05-01'),
			endDate: day('2026-05-08'),
			status: 'approved',
			statusRaw: 'APPROVED',
		}),
		termination: termination({
			date: day('2026-05-31'),
			lastWorkingDate: day('2026-05-15'),
			noticeDate: day('2026-04-01'),
		}),
		table: { name: 'work', entryId: 'row-1', effectiveDate: day('2026-05-01'), record: { a: 1 } },
		reminder: { daysBefore: 14 },
		anniversary: { years: 3 },
		changedFields: ['name'],
		actor: { id: 'actor-1', type: 'user' },
		enrichment: { status: 'full', reason: null },
		identity: { employmentId: 'employment-1' },
	};
}

/** Each fact an id may be made of, told differently. */
const CHANGES = {
	employeeId: (event) => ({ ...event, employee: { ...event.employee, id: 'employee-2' } }),
	effectiveDate: (event) => ({ ...event, effectiveDate: day('2026-05-03') }),
	startDate: (event) => ({
		...event,
		employee: { ...event.employee, startDate: day('2026-06-01') },
	}),
	employmentId: (event) => ({ ...event, identity: { ...event.identity, employmentId: 'other' } }),
	day: (event) => ({ ...event, occurredAt: instant('2026-04-02T00:00:00.000Z') }),
	changedOn: (event) => ({
		...event,
		identity: { ...event.identity, changedAt: instant('2026-04-02T00:00:00.000Z') },
	}),
	terminationDate: (event) => ({
		...event,
		termination: ending(event, { date: day('2026-06-30') }),
	}),
	lastWorkingDate: (event) => ({
		...event,
		termination: ending(event, { lastWorkingDate: day('2026-05-16') }),
	}),
	accessEndDate: (event) => ({
		...event,
		termination: ending(event, { accessEndDate: day('2026-07-31') }),
	}),
	noticeDate: (event) => ({
		...event,
		termination: ending(event, { noticeDate: day('2026-04-02') }),
	}),
	leaveId: (event) => ({ ...event, leave: leave({ ...event.leave, id: 'leave-2' }) }),
	leaveStart: (event) => ({
		...event,
		leave: leave({ ...event.leave, startDate: day('2026-05-02') }),
	}),
	leaveEnd: (event) => ({ ...event, leave: leave({ ...event.leave, endDate: day('2026-05-09') }) }),
	leaveStatus: (event) => ({ ...event, leave: leave({ ...event.leave, status: 'cancelled' }) }),
	leaveStatusRaw: (event) => ({
		...event,
		leave: leave({ ...event.leave, statusRaw: 'DELETION_PENDING' }),
	}),
	leaveHours: (event) => ({ ...event, leave: leave({ ...event.leave, amount: 6 }) }),
	leaveTime: (event) => ({ ...event, leave: leave({ ...event.leave, endTime: '13:00' }) }),
	leavePart: (event) => ({ ...event, leave: leave({ ...event.leave, endPart: 'morning' }) }),
	leaveType: (event) => ({ ...event, leave: leave({ ...event.leave, typeId: '2' }) }),
	tableName: (event) => ({ ...event, table: { ...rowOf(event), name: 'pay' } }),
	daysBefore: (event) => ({ ...event, reminder: { daysBefore: 7 } }),
	rowId: (event) => ({ ...event, table: { ...rowOf(event), entryId: 'row-2' } }),
} satisfies Record<string, (event: HrEventDraft) => HrEventDraft>;

type Part = keyof typeof CHANGES | 'delivery';

function ending(event: HrEventDraft, change: Parameters<typeof termination>[0]) {
	return termination({ ...event.termination, ...change });
}

function rowOf(event: HrEventDraft): NonNullable<HrEventDraft['table']> {
	return event.table ?? { name: '', entryId: null, effectiveDate: null, record: null };
}

const DAY: readonly Part[] = ['day', 'changedOn'];
const LEAVE: readonly Part[] = [
	...['leaveId', 'leaveStart', 'leaveEnd', 'leaveHours', 'leaveTime', 'leavePart', 'leaveType'],
	...DAY,
] as const;
const FIRST_DAY: readonly Part[] = ['employeeId', 'employmentId', 'effectiveDate', ...DAY];
const REMINDER: readonly Part[] = ['employeeId', 'effectiveDate', 'daysBefore'];
const DELIVERED: readonly Part[] = ['delivery', 'tableName', 'rowId'];

/** What makes the id of each event type. */
const MADE_OF: Record<EventType, readonly Part[]> = {
	'employee.created': ['employeeId', ...DAY],
	'employee.hired': ['employeeId', 'employmentId', ...DAY],
	'employee.rehired': FIRST_DAY,
	'employee.started': ['employeeId', 'effectiveDate'],
	'employee.start_upcoming': REMINDER,
	'employee.start_changed': ['employeeId', 'effectiveDate', ...DAY],
	'employee.hire_cancelled': ['employeeId', ...DAY],
	'employee.last_day_upcoming': REMINDER,
	'employee.contract_ending': REMINDER,
	'employee.probation_ending': REMINDER,
	'employee.anniversary': ['employeeId', 'effectiveDate'],
	'employee.termination_scheduled': [
		...DAY,
		'employeeId',
		'employmentId',
		'terminationDate',
		'lastWorkingDate',
		'accessEndDate',
		'noticeDate',
	],
	'employee.termination_cancelled': ['employeeId', ...DAY],
	'employee.access_ended': ['employeeId', 'lastWorkingDate', 'accessEndDate'],
	'employee.terminated': ['employeeId', 'terminationDate'],
	'leave.requested': LEAVE,
	'leave.approved': LEAVE,
	'leave.declined': LEAVE,
	'leave.cancelled': LEAVE,
	'leave.updated': [...LEAVE, 'leaveStatus', 'leaveStatusRaw'],
	'leave.started': ['leaveId', 'leaveStart'],
	'leave.ended': ['leaveId', 'leaveEnd'],
	'leave.created': [...LEAVE, 'leaveStatus', 'leaveStatusRaw'],
	'employee.updated': DELIVERED,
	'employee.job_changed': DELIVERED,
	'employee.transferred': ['employeeId', 'effectiveDate'],
	'employee.activated': DELIVERED,
	'employee.deactivated': DELIVERED,
	'employee.onboarding_completed': DELIVERED,
	'employee.deleted': ['employeeId', ...DAY],
	'table.entry_created': DELIVERED,
	'table.entry_updated': DELIVERED,
	'table.entry_deleted': DELIVERED,
	other: DELIVERED,
	unmapped: DELIVERED,
};

const within = (
	event: HrEventDraft,
	{
		vendor = 'vendor',
		account = 'account',
		delivery = DELIVERY as ReadonlyArray<string | null>,
	} = {},
) => identityOf(event, { vendor, account, delivery });
const idOf = (event: HrEventDraft, delivery: ReadonlyArray<string | null> = DELIVERY): string =>
	within(event, { delivery }).eventId;

describe.each(EVENT_TYPES)('the id of %s', (eventType) => {
	const told = draft(eventType);
	const facts = Object.keys(CHANGES) as Array<keyof typeof CHANGES>;

	it.each(facts.filter((fact) => MADE_OF[eventType].includes(fact)))(
		'is another one with another %s',
		(fact) => {
			expect(idOf(CHANGES[fact](told))).not.toBe(idOf(told));
		},
	);

	it('stays the same whatever else is told differently', () => {
		const changed = facts.filter(
			(fact) => !MADE_OF[eventType].includes(fact) && idOf(CHANGES[fact](told)) !== idOf(told),
		);
		expect(changed).toEqual([]);
	});

	it(`${MADE_OF[eventType].includes('delivery') ? 'differs' : 'is the same'} in another delivery`, () => {
		const again = idOf(told, ['person_changed', 'delivery-2']);
		expect(again !== idOf(told)).toBe(MADE_OF[eventType].includes('delivery'));
	});

	it('does not depend on names, actors, enrichment or the time of the day', () => {
		const again = {
			...told,
			occurredAt: instant('2026-04-01T23:59:59.999Z'),
			employee: { ...told.employee, displayName: 'Ada Lovelace', status: 'active' as const },
			actor: { id: 'actor-2', type: 'robot' },
			changedFields: [],
			enrichment: { status: 'none' as const, reason: null },
		};
		expect(idOf(again)).toBe(idOf(told));
	});

	it('does not depend on when it arrives, how, and when it is read', () => {
		const origin = {
			source: {
				vendor: 'vendor',
				companyId: 'company-1',
				nativeType: 'person_changed',
				verifiedBy: 'signature',
				delivery: 'webhook',
			},
			account: 'account',
			receivedAt: instant('2026-04-01T08:00:01.000Z'),
			deliveryIdentity: DELIVERY,
			raw: { a: 1 },
		} as const;
		const later = {
			...origin,
			source: { ...origin.source, verifiedBy: 'api', delivery: 'manual' },
			receivedAt: instant('2026-09-09T09:09:09.000Z'),
			raw: null,
		} as const;
		const first = completeEvent(told, origin, { today: day('2026-04-01'), includeRaw: false });
		const second = completeEvent(told, later, { today: day('2026-09-09'), includeRaw: true });
		expect(second.eventId).toBe(first.eventId);
		expect(first.eventId).toMatch(/^[0-9a-f]{64}$/);
	});
});

it('differs between event types, vendors and accounts', () => {
	const ids = EVENT_TYPES.map((type) => idOf(draft(type)));
	expect(new Set(ids).size).toBe(EVENT_TYPES.length);
	const hired = draft('employee.hired');
	expect(within(hired, { vendor: 'another' }).eventId).not.toBe(idOf(hired));
	expect(within(hired, { account: 'another' }).eventId).not.toBe(idOf(hired));
});

describe('where something is not known', () => {
	const person = employee({ id: 'employee-1' });

	it('access_ended falls back from the last day worked to the last day of employment', () => {
		const ended = (known: Parameters<typeof termination>[0]): string =>
			idOf({
				eventType: 'employee.access_ended',
				employee: person,
				termination: termination(known),
			});
		expect(ended({ date: day('2026-05-31') })).toBe(ended({ lastWorkingDate: day('2026-05-31') }));
		expect(ended({ date: day('2026-05-31') })).not.toBe(ended({ date: day('2026-06-30') }));
	});

	it.each(['employee.access_ended', 'employee.terminated'] as const)(
		'%s without a date has the id of its day, and not that of one with a date',
		(eventType) => {
			const event = {
				eventType,
				employee: person,
				occurredAt: instant('2026-04-01T08:00:00.000Z'),
			};
			const bare = idOf(event);
			expect(idOf({ ...event, termination: termination() }, ['again', 'delivery-2'])).toBe(bare);
			expect(idOf({ ...event, occurredAt: instant('2026-04-02T08:00:00.000Z') })).not.toBe(bare);
			const dated = termination({ date: day('2026-05-31') });
			expect(idOf({ ...event, termination: dated })).not.toBe(bare);
			const isUndated = { termination: dated, identity: { isUndated: true } };
			expect(idOf({ ...event, ...isUndated })).toBe(bare);
		},
	);

	it.each([undefined, null])('a transfer with the date %s is that of its delivery', (date) => {
		const known = { eventType: 'employee.transferred', employee: person } as const;
		const event = date === undefined ? known : { ...known, effectiveDate: date };
		expect(idOf(event)).toBe(idOf({ ...event, occurredAt: instant('2026-04-03T08:00:00.000Z') }));
		expect(idOf(event)).not.toBe(idOf(event, ['person_changed', 'delivery-2']));
		const rows = ['row-1', 'row-2'].map((row) => idOf({ ...event, identity: { row } }));
		expect(rows[0]).not.toBe(rows[1]);
	});

	it('null and undefined are the same', () => {
		const event = draft('employee.updated');
		const noRow = { ...event, table: { ...rowOf(event), entryId: null } };
		expect(idOf(noRow)).not.toBe(idOf(event));
		const without = { vendor: 'vendor', account: 'account' };
		const ids = [undefined, null].map(
			(part) => identityOf(event, { ...without, delivery: ['a', part] }).eventId,
		);
		expect(ids[0]).toBe(ids[1]);
	});
});

it('a transfer is the same, told by the employment that ends and by the one that begins', () => {
	const told = draft('employee.transferred');
	const ends: HrEventDraft = {
		...told,
		termination: termination({ date: day('2026-04-30') }),
		table: { ...rowOf(told), entryId: 'row-1' },
		identity: { employmentId: 'employment-1' },
	};
	const begins: HrEventDraft = {
		...told,
		termination: termination(),
		table: { ...rowOf(told), entryId: 'row-2' },
		identity: { employmentId: 'employment-2' },
	};
	expect(idOf(begins, ['employment_created', 'delivery-2'])).toBe(idOf(ends));
});

it('a leave that was moved is not the same leave whose deletion is asked for', () => {
	// Both stand for a leave that is still approved, on the same days.
	const moved = draft('leave.updated');
	const isGoing = CHANGES.leaveStatusRaw(moved);
	expect(isGoing.leave?.status).toBe(moved.leave?.status);
	expect(idOf(isGoing)).not.toBe(idOf(moved));
});

it('tells the rows of one delivery apart', () => {
	const ids = ['row-1', 'row-2', 'row-3'].flatMap((entryId) =>
		['work', 'pay'].map((name) =>
			idOf({
				...draft('table.entry_updated'),
				table: { name, entryId, effectiveDate: null, record: null },
			}),
		),
	);
	expect(new Set(ids).size).toBe(6);
});

describe('parts do not run into each other', () => {
	const event: HrEventDraft = { eventType: 'other', employee: employee() };

	it.each([
		[['a', 'b'], ['a,b']],
		[['a', 'b'], ['a","b']],
		[['a', 'b'], ['ab']],
		[
			['ab', 'c'],
			['a', 'bc'],
		],
		[
			['a', null],
			['a', 'null'],
		],
		[
			['', 'a'],
			['a', ''],
		],
		[
			['a\\', 'b'],
			['a', '\\b'],
		],
	])('%j is not %j', (one, another) => {
		expect(idOf(event, one)).not.toBe(idOf(event, another));
	});

	it('whatever the parts are', () => {
		const parts = fc.array(fc.oneof(fc.string(), fc.constant(null)), {
			minLength: 3,
			maxLength: 3,
		});
		fc.assert(
			fc.property(parts, parts, (one, another) => {
				expect(idOf(event, one) === idOf(event, another)).toBe(
					one.every((part, at) => part === another[at]),
				);
			}),
		);
	});
});
