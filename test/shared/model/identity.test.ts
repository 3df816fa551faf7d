import fc from 'fast-check';

import { complete } from '../../../nodes/shared/model/complete';
import type { HrEventDraft } from '../../../nodes/shared/model/draft';
import { employee } from '../../../nodes/shared/model/employee';
import { EVENT_TYPES } from '../../../nodes/shared/model/eventTypes';
import type { EventType } from '../../../nodes/shared/model/eventTypes';
import { eventIdOf } from '../../../nodes/shared/model/identity';
import { leave } from '../../../nodes/shared/model/leave';
import { termination } from '../../../nodes/shared/model/termination';

const DELIVERY = ['person_changed', 'delivery-1'];

/** An event that knows everything, so that any part of it can be told differently. */
function draft(eventType: EventType): HrEventDraft {
	return {
		eventType,
		effectiveDate: '2026-05-01',
		occurredAt: '2026-04-01T08:00:00.000Z',
		employee: employee({ id: 'employee-1', startDate: '2026-05-01', displayName: 'Ada' }),
		leave: leave({
			id: 'leave-1',
			startDate: '2026-05-01',
			endDate: '2026-05-08',
			status: 'approved',
			statusRaw: 'APPROVED',
		}),
		termination: termination({
			date: '2026-05-31',
			lastWorkingDate: '2026-05-15',
			noticeDate: '2026-04-01',
		}),
		table: { name: 'work', entryId: 'row-1', effectiveDate: '2026-05-01', record: { a: 1 } },
		changedFields: ['name'],
		actor: { id: 'actor-1', type: 'user' },
		enrichment: { status: 'full', reason: null },
		identity: { employmentId: 'employment-1', statedAt: '2026-04-01T08:00:00Z' },
	};
}

/** Each fact an id may be made of, told differently. */
const CHANGES = {
	employeeId: (event) => ({ ...event, employee: { ...event.employee, id: 'employee-2' } }),
	effectiveDate: (event) => ({ ...event, effectiveDate: '2026-05-03' }),
	startDate: (event) => ({ ...event, employee: { ...event.employee, startDate: '2026-06-01' } }),
	employmentId: (event) => ({ ...event, identity: { ...event.identity, employmentId: 'other' } }),
	statedAt: (event) => ({ ...event, identity: { ...event.identity, statedAt: '2026-04-02' } }),
	terminationDate: (event) => ({ ...event, termination: ending(event, { date: '2026-06-30' }) }),
	lastWorkingDate: (event) => ({
		...event,
		termination: ending(event, { lastWorkingDate: '2026-05-16' }),
	}),
	accessEndDate: (event) => ({
		...event,
		termination: ending(event, { accessEndDate: '2026-07-31' }),
	}),
	noticeDate: (event) => ({ ...event, termination: ending(event, { noticeDate: '2026-04-02' }) }),
	leaveId: (event) => ({ ...event, leave: leave({ ...event.leave, id: 'leave-2' }) }),
	leaveStart: (event) => ({ ...event, leave: leave({ ...event.leave, startDate: '2026-05-02' }) }),
	leaveEnd: (event) => ({ ...event, leave: leave({ ...event.leave, endDate: '2026-05-09' }) }),
	leaveStatus: (event) => ({ ...event, leave: leave({ ...event.leave, status: 'cancelled' }) }),
	leaveStatusRaw: (event) => ({
		...event,
		leave: leave({ ...event.leave, statusRaw: 'DELETION_PENDING' }),
	}),
	tableName: (event) => ({ ...event, table: { ...rowOf(event), name: 'pay' } }),
	rowId: (event) => ({ ...event, table: { ...rowOf(event), entryId: 'row-2' } }),
} satisfies Record<string, (event: HrEventDraft) => HrEventDraft>;

type Fact = keyof typeof CHANGES | 'delivery';

function ending(event: HrEventDraft, change: Parameters<typeof termination>[0]) {
	return termination({ ...event.termination, ...change });
}

function rowOf(event: HrEventDraft): NonNullable<HrEventDraft['table']> {
	return event.table ?? { name: '', entryId: null, effectiveDate: null, record: null };
}

const LEAVE: readonly Fact[] = ['leaveId', 'leaveStart', 'leaveEnd'];
const DELIVERED: readonly Fact[] = ['delivery', 'tableName', 'rowId'];

/** What makes the id of each event type. */
const MADE_OF: Record<EventType, readonly Fact[]> = {
	'employee.created': ['employeeId'],
	'employee.hired': ['employmentId'],
	'employee.rehired': ['employeeId', 'startDate'],
	'employee.started': ['employeeId', 'startDate'],
	'employee.start_upcoming': DELIVERED,
	'employee.start_changed': DELIVERED,
	'employee.hire_cancelled': DELIVERED,
	'employee.termination_scheduled': [
		'employmentId',
		'terminationDate',
		'lastWorkingDate',
		'accessEndDate',
		'noticeDate',
		'statedAt',
	],
	'employee.termination_cancelled': DELIVERED,
	'employee.access_ended': ['employeeId', 'lastWorkingDate', 'accessEndDate'],
	'employee.terminated': ['employeeId', 'terminationDate'],
	'leave.requested': LEAVE,
	'leave.approved': LEAVE,
	'leave.declined': LEAVE,
	'leave.cancelled': LEAVE,
	'leave.updated': [...LEAVE, 'leaveStatusRaw'],
	'leave.started': LEAVE,
	'leave.ended': LEAVE,
	'leave.created': [...LEAVE, 'leaveStatusRaw'],
	'employee.updated': DELIVERED,
	'employee.job_changed': DELIVERED,
	'employee.transferred': ['employeeId', 'effectiveDate'],
	'employee.activated': DELIVERED,
	'employee.deactivated': DELIVERED,
	'employee.onboarding_completed': DELIVERED,
	'employee.deleted': ['employeeId'],
	'table.entry_created': DELIVERED,
	'table.entry_updated': DELIVERED,
	'table.entry_deleted': DELIVERED,
	other: DELIVERED,
	unmapped: DELIVERED,
};

const idOf = (event: HrEventDraft, delivery: ReadonlyArray<string | null> = DELIVERY): string =>
	eventIdOf('vendor', event, delivery);

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

	it('does not depend on names, actors, enrichment or the instant of the event', () => {
		const again = {
			...told,
			occurredAt: '2026-04-03T08:00:00.000Z',
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
			receivedAt: '2026-04-01T08:00:01.000Z',
			deliveryIdentity: DELIVERY,
			raw: { a: 1 },
		} as const;
		const later = {
			...origin,
			source: { ...origin.source, verifiedBy: 'api', delivery: 'manual' },
			receivedAt: '2026-09-09T09:09:09.000Z',
			raw: null,
		} as const;
		const first = complete(told, origin, { today: '2026-04-01', includeRaw: false });
		const second = complete(told, later, { today: '2026-09-09', includeRaw: true });
		expect(second.eventId).toBe(first.eventId);
		expect(first.eventId).toMatch(/^[0-9a-f]{64}$/);
	});
});

it('differs between event types and vendors', () => {
	const ids = EVENT_TYPES.map((type) => idOf(draft(type)));
	expect(new Set(ids).size).toBe(EVENT_TYPES.length);
	const hired = draft('employee.hired');
	expect(eventIdOf('one', hired, DELIVERY)).not.toBe(eventIdOf('another', hired, DELIVERY));
});

describe('where something is not known', () => {
	const person = employee({ id: 'employee-1' });

	it.each(['employee.hired', 'employee.termination_scheduled'] as const)(
		'%s falls back from the employment to the employee',
		(eventType) => {
			const event = { eventType, employee: person };
			expect(idOf(event)).toBe(idOf({ ...event, identity: { employmentId: null } }));
			expect(idOf(event)).toBe(idOf({ ...event, identity: { employmentId: 'employee-1' } }));
			expect(idOf(event)).not.toBe(idOf({ ...event, employee: employee({ id: 'employee-2' }) }));
		},
	);

	it('access_ended falls back from the last day worked to the last day of employment', () => {
		const ended = (known: Parameters<typeof termination>[0]): string =>
			idOf({
				eventType: 'employee.access_ended',
				employee: person,
				termination: termination(known),
			});
		expect(ended({ date: '2026-05-31' })).toBe(ended({ lastWorkingDate: '2026-05-31' }));
		expect(ended({ date: '2026-05-31' })).not.toBe(ended({ date: '2026-06-30' }));
	});

	it.each(['employee.access_ended', 'employee.terminated'] as const)(
		'%s without a date is the same however it is told, and not one with a date',
		(eventType) => {
			const bare = idOf({ eventType, employee: person });
			expect(idOf({ eventType, employee: person, termination: termination() })).toBe(bare);
			expect(idOf({ eventType, employee: person }, ['again', 'delivery-2'])).toBe(bare);
			const dated = termination({ date: '2026-05-31' });
			expect(idOf({ eventType, employee: person, termination: dated })).not.toBe(bare);
		},
	);

	it('leave.updated falls back from the word of the vendor to the status', () => {
		const updated = (known: Parameters<typeof leave>[0]): string =>
			idOf({
				eventType: 'leave.updated',
				employee: person,
				leave: leave({ id: 'leave-1', ...known }),
			});
		expect(updated({ status: 'approved' })).not.toBe(updated({ status: 'requested' }));
		expect(updated({ status: 'approved' })).toBe(updated({ status: 'approved', statusRaw: null }));
	});

	it.each([undefined, null])('a transfer with the date %s is that of its delivery', (date) => {
		const known = { eventType: 'employee.transferred', employee: person } as const;
		const event = date === undefined ? known : { ...known, effectiveDate: date };
		expect(idOf(event)).toBe(idOf({ ...event, occurredAt: '2026-04-03T08:00:00.000Z' }));
		expect(idOf(event)).not.toBe(idOf(event, ['person_changed', 'delivery-2']));
		const rows = ['row-1', 'row-2'].map((row) => idOf({ ...event, identity: { row } }));
		expect(rows[0]).not.toBe(rows[1]);
	});

	it('null and undefined are the same', () => {
		const event = draft('employee.updated');
		const noRow = { ...event, table: { ...rowOf(event), entryId: null } };
		expect(idOf(noRow)).not.toBe(idOf(event));
		expect(eventIdOf('vendor', event, ['a', undefined])).toBe(
			eventIdOf('vendor', event, ['a', null]),
		);
	});
});

it('a transfer is the same, told by the employment that ends and by the one that begins', () => {
	const told = draft('employee.transferred');
	const ends: HrEventDraft = {
		...told,
		termination: termination({ date: '2026-04-30' }),
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
