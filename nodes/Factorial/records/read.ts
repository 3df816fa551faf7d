import type { Described } from '../../shared/interpret/tell';
import type { Api } from '../../shared/outbound/api';
import { attempt, reasonsOf } from '../../shared/outbound/attempt';
import type { InterpretContext } from '../../shared/vendor';
import type { ContractVersion } from './contract';
import { readContracts } from './contracts';
import { NO_NAMES, readNames } from './directory';
import type { EmployeeRecord } from './employee';
import { employeeSchema, normaliseEmployee } from './employee';
import { readOne } from './lists';

export const EMPLOYEES = 'employees/employees';

/** @throws NodeApiError in plain words */
export async function readEmployee(api: Api, id: string): Promise<EmployeeRecord> {
	return await readOne(api, EMPLOYEES, id, employeeSchema, 'an employee');
}

/** What of a person had to be read to decide an event, or came with it. */
export interface Known {
	readonly person?: EmployeeRecord;
	readonly contracts?: readonly ContractVersion[];
}

/**
 * The person behind an event: what is known, and with *Fetch Details* what is missing from it.
 * What cannot be read is left out and said in `enrichment`: detail never stops an event that is
 * decided.
 */
export async function describePerson(
	personId: string | null,
	known: Known,
	{ api, fetchDetails, today }: Pick<InterpretContext, 'api' | 'fetchDetails' | 'today'>,
): Promise<Described> {
	if (!fetchDetails || personId === null) {
		const file = { person: known.person ?? null, contracts: known.contracts ?? [] };
		const isSomethingKnown = file.person !== null || file.contracts.length > 0;
		return {
			employee: normaliseEmployee(personId, file, { names: NO_NAMES, today }),
			enrichment: { status: isSomethingKnown ? 'partial' : 'none', reason: null },
		};
	}
	const [person, contracts, { names, missing }] = await Promise.all([
		known.person === undefined ? attempt(readEmployee(api, personId)) : { value: known.person },
		known.contracts === undefined
			? attempt(readContracts(api, personId))
			: { value: known.contracts },
		readNames(api),
	]);
	const read = 'value' in person ? person.value : null;
	const managerId = read?.manager_id;
	const manager = managerId == null ? { value: null } : await attempt(readEmployee(api, managerId));
	const reasons = [...new Set([...reasonsOf([person, contracts, manager]), ...missing])];
	return {
		employee: normaliseEmployee(
			personId,
			{
				person: read,
				contracts: 'value' in contracts ? contracts.value : [],
				manager: 'value' in manager ? manager.value : null,
			},
			{ names, today },
		),
		enrichment: {
			status: read === null ? 'failed' : reasons.length > 0 ? 'partial' : 'full',
			reason: reasons.join(' · ') || null,
		},
	};
}
