import type { Enrichment } from '../../../shared/model/hrEvent';
import type { Api } from '../../../shared/outbound/api';
import { attemptOptionalRead, reasonsOf } from '../../../shared/outbound/attempt';
import type { Directory } from '../directory';
import { EMPTY_DIRECTORY } from '../directory';
import type { EmployeeRecord } from '../employee';
import { inOneSpelling } from '../employee';
import { idIn } from '../named';
import { readDirectory } from './directory';
import { readEmployee } from './employees';

/** Records that were read for an event, as far as they could be read. */
export interface Details {
	/** The person; null if it was not asked for or could not be read. */
	readonly record: EmployeeRecord | null;
	/** The person's manager, likewise. */
	readonly manager: EmployeeRecord | null;
	readonly directory: Directory;
	readonly enrichment: Enrichment;
}

export const NO_DETAILS: Details = {
	record: null,
	manager: null,
	directory: EMPTY_DIRECTORY,
	enrichment: { status: 'none', reason: null },
};

/**
 * Everything that makes an event about a person complete: the record, the manager, the names behind ids. What
 * cannot be read is left out, and `enrichment` says so: missing detail never stops an event that is decided.
 * @param also whether leave categories are needed too
 */
export async function readDetails(
	api: Api,
	employeeId: string,
	also?: { categories: boolean },
): Promise<Details> {
	const [record, { directory, missing }] = await Promise.all([
		attemptOptionalRead(readEmployee(api, employeeId)),
		readDirectory(api, also),
	]);
	const person = 'value' in record ? record.value : null;
	const { manager, missing: missingManager } = await readManager(api, person);
	const reasons = [...new Set([...reasonsOf([record]), ...missing, ...missingManager])];
	return {
		record: person,
		manager,
		directory,
		enrichment: {
			status: person === null ? 'failed' : reasons.length > 0 ? 'partial' : 'full',
			reason: reasons.join(' · ') || null,
		},
	};
}

/** The manager of a person, who may have to know about a leave. */
export async function readManager(
	api: Api,
	person: EmployeeRecord | null,
): Promise<{ manager: EmployeeRecord | null; missing: string[] }> {
	const managerId = person === null ? null : idIn(inOneSpelling(person).reports_to);
	if (managerId === null) return { manager: null, missing: [] };
	const manager = await attemptOptionalRead(readEmployee(api, managerId));
	return { manager: 'value' in manager ? manager.value : null, missing: reasonsOf([manager]) };
}

/** The names behind the ids of a record that came with the event, where only the names are missing. */
export async function readNames(api: Api): Promise<Details> {
	const { directory, missing } = await readDirectory(api);
	return {
		...NO_DETAILS,
		directory,
		enrichment: {
			status: missing.length > 0 ? 'partial' : 'full',
			reason: missing.join(' · ') || null,
		},
	};
}
