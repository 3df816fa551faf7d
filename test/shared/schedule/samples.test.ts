import { EVENT_TYPES } from '../../../nodes/shared/model/eventTypes';
import { samplesOf } from '../../../nodes/shared/schedule/samples';
import { instant } from '../../support/days';
import { away, person, settings } from './people';

const NOW = instant('2026-05-11T08:00:00Z');

/** The samples of all events, as type, day and person. */
function samples(
	people: ReadonlyArray<ReturnType<typeof person>>,
	leaves: ReadonlyArray<ReturnType<typeof away>> = [],
): Record<string, string> {
	return Object.fromEntries(
		samplesOf({ people, leaves }, EVENT_TYPES, NOW, settings()).map((one) => [
			one.eventType,
			`${one.effectiveDate} ${one.leave?.id ?? one.employee.id}`,
		]),
	);
}

describe('samples', () => {
	it('show who is next, and else who was last', () => {
		const people = [
			person({ id: 'was', start: '2026-05-01', end: '2026-05-10' }),
			person({ id: 'next', start: '2026-06-01', end: '2026-09-30' }),
			person({ id: 'later', start: '2026-07-01', contractEnd: '2027-01-31' }),
		];
		expect(samples(people)).toEqual({
			'employee.start_upcoming': '2026-06-01 next',
			'employee.started': '2026-06-01 next',
			'employee.last_day_upcoming': '2026-09-30 next',
			'employee.access_ended': '2026-09-30 next',
			'employee.terminated': '2026-09-30 next',
			'employee.contract_ending': '2027-01-31 later',
			'employee.created': '2026-07-01 later',
			'employee.hired': '2026-07-01 later',
			'employee.rehired': '2026-07-01 later',
			'employee.start_changed': '2026-07-01 later',
			'employee.hire_cancelled': '2026-07-01 later',
			'employee.termination_scheduled': '2026-09-30 next',
			'employee.termination_cancelled': '2026-09-30 next',
			'employee.updated': 'null later',
			'employee.job_changed': 'null later',
			'employee.deleted': 'null later',
		});
		expect(samples([person({ id: 'was', start: '2026-05-01' })])).toMatchObject({
			'employee.started': '2026-05-01 was',
			'employee.anniversary': '2027-05-01 was',
		});
	});

	it('show who is away now, and else who will be', () => {
		const ahead = { ...away('2026-05-20', '2026-05-22'), key: '78' };
		expect(samples([], [away('2026-05-08', '2026-05-13'), ahead])).toEqual({
			'leave.started': '2026-05-08 77',
			'leave.ended': '2026-05-13 77',
		});
		expect(samples([], [ahead])).toMatchObject({ 'leave.started': '2026-05-20 77' });
	});

	it('show no leave that is not confirmed', () => {
		expect(samples([], [away('2026-05-08', '2026-05-13', false)])).toEqual({});
	});
});
