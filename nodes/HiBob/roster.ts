import type { Day } from '../shared/model/dates';
import { dayOf } from '../shared/model/dates';
import type { Employee } from '../shared/model/employee';
import { employee } from '../shared/model/employee';
import type { EventType } from '../shared/model/eventTypes';
import type { Api } from '../shared/outbound/api';
import { refusalAs, unexpectedAnswer } from '../shared/outbound/failure';
import { readWhole } from '../shared/outbound/wholeList';
import type { Misfit } from '../shared/reading/readAs';
import type { RosterEntry } from '../shared/schedule/roster';
import { oncePerPoll } from '../shared/schedule/oncePerPoll';
import type { Roster, RosterContext } from '../shared/vendor';
import type { Lifecycles } from './records/fetch/lifecycles';
import { lifecycleHidden, listLifecycles } from './records/fetch/lifecycles';
import { leftOutMessage, PEOPLE, searchPeople } from './records/fetch/people';
import { MANY_ROWS } from './records/fetch/rows';
import { listOut, OUTS } from './records/fetch/timeOff';
import { AUDIENCE_HINT } from './records/permissions';
import type { PersonRecord } from './records/person';
import { fieldOf, isFilled, textOf, wordsOf } from './records/person';
import { stageOf } from './records/stage';
import type { TimeOffOut } from './records/timeOff';
import { leftLongAgo, rosterEntry } from './rosterEntry';
import { requestedLeaves, statusLeaves } from './rosterLeaves';

/**
 * The events that HiBob's lists can show: people, their lifecycles, and who is out. People in HiBob have no last day
 * of a contract, so no reminder of one is among them.
 */
const PRODUCES: readonly EventType[] = [
	...([
		'employee.created',
		'employee.hired',
		'employee.rehired',
		'employee.start_changed',
	] as const),
	...(['employee.hire_cancelled', 'employee.start_upcoming', 'employee.started'] as const),
	...(['employee.termination_scheduled', 'employee.termination_cancelled'] as const),
	...(['employee.last_day_upcoming', 'employee.access_ended', 'employee.terminated'] as const),
	...(['employee.probation_ending', 'employee.anniversary'] as const),
	...(['employee.updated', 'employee.job_changed', 'employee.deleted'] as const),
	...(['leave.started', 'leave.ended'] as const),
];

/**
 * Lists who is here and who is away. It takes one search for everybody, a request for each 200 lifecycles, and one list
 * of who is out. No record names the company.
 */
export const roster: Roster = {
	produces: PRODUCES,
	// Whether a lifecycle is hidden shows only in all lifecycles together.
	isReadAsAWhole: true,
	everybody: async (_wanted, context) => {
		const { entries } = await everybody(context);
		return { records: [...entries.values()], companyId: null, next: null };
	},
	async leaves(period, context) {
		const { api } = context;
		const [{ entries, lifecycles }, outs] = await Promise.all([
			everybody(context),
			readWhole(api, OUTS, async (noted) => await listApproved(noted, period)),
		]);
		const personOf = (id: string): Employee => entries.get(id)?.employee ?? employee({ id });
		return {
			records: [
				...requestedLeaves(outs, personOf),
				...[...entries.values()].flatMap(({ employee: person }) =>
					statusLeaves(lifecycles.get(person.id) ?? [], period, person),
				),
			],
			companyId: null,
		};
	},
};

/** The people whom HiBob shows, and their lifecycles. */
interface Everybody {
	/** The people on the roster, by id. */
	readonly entries: ReadonlyMap<string, RosterEntry>;
	readonly lifecycles: Lifecycles;
}

const everybody = oncePerPoll(
	async ({ api, today, wasHere }: RosterContext): Promise<Everybody> => {
		const people = await readWhole(
			api,
			PEOPLE,
			async (noted) => await searchPeople(noted, { showInactive: true }),
		);
		refuseHidden(api, people);
		const lifecycles = await readWhole(api, MANY_ROWS, listLifecycles);
		const isSeen = ({ id }: PersonRecord): boolean => (lifecycles.get(id)?.length ?? 0) > 0;
		const unseen = people.filter((person) => !isSeen(person) && !hasLeft(person));
		if (unseen.length > 0) throw lifecycleHidden(api, unseen.length);
		const entries = new Map<string, RosterEntry>();
		for (const person of people.filter(isSeen)) {
			const entry = rosterEntry(person, lifecycles.get(person.id) ?? [], today);
			if (leftLongAgo(entry, today) && !wasHere(person.id)) continue;
			if (isStartUnread(person))
				throw unexpectedAnswer(api.node, api.vendor, PEOPLE, misfit(START));
			entries.set(person.id, entry);
		}
		return { entries, lifecycles };
	},
);

/**
 * Who is out, without requests that wait for approval: these would need another permission.
 * @throws NodeApiError if a request does not say when it begins
 */
async function listApproved(api: Api, period: { from: Day; to: Day }): Promise<TimeOffOut[]> {
	const outs = await listOut(api, { ...period, includePending: false, includePrivate: true });
	const isDayless = outs.some(({ startDate, date }) => dayOf(startDate ?? date) === null);
	if (!isDayless) return outs;
	throw unexpectedAnswer(api.node, api.vendor, OUTS, misfit('startDate'));
}

const misfit = (field: string): Misfit => ({ misfits: [field], isForeign: false });

const START = 'work.startDate';

/** Whether the person's own record says that the person has left. Such a person may have no lifecycle. */
function hasLeft(person: PersonRecord): boolean {
	const field = 'internal.lifecycleStatus';
	return stageOf([wordsOf(person, field), textOf(person, field)]) === 'terminated';
}

/** Whether a first day is entered that cannot be read. This is not the same as no first day. */
function isStartUnread(person: PersonRecord): boolean {
	return isFilled(person, START) && dayOf(wordsOf(person, START)) === null;
}

/**
 * Stops if the service user may see too little: HiBob leaves out people and fields that it may not see.
 * @throws NodeApiError if nobody is in the list, or if everybody's first day is missing
 */
function refuseHidden(api: Api, people: readonly PersonRecord[]): void {
	if (people.some((person) => fieldOf(person, START) !== undefined)) return;
	const hint = people.length === 0 ? NOBODY : (leftOutMessage(people, [START]) ?? '');
	throw refusalAs(403, api, { method: 'POST', path: '/people/search', hint });
}

const NOBODY = `HiBob shows nobody. ${AUDIENCE_HINT}`;
