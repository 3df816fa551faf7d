import omit from 'lodash/omit';

import type { Described } from '../../../shared/interpret/interpretation';
import { attemptOptionalRead, reasonsOf } from '../../../shared/outbound/attempt';
import type { InterpretContext } from '../../../shared/vendor';
import type { ContractVersion } from '../contract';
import { NO_NAMES } from '../directory';
import type { EmployeeRecord } from '../employee';
import { normaliseEmployee } from '../employee';
import { readContracts } from './contracts';
import { readNames } from './directory';
import { readEmployee } from './employees';

/** The records of a person that were already read to decide an event, or that came with it. */
export interface Known {
	readonly person?: EmployeeRecord;
	readonly contracts?: readonly ContractVersion[];
	/** The person as a delivery shows them: used if the person was not or could not be read. */
	readonly delivered?: EmployeeRecord;
}

/** The fields which say that a person leaves, or has no access any more. */
const LEAVING = ['active', 'is_terminating', 'terminated_on', 'termination_reason_type'];

/**
 * The person as a delivery shows them, without the fields about leaving. No proof covers a delivery,
 * so these fields only come from a record that was read.
 */
function asDelivered({ delivered }: Known): EmployeeRecord | null {
	return delivered === undefined ? null : { ...omit(delivered, LEAVING), id: delivered.id };
}

/**
 * Describes the person of an event: with the records that are known, and with *Fetch Details* also
 * with the missing ones. A record that cannot be read is left out, and `enrichment` says so. A
 * missing detail never stops an event that is decided.
 */
export async function describePerson(
	personId: string | null,
	known: Known,
	{ api, fetchDetails, today }: Pick<InterpretContext, 'api' | 'fetchDetails' | 'today'>,
): Promise<Described> {
	if (!fetchDetails || personId === null) {
		const file = {
			person: known.person ?? asDelivered(known),
			contracts: known.contracts ?? [],
		};
		const isSomethingKnown = file.person !== null || file.contracts.length > 0;
		return {
			employee: normaliseEmployee(personId, file, { names: NO_NAMES, today }),
			enrichment: { status: isSomethingKnown ? 'partial' : 'none', reason: null },
		};
	}
	const [person, contracts, { names, missing }] = await Promise.all([
		known.person === undefined
			? attemptOptionalRead(readEmployee(api, personId))
			: { value: known.person },
		known.contracts === undefined
			? attemptOptionalRead(readContracts(api, personId))
			: { value: known.contracts },
		readNames(api),
	]);
	const read = 'value' in person ? person.value : asDelivered(known);
	const managerId = read?.manager_id;
	const manager =
		managerId == null ? { value: null } : await attemptOptionalRead(readEmployee(api, managerId));
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
