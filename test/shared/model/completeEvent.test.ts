import { completeEvent } from '../../../nodes/shared/model/completeEvent';
import type { Origin } from '../../../nodes/shared/model/completeEvent';
import type { HrEventDraft } from '../../../nodes/shared/model/draft';
import { employee } from '../../../nodes/shared/model/employee';
import { EVENT_TYPES, factsOf } from '../../../nodes/shared/model/eventTypes';
import { hrEventSchema } from '../../../nodes/shared/model/hrEvent';
import { leave } from '../../../nodes/shared/model/leave';
import { termination } from '../../../nodes/shared/model/termination';
import { day, instant } from '../../support/days';

const origin: Origin = {
	source: {
		vendor: 'vendor',
		companyId: null,
		nativeType: 'native.type',
		verifiedBy: 'signature',
		delivery: 'webhook',
	},
	account: 'account',
	receivedAt: instant('2026-03-02T10:00:00.000Z'),
	deliveryIdentity: ['native.type', '1'],
	raw: { private: 'data' },
};
const settings = { today: day('2026-03-02'), includeRaw: false };

const full: Omit<HrEventDraft, 'eventType'> = {
	effectiveDate: day('2026-03-31'),
	occurredAt: instant('2026-03-01T10:00:00.000Z'),
	employee: employee({ id: 'e', displayName: 'Ada', startDate: day('2026-01-01') }),
	leave: leave({ id: 'l', startDate: day('2026-03-31'), endDate: null }),
	termination: termination({ date: day('2026-03-31') }),
	table: { name: 'work', entryId: 'r', effectiveDate: null, record: { any: ['thing'] } },
	reminder: { daysBefore: 14 },
	anniversary: { years: 3 },
	changedFields: ['a', 'b'],
	actor: { id: 'someone', type: 'user' },
	enrichment: { status: 'partial', reason: 'No permission' },
};

/** Every key at every level; `raw` comes and goes by rule. */
const KEYS = Object.keys(hrEventSchema.shape).filter((key) => key !== 'raw');

describe.each(EVENT_TYPES)('%s', (eventType) => {
	it.each([
		['nothing but the person', { eventType, employee: employee() }],
		['everything', { eventType, ...full }],
	])('has every key and fits the schema when the vendor says %s', (_, draft) => {
		const event = completeEvent(draft, origin, settings);
		expect(hrEventSchema.parse(event)).toEqual(event);
		expect(Object.keys(event).filter((key) => key !== 'raw')).toEqual(KEYS);
		expect(Object.values(event)).not.toContain(undefined);
		expect(event.category).toBe(factsOf(eventType).category);
	});

	it('carries the delivery only when asked to, or when it is all there is', () => {
		const isAllThereIs = eventType === 'other' || eventType === 'unmapped';
		const draft = { eventType, ...full };
		expect('raw' in completeEvent(draft, origin, settings)).toBe(isAllThereIs);
		const asked = completeEvent(draft, origin, { ...settings, includeRaw: true });
		expect(asked.raw).toEqual({ private: 'data' });
		expect(hrEventSchema.safeParse(asked).success).toBe(true);
	});
});

it('fills in what was not fetched and who did it', () => {
	const event = completeEvent(
		{ eventType: 'employee.hired', employee: employee() },
		origin,
		settings,
	);
	expect(event).toMatchObject({
		effectiveDate: null,
		occurredAt: null,
		phase: 'unknown',
		changedFields: [],
		actor: { id: null, type: null },
		leave: null,
		termination: null,
		table: null,
		reminder: null,
		anniversary: null,
		refs: { employeeId: null, leaveId: null, tableName: null, entryId: null },
		enrichment: { status: 'none', reason: null },
	});
});

it('takes over what the vendor says', () => {
	const event = completeEvent({ eventType: 'leave.approved', ...full }, origin, settings);
	expect(event).toMatchObject({
		phase: 'scheduled',
		effectiveDate: day('2026-03-31'),
		occurredAt: instant('2026-03-01T10:00:00.000Z'),
		receivedAt: instant('2026-03-02T10:00:00.000Z'),
		changedFields: ['a', 'b'],
		reminder: { daysBefore: 14 },
		anniversary: { years: 3 },
		actor: { id: 'someone', type: 'user' },
		refs: { employeeId: 'e', leaveId: 'l', tableName: 'work', entryId: 'r' },
		enrichment: { status: 'partial', reason: 'No permission' },
		source: origin.source,
	});
	const effective = completeEvent({ eventType: 'leave.approved', ...full }, origin, {
		...settings,
		today: day('2026-03-31'),
	});
	expect(effective.phase).toBe('effective');
});

it.each([{ a: 1 }, [1, 2], 'text', 5, true, null])('takes any delivery for raw: %j', (raw) => {
	const event = completeEvent(
		{ eventType: 'unmapped', employee: employee() },
		{ ...origin, raw },
		settings,
	);
	expect(hrEventSchema.parse(event).raw).toEqual(raw);
});
