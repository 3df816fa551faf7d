import type { FoundRecord } from '../../shared/actions/operation';
import { sentOf } from '../../shared/reading/sent';
import type { ContractVersion } from '../records/contract';
import { contractEntry } from '../records/contract';

/** A contract version as a record, with the person it belongs to; pay is in the raw record. */
export function contractRecord(contract: ContractVersion): FoundRecord {
	return {
		normalised: {
			employeeId: contract.employee_id,
			...contractEntry(contract, { includePayTables: false }),
		},
		raw: sentOf(contract),
	};
}
