import type { IExecuteFunctions } from 'n8n-workflow';

import { skipRepeats } from '../../../nodes/shared/interpret/skipRepeats';
import type { Candidate } from '../../../nodes/shared/interpret/report';
import type { HrEventDraft } from '../../../nodes/shared/model/draft';
import { employee } from '../../../nodes/shared/model/employee';
import { identityOf } from '../../../nodes/shared/model/identity';
import { leave } from '../../../nodes/shared/model/leave';
import { termination } from '../../../nodes/shared/model/termination';
import { fakeVendor, surroundFake } from '../../support/fakeVendor';
import { executeContext, useDeduplicator } from '../../support/n8n';
import { day, instant } from '../../support/days';

/*
 * A trigger that waits for webhooks and a schedule trigger of the same vendor, side by side in one
 * workflow and both set to *Of All HR Triggers in This Workflow*. Whatever both can tell comes once.
 */

type Told = readonly [source: 'instant' | 'schedule', eventType: string, eventId: string];

beforeEach(async () => {
	await useDeduplicator();
});

const contextOf = (nodeId: string): IExecuteFunctions =>
	executeContext(surroundFake(fakeVendor(), { nodeId }), [{}]);

/** What the workflow gets from the one or the other trigger. */
async function hear(
	source: Told[0],
	drafts: readonly HrEventDraft[],
	delivery: readonly string[] | null,
	{ isSelected = true, account = 'company' } = {},
): Promise<Told[]> {
	const candidates = drafts.map((draft): Candidate => {
		const identity = identityOf(draft, { vendor: 'vendor', account, delivery });
		const { eventType } = draft;
		return {
			event: { eventType, eventId: identity.eventId } as Candidate['event'],
			item: 0,
			identity,
			isSelected,
		};
	});
	// A look tells first what was changed, then what is due.
	const isChange = ({ identity }: HrEventDraft): boolean => identity?.changedAt !== undefined;
	const reports = [
		candidates.filter((_, at) => drafts.some((one, i) => i === at && isChange(one))),
		candidates.filter((_, at) => drafts.some((one, i) => i === at && !isChange(one))),
	].map((some) => ({ candidates: some, undone: [] }));
	const emitted = await skipRepeats(contextOf(source), reports, {
		scope: 'workflow',
		isRetry: false,
	});
	return emitted.map(({ event }) => [source, event.eventType, event.eventId]);
}

let deliveries = 0;
/** A delivery of the vendor. */
const deliver = async (
	drafts: readonly HrEventDraft[],
	how: Parameters<typeof hear>[3] = {},
): Promise<Told[]> => await hear('instant', drafts, [`delivery ${(deliveries += 1)}`], how);
/** A look of the schedule trigger. */
const look = async (
	drafts: readonly HrEventDraft[],
	how: Parameters<typeof hear>[3] = {},
): Promise<Told[]> => await hear('schedule', drafts, null, how);

const typesOf = (told: readonly Told[]): string[] => told.map(([, eventType]) => eventType);

const CHANGED_AT = instant('2026-05-11T09:00:00.000Z');
const NEXT_DAY = instant('2026-05-12T06:00:00.000Z');
const person = employee({ id: '7', startDate: day('2026-05-11') });
const ending = termination({
	date: day('2026-06-30'),
	lastWorkingDate: day('2026-06-15'),
	noticeDate: day('2026-05-11'),
});
const week = leave({ id: '77', startDate: day('2026-05-11'), endDate: day('2026-05-15') });

/** The same, as a delivery tells it and as a look finds it. */
interface Pair {
	readonly delivered: HrEventDraft;
	readonly found: HrEventDraft;
}

/** A change as a delivery tells it, and as a look finds it. */
function change(draft: Omit<HrEventDraft, 'employee'>, seenAt = CHANGED_AT): Pair {
	const delivered = { employee: person, occurredAt: CHANGED_AT, ...draft };
	const identity = { ...draft.identity, changedAt: seenAt, isStated: false, daysBefore: [14] };
	return { delivered, found: { ...delivered, identity } };
}

/** A day that is reached, as a delivery tells it on that day, and as a look finds it. */
function reached(draft: Omit<HrEventDraft, 'employee'>): Pair {
	const delivered = { employee: person, occurredAt: CHANGED_AT, ...draft };
	return { delivered, found: { ...delivered, occurredAt: instant('2026-05-11T04:00:00.000Z') } };
}

const BOTH: ReadonlyArray<readonly [string, Pair]> = [
	...[
		change({ eventType: 'employee.created', effectiveDate: day('2026-05-11') }),
		change({ eventType: 'employee.hired', effectiveDate: day('2026-05-11') }),
		change({
			eventType: 'employee.rehired',
			effectiveDate: day('2026-05-11'),
			identity: { employmentId: 'e' },
		}),
		change({ eventType: 'employee.termination_scheduled', termination: ending }),
		change({ eventType: 'employee.termination_cancelled', effectiveDate: day('2026-06-30') }),
		change({ eventType: 'employee.deleted' }),
		reached({ eventType: 'employee.started', effectiveDate: day('2026-05-11') }),
		reached({ eventType: 'employee.access_ended', termination: ending }),
		reached({ eventType: 'employee.terminated', termination: ending }),
		reached({ eventType: 'leave.started', leave: week }),
		reached({ eventType: 'leave.ended', leave: week }),
		// As a status of the employment, which has no id.
		reached({ eventType: 'leave.started', leave: { ...week, id: null, kind: 'status' } }),
		reached({ eventType: 'leave.ended', leave: { ...week, id: null, kind: 'status' } }),
	].map((one) => [one.delivered.eventType, one] as const),
];

describe.each(BOTH)('%s', (eventType, { delivered, found }) => {
	it('comes once, whichever trigger is first, and with the same id', async () => {
		const [first] = await deliver([delivered]);
		expect(await look([found])).toEqual([]);
		await useDeduplicator();
		const [again] = await look([found]);
		expect(await deliver([delivered])).toEqual([]);
		expect([first?.[1], again?.[1]]).toEqual([eventType, eventType]);
		expect(again?.[2]).toBe(first?.[2]);
	});

	it('comes from the trigger in which it is chosen', async () => {
		expect(await deliver([delivered], { isSelected: false })).toEqual([]);
		expect(typesOf(await look([found]))).toEqual([eventType]);
		await useDeduplicator();
		expect(await look([found], { isSelected: false })).toEqual([]);
		expect(typesOf(await deliver([delivered]))).toEqual([eventType]);
	});

	it('of another company is another one', async () => {
		await deliver([delivered]);
		expect(await look([found], { account: 'another' })).toHaveLength(1);
	});
});

describe('a change that a look sees on the next day', () => {
	it.each(
		BOTH.filter(([, { found }]) => found.identity !== undefined).map(
			([eventType, { delivered }]) => [eventType, delivered] as const,
		),
	)('(%s) comes once after the delivery, and at most twice before it', async (_, delivered) => {
		const { found } = change(delivered, NEXT_DAY);
		expect(await deliver([delivered])).toHaveLength(1);
		expect(await look([found])).toEqual([]);
		await useDeduplicator();
		expect(await look([found])).toHaveLength(1);
		expect((await deliver([delivered])).length).toBeLessThanOrEqual(1);
		expect(await look([found])).toEqual([]);
	});
});

describe('stories of both', () => {
	const scheduled = change({ eventType: 'employee.termination_scheduled', termination: ending });
	const cancelled = change({ eventType: 'employee.termination_cancelled' });
	const started = reached({ eventType: 'employee.started', effectiveDate: day('2026-05-11') });
	const over = [
		reached({ eventType: 'employee.access_ended', termination: ending }),
		reached({ eventType: 'employee.terminated', termination: ending }),
	];
	const reminder = {
		eventType: 'employee.last_day_upcoming',
		effectiveDate: day('2026-06-15'),
		employee: person,
		termination: ending,
		reminder: { daysBefore: 14 },
	} as const;

	it('a first day that is moved to today, and that the vendor reports at once', async () => {
		const moved = change({
			eventType: 'employee.start_changed',
			effectiveDate: day('2026-05-11'),
		});
		expect(typesOf(await deliver([started.delivered]))).toEqual(['employee.started']);
		expect(typesOf(await look([moved.found, started.found]))).toEqual(['employee.start_changed']);
	});

	it('a leaver with a last day of work before the end, who is reported when access is over', async () => {
		const [access] = over;
		if (access === undefined) throw new RangeError('No leaver');
		await deliver([scheduled.delivered]);
		await deliver([access.delivered]);
		expect(await look([scheduled.found, access.found])).toEqual([]);
	});

	describe('a hire whose first day could not be read at first', () => {
		const unread = {
			eventType: 'employee.hired' as const,
			employee: employee({ id: '7' }),
			occurredAt: CHANGED_AT,
		};
		const on = (date: string): HrEventDraft =>
			change({ eventType: 'employee.hired', effectiveDate: day(date) }, NEXT_DAY).found;

		it('comes once, and again only on another day', async () => {
			expect(typesOf(await deliver([unread]))).toEqual(['employee.hired']);
			expect(await look([on('2026-05-11')])).toEqual([]);
			expect(await deliver([unread])).toEqual([]);
			expect(await look([on('2026-05-11')])).toEqual([]);
			expect(typesOf(await look([on('2026-06-01')]))).toEqual(['employee.hired']);
			expect(await deliver([unread])).toEqual([]);
		});

		it('comes again after the hire was cancelled', async () => {
			await deliver([unread]);
			await look([change({ eventType: 'employee.hire_cancelled' }).found]);
			expect(typesOf(await look([on('2026-05-11')]))).toEqual(['employee.hired']);
		});

		it('comes from the trigger in which it is chosen', async () => {
			await deliver([unread], { isSelected: false });
			expect(typesOf(await look([on('2026-05-11')]))).toEqual(['employee.hired']);
		});
	});

	it('an end that is withdrawn and entered again is a change for both', async () => {
		await deliver([scheduled.delivered]);
		await look([scheduled.found, ...over.map(({ found }) => found)]);
		await deliver([cancelled.delivered]);
		expect(await look([cancelled.found])).toEqual([]);
		const again = over.map(({ found }) => found);
		expect(typesOf(await look(again))).toEqual(['employee.access_ended', 'employee.terminated']);
	});

	it('a reminder comes again after an end was withdrawn, whoever said so first', async () => {
		await look([scheduled.found]);
		expect(await look([reminder])).toHaveLength(1);
		await deliver([cancelled.delivered]);
		await look([cancelled.found]);
		expect(await look([reminder])).toHaveLength(1);
		expect(await look([reminder])).toEqual([]);
	});
});
