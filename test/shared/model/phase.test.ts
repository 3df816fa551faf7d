import { EVENT_TYPES, factsOf } from '../../../nodes/shared/model/eventTypes';
import type { EventType } from '../../../nodes/shared/model/eventTypes';
import type { Phase } from '../../../nodes/shared/model/hrEvent';
import { isOver, phaseOf } from '../../../nodes/shared/model/phase';
import { day } from '../../support/days';

const DAY = day('2026-03-31');
const DAYS = { dayBefore: day('2026-03-30'), onTheDay: DAY, dayAfter: day('2026-04-01') } as const;

type Row = readonly [dayBefore: Phase, onTheDay: Phase, dayAfter: Phase];
const BEGINS: Row = ['scheduled', 'effective', 'effective'];
const ENDS: Row = ['scheduled', 'scheduled', 'effective'];
const CANCELLED: Row = ['cancelled', 'cancelled', 'cancelled'];

const PHASES: Record<EventType, Row> = {
	'employee.created': BEGINS,
	'employee.hired': BEGINS,
	'employee.rehired': BEGINS,
	'employee.started': BEGINS,
	'employee.start_upcoming': BEGINS,
	'employee.start_changed': BEGINS,
	'employee.hire_cancelled': CANCELLED,
	'employee.termination_scheduled': ENDS,
	'employee.termination_cancelled': CANCELLED,
	'employee.last_day_upcoming': ENDS,
	'employee.contract_ending': ENDS,
	'employee.probation_ending': ENDS,
	'employee.anniversary': BEGINS,
	// Whoever says that someone has left, or is back, says so of that very day, too.
	'employee.access_ended': BEGINS,
	'employee.terminated': BEGINS,
	'leave.requested': BEGINS,
	'leave.approved': BEGINS,
	'leave.declined': CANCELLED,
	'leave.cancelled': CANCELLED,
	'leave.updated': BEGINS,
	'leave.started': BEGINS,
	'leave.ended': BEGINS,
	'leave.created': BEGINS,
	'employee.updated': BEGINS,
	'employee.job_changed': BEGINS,
	'employee.transferred': BEGINS,
	'employee.activated': BEGINS,
	'employee.deactivated': BEGINS,
	'employee.onboarding_completed': BEGINS,
	'employee.deleted': BEGINS,
	'table.entry_created': BEGINS,
	'table.entry_updated': BEGINS,
	'table.entry_deleted': BEGINS,
	other: BEGINS,
	unmapped: BEGINS,
};

it.each(EVENT_TYPES)(
	'%s is told by its date: the day before, on the day, the day after',
	(type) => {
		const phases = [DAYS.dayBefore, DAYS.onTheDay, DAYS.dayAfter].map((today) =>
			phaseOf({ eventType: type, effectiveDate: DAY }, today),
		);
		expect(phases).toEqual(PHASES[type]);
	},
);

it.each(EVENT_TYPES)(
	'%s without a date, or without today’s, is unknown, unless it takes something back',
	(eventType) => {
		const isCancelled = PHASES[eventType] === CANCELLED;
		const expected = isCancelled ? 'cancelled' : 'unknown';
		expect(phaseOf({ eventType, effectiveDate: null }, DAY)).toBe(expected);
		expect(phaseOf({ eventType, effectiveDate: DAY }, null)).toBe(expected);
	},
);

it('has a category for every type it decides by', () => {
	expect(EVENT_TYPES.filter((type) => factsOf(type).category === 'termination')).toEqual([
		'employee.termination_scheduled',
		'employee.termination_cancelled',
		'employee.last_day_upcoming',
		'employee.access_ended',
		'employee.terminated',
	]);
});

it.each([
	['the day before', day('2026-03-30'), false],
	['on the day itself', day('2026-03-31'), false],
	['the day after', day('2026-04-01'), true],
	['a year later', day('2027-03-31'), true],
	['a year before', day('2025-12-31'), false],
])('an inclusive last day: %s', (_, today, expected) => {
	expect(isOver(DAY, today)).toBe(expected);
});
