import chunk from 'lodash/chunk';
import partition from 'lodash/partition';
import uniq from 'lodash/uniq';
import uniqBy from 'lodash/uniqBy';

import { instantOf } from '../shared/model/dates';
import { employee } from '../shared/model/employee';
import type { EventType } from '../shared/model/eventTypes';
import type { Api } from '../shared/outbound/api';
import { withNotes } from '../shared/outbound/api';
import { refusalAs } from '../shared/outbound/failure';
import { takeRecords } from '../shared/outbound/paging';
import { readWhole, readWholeList } from '../shared/outbound/wholeList';
import type { UnreadNotes } from '../shared/reading/unread';
import { unreadNotes } from '../shared/reading/unread';
import { unreadDetailsOf } from '../shared/reading/unreadDetails';
import type { ListedPeople, Roster, RosterContext } from '../shared/vendor';
import { pathOf } from './connection';
import type { ContractVersion } from './records/contract';
import { contractSchema } from './records/contract';
import type { EmployeeRecord } from './records/employee';
import { EMPLOYEES, employeeSchema } from './records/employee';
import {
	contractsByPerson,
	LIST_OF_CONTRACTS,
	listContracts,
	PEOPLE_AT_ONCE,
} from './records/fetch/contracts';
import { readLeaveTypes, readNames } from './records/fetch/directory';
import {
	isSince,
	LIST_OF_EMPLOYEES,
	listEmployees,
	pageOfEmployees,
} from './records/fetch/employees';
import { LIST_OF_LEAVES, listLeaves } from './records/fetch/leaves';
import { normaliseLeave } from './records/leave';
import { leftLongAgo, rosterEntry } from './rosterEntry';

/** The events that Factorial's lists can show: people, their contract versions and their leaves. */
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
	...(['employee.contract_ending', 'employee.probation_ending', 'employee.anniversary'] as const),
	...(['employee.updated', 'employee.job_changed', 'employee.deleted'] as const),
	...(['leave.started', 'leave.ended'] as const),
];

/** Lists who is here and who is away, a hundred records at a time. */
export const roster: Roster = {
	produces: PRODUCES,
	async everybody({ position, isRead }, context) {
		const { api } = context;
		const unread = unreadNotes();
		const { records, next } = await readWhole(
			withNotes(api, unread),
			LIST_OF_EMPLOYEES,
			async (noted) => await somePages(noted, position),
		);
		if (position === null) refuseHidden(api, records);
		const people = records.filter(({ id }) => !isRead(id));
		return { ...(await rosterOf({ people, others: records, unread }, context)), next };
	},
	selective: {
		/** A person's record does not show it if a version of the contract changes. */
		async changedSince(since, { api }) {
			const [people, contracts] = await Promise.all([
				readWholeList(api, LIST_OF_EMPLOYEES, (noted) =>
					listEmployees(noted, { updatedSince: since }),
				),
				readWholeList(api, LIST_OF_CONTRACTS, (noted) =>
					listContracts(noted, { updatedSince: since }),
				),
			]);
			const changed = contracts.filter(({ updated_at: at }) => isSince(at, since));
			return uniq([
				...people.map(({ id }) => id),
				...changed.map(({ employee_id: personId }) => personId),
			]);
		},
		async some(ids, context) {
			const unread = unreadNotes();
			const people = await readWholeList(
				withNotes(context.api, unread),
				LIST_OF_EMPLOYEES,
				(noted) => listEmployees(noted, { ids }),
			);
			return await rosterOf({ people, others: people, unread }, context);
		},
	},
	async leaves(period, { api }) {
		const [{ types }, leaves] = await Promise.all([
			readLeaveTypes(api),
			readWholeList(api, LIST_OF_LEAVES, (noted) => listLeaves(noted, period)),
		]);
		return {
			records: leaves.map((record) => ({
				key: record.id,
				employee: employee({ id: record.employee_id }),
				// The days of a leave cost nothing here: the list has them anyway.
				leave: normaliseLeave(record, types, { withDays: true }),
				changedAt: instantOf(record.updated_at),
			})),
			companyId: null,
		};
	},
};

/** How many pages of a hundred people make a part of the list. */
const PAGES_AT_ONCE = 10;

async function somePages(
	api: Api,
	position: string | null,
): Promise<{ records: EmployeeRecord[]; next: string | null }> {
	const records: EmployeeRecord[] = [];
	let next = position;
	for (let pages = 0; pages < PAGES_AT_ONCE; pages++) {
		const page = await pageOfEmployees(api, next);
		records.push(...page.records);
		next = page.next;
		if (next === null) break;
	}
	return { records: uniqBy(records, 'id'), next };
}

interface Read {
	readonly people: readonly EmployeeRecord[];
	/** More people whose records are there, among whom may be managers. */
	readonly others: readonly EmployeeRecord[];
	/** Notes on what could not be read of them. */
	readonly unread: UnreadNotes;
}

/**
 * Makes the entries of people, with their contract versions and their managers.
 * @throws NodeApiError if something is missing
 */
async function rosterOf(
	{ people, others, unread }: Read,
	{ api, today, wasHere }: RosterContext,
): Promise<ListedPeople> {
	const [left, here] = partition(
		people,
		(person) => leftLongAgo(person, today) && !wasHere(person.id),
	);
	const noted = withNotes(api, unread);
	const ids = here.map(({ id }) => id);
	const [contracts, byId, { names, isForNow }] = await Promise.all([
		readWhole(noted, LIST_OF_CONTRACTS, async (one) => await contractsByPerson(one, ids)),
		withManagers(api, others, here),
		readNames(api),
	]);
	const areAllRead = [...unread.all.values()].every(({ fields }) => fields.length === 0);
	return {
		records: here.map((person) => {
			const own = contracts.get(person.id) ?? [];
			return rosterEntry(
				{
					person,
					contracts: own,
					manager: byId.get(person.manager_id ?? '') ?? null,
					isWhole: !isForNow && (areAllRead || isRead(person, own)),
				},
				{ names, today },
			);
		}),
		left: left.map(({ id }) => id),
		companyId: companyOf(people),
	};
}

/** People by id, with their managers. A manager who cannot be read has no name. */
async function withManagers(
	api: Api,
	others: readonly EmployeeRecord[],
	people: readonly EmployeeRecord[],
): Promise<ReadonlyMap<string, EmployeeRecord>> {
	const byId = new Map(others.map((person) => [person.id, person]));
	const managers = uniq(people.flatMap(({ manager_id: id }) => id ?? []));
	const unknown = managers.filter((id) => !byId.has(id));
	for (const ids of chunk(unknown, PEOPLE_AT_ONCE)) {
		for (const person of await takeRecords(listEmployees(api, { ids }), null)) {
			byId.set(person.id, person);
		}
	}
	return byId;
}

/** Whether every detail of a person could be read. */
function isRead(person: EmployeeRecord, contracts: readonly ContractVersion[]): boolean {
	return (
		unreadDetailsOf(employeeSchema, person).length === 0 &&
		contracts.every((contract) => unreadDetailsOf(contractSchema, contract).length === 0)
	);
}

/**
 * Stops if the credential may see too little: Factorial leaves out the rest, and does not say so.
 * @throws NodeApiError if nobody is in the list, or if everybody's last day is missing
 */
function refuseHidden(api: Api, people: readonly EmployeeRecord[]): void {
	if (people.some(({ terminated_on: day }) => day !== undefined)) return;
	const what = people.length === 0 ? 'everybody' : 'the last day (terminated_on) of everybody';
	const hint = `Factorial leaves out ${what}: use an API key, or connect as an administrator for the whole company.`;
	throw refusalAs(403, api, { method: 'GET', path: pathOf(EMPLOYEES), hint });
}

/** The company, unless the credential shows people of several. */
function companyOf(people: readonly EmployeeRecord[]): string | null {
	const [company = null, ...others] = uniq(people.flatMap(({ company_id: id }) => id ?? []));
	return others.length === 0 ? company : null;
}
