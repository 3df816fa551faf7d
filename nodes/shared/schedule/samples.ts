import type { Day, Instant } from '../model/dates';
import { byDay, byInstant, isEarlier, shiftDay, utcDayOf } from '../model/dates';
import type { HrEventDraft } from '../model/draft';
import type { EventType } from '../model/eventTypes';
import { changeDraft, dueDraft, leaveDraft } from './drafts';
import { knownOf } from './known';
import type { DueSettings, Horizon, Moment } from './moments';
import { momentsOf, momentsOfLeave } from './moments';
import type { RosterEntry, RosterLeave } from './roster';
import { LEFT_LATELY_DAYS } from './roster';

/*
 * Samples of the chosen events, for a user who builds a workflow. They are made of real records: who starts next, who
 * leaves next, who is away. Nothing has to happen for them.
 */

/** Every day of the year comes within this many days. */
const AHEAD_DAYS = 366;

/** An event that is due at a time not far away, and its draft. */
interface Due {
	readonly moment: Moment;
	readonly draft: HrEventDraft;
}

/** Who serves as a sample. */
export interface Shown {
	readonly people: readonly RosterEntry[];
	readonly leaves: readonly RosterLeave[];
}

/**
 * A sample of each event, if the vendor lists somebody who fits it.
 * @param until the time of the run, which is now
 */
export function samplesOf(
	{ people, leaves }: Shown,
	eventTypes: readonly EventType[],
	until: Instant,
	settings: DueSettings,
): HrEventDraft[] {
	const horizon = yearAround(until);
	const due = [
		...people.flatMap((entry): Due[] =>
			momentsOf(knownOf(entry, null).days, settings, horizon).map((moment) => ({
				moment,
				draft: dueDraft(entry, moment),
			})),
		),
		...leaves
			.filter(({ leave }) => leave.isConfirmed === true)
			.flatMap((one): Due[] =>
				momentsOfLeave(
					{ start: one.leave.startDate, end: one.leave.endDate },
					settings,
					horizon,
				).map((moment) => ({ moment, draft: leaveDraft(one, moment) })),
			),
	];
	return eventTypes.flatMap((eventType) => {
		const ofType = due.filter(({ moment }) => moment.eventType === eventType);
		const sample =
			nearest(ofType, until, eventType)?.draft ??
			changeSample(people, eventType, { until, settings });
		return sample === null ? [] : [sample];
	});
}

function yearAround(until: Instant): Horizon {
	const today = utcDayOf(until);
	return {
		from: shiftDay(today, -LEFT_LATELY_DAYS) ?? today,
		to: shiftDay(today, AHEAD_DAYS) ?? today,
	};
}

/**
 * The next event that is due; if there is none, the last one that was due. Of leaves that begin, a leave that has begun
 * comes first.
 */
function nearest(due: readonly Due[], until: Instant, eventType: EventType): Due | undefined {
	const inOrder = [...due].sort((a, b) => byInstant(a.moment.dueAt, b.moment.dueAt));
	const next = inOrder.find(({ moment }) => isEarlier(until, moment.dueAt));
	const last = inOrder.filter(({ moment }) => !isEarlier(until, moment.dueAt)).at(-1);
	return eventType === 'leave.started' ? (last ?? next) : (next ?? last);
}

/** Events of a first day that was entered, moved or withdrawn. */
const OF_THE_START: readonly EventType[] = [
	...(['employee.created', 'employee.hired', 'employee.rehired'] as const),
	...(['employee.start_changed', 'employee.hire_cancelled'] as const),
];
const OF_THE_END: readonly EventType[] = [
	...(['employee.termination_scheduled', 'employee.termination_cancelled'] as const),
];
const OF_THE_RECORD: readonly EventType[] = [
	...(['employee.updated', 'employee.job_changed', 'employee.deleted'] as const),
];

/** One list cannot show a change. So the sample has somebody for whom the change may come. */
function changeSample(
	people: readonly RosterEntry[],
	eventType: EventType,
	poll: { until: Instant; settings: DueSettings },
): HrEventDraft | null {
	const sample = (entry: RosterEntry | undefined, effectiveDate: Day | null) =>
		entry === undefined ? null : changeDraft(entry, { eventType, effectiveDate }, poll);
	const newest = lastBy(people, ({ employee }) => employee.startDate);
	if (OF_THE_START.includes(eventType)) return sample(newest, newest?.employee.startDate ?? null);
	if (OF_THE_RECORD.includes(eventType)) return sample(newest, null);
	if (!OF_THE_END.includes(eventType)) return null;
	const leavers = people.filter(({ termination }) => termination != null);
	const leaver = lastBy(leavers, ({ termination }) => termination?.date ?? null);
	return sample(leaver, leaver?.termination?.date ?? null);
}

function lastBy<T>(all: readonly T[], dayOf: (one: T) => Day | null): T | undefined {
	return [...all].sort((a, b) => byDay(dayOf(a), dayOf(b))).at(-1);
}
