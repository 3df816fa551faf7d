import uniq from 'lodash/uniq';

import { instantOf } from '../shared/model/dates';
import { employee } from '../shared/model/employee';
import type { EventType } from '../shared/model/eventTypes';
import type { Api } from '../shared/outbound/api';
import { withNotes } from '../shared/outbound/api';
import { refusalAs } from '../shared/outbound/failure';
import { readWhole, readWholeList } from '../shared/outbound/wholeList';
import { unreadNotes } from '../shared/reading/unread';
import { unreadDetailsOf } from '../shared/reading/unreadDetails';
import type { RosterEntry } from '../shared/schedule/roster';
import { oncePerLook } from '../shared/schedule/oncePerLook';
import type { Roster, RosterContext } from '../shared/vendor';
import { pathOf } from './connection';
import type { ContractVersion } from './records/contract';
import { contractSchema } from './records/contract';
import type { EmployeeRecord } from './records/employee';
import { EMPLOYEES, employeeSchema } from './records/employee';
import { contractsByPerson, LIST_OF_CONTRACTS } from './records/fetch/contracts';
import { readLeaveTypes, readNames } from './records/fetch/directory';
import { LIST_OF_EMPLOYEES, listEmployees } from './records/fetch/employees';
import { LIST_OF_LEAVES, listLeaves } from './records/fetch/leaves';
import { normaliseLeave } from './records/leave';
import { leftLongAgo, rosterEntry } from './rosterEntry';

/** What people, their contract versions and their leaves show from one look to the next. */
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
	people: async (context) => {
		const { records, entries } = await everybody(context);
		return { records: [...entries.values()], companyId: companyOf(records) };
	},
	async leaves(period, context) {
		const { api } = context;
		const [{ records, entries }, { types }, leaves] = await Promise.all([
			everybody(context),
			readLeaveTypes(api),
			readWholeList(api, LIST_OF_LEAVES, (noted) => listLeaves(noted, period)),
		]);
		const gone = new Set(records.map(({ id }) => id).filter((id) => !entries.has(id)));
		return {
			records: leaves
				.filter(({ employee_id: personId }) => !gone.has(personId))
				.map((record) => ({
					key: record.id,
					employee:
						entries.get(record.employee_id)?.employee ?? employee({ id: record.employee_id }),
					// The days of a leave cost nothing here: the list has them anyway.
					leave: normaliseLeave(record, types, { withDays: true }),
					changedAt: instantOf(record.updated_at),
				})),
			companyId: companyOf(records),
		};
	},
};

interface Everybody {
	/** All people of the company, those who left long ago included. */
	readonly records: readonly EmployeeRecord[];
	/** The people on the roster, by id. */
	readonly entries: ReadonlyMap<string, RosterEntry>;
}

/**
 * Reads all people, and the contract versions of those who are on the roster.
 * @throws NodeApiError if something is missing
 */
const everybody = oncePerLook(async ({ api, today }: RosterContext): Promise<Everybody> => {
	const unread = unreadNotes();
	const noted = withNotes(api, unread);
	const records = await readWholeList(noted, LIST_OF_EMPLOYEES, listEmployees);
	refuseHidden(api, records);
	const here = records.filter((person) => !leftLongAgo(person, today));
	const ids = here.map(({ id }) => id);
	const [contracts, { names, isForNow }] = await Promise.all([
		readWhole(noted, LIST_OF_CONTRACTS, async (one) => await contractsByPerson(one, ids)),
		readNames(api),
	]);
	const areAllRead = [...unread.all.values()].every(({ fields }) => fields.length === 0);
	const byId = new Map(records.map((person) => [person.id, person]));
	const entries = here.map((person): [string, RosterEntry] => {
		const own = contracts.get(person.id) ?? [];
		const entry = rosterEntry(
			{
				person,
				contracts: own,
				manager: byId.get(person.manager_id ?? '') ?? null,
				isWhole: !isForNow && (areAllRead || isRead(person, own)),
			},
			{ names, today },
		);
		return [person.id, entry];
	});
	return { records, entries: new Map(entries) };
});

/** Whether every detail of a person could be read. */
function isRead(person: EmployeeRecord, contracts: readonly ContractVersion[]): boolean {
	return (
		unreadDetailsOf(employeeSchema, person).length === 0 &&
		contracts.every((contract) => unreadDetailsOf(contractSchema, contract).length === 0)
	);
}

/**
 * Factorial answers with what the credential may see, and says nothing about the rest.
 * @throws NodeApiError if that is nobody, or nobody's last day
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
