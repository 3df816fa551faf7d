import type { Enrichment } from '../../shared/model/hrEvent';
import type { Api } from '../../shared/outbound/api';
import { attempt, reasonsOf } from '../../shared/outbound/attempt';
import { parsed } from '../../shared/outbound/parsed';
import { segment } from '../../shared/outbound/segment';
import type { Directory } from './directory';
import { EMPTY_DIRECTORY, readDirectory } from './directory';
import type { EmployeeRecord } from './employee';
import { employeeRecordSchema } from './employee';

/** Records fetched for an event, as far as they could be. */
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
 * One employee with the rights of the credential's member.
 * https://workable.readme.io/reference/employeesid
 * @throws NodeApiError in plain words
 */
export async function readEmployee(api: Api, id: string): Promise<EmployeeRecord> {
	const query = memberQuery(api);
	const answer = await api.get(`/employees/${segment(id)}`, {
		query,
		needs: 'r_employees',
		...('member_id' in query
			? {}
			: { hint: "Workable may also want an HR admin: enter 'Member ID' in the credential." }),
		// Seen by integrators on records that are there; a record just published may lag as well.
		alsoRetry: [404],
	});
	return parsed(employeeRecordSchema, answer, api, 'an employee');
}

/** The member whose rights a read is made with; documented as required for account tokens. */
export function memberQuery(api: Api): { member_id?: string } {
	const { memberId } = api.credential;
	return typeof memberId === 'string' && memberId !== '' ? { member_id: memberId } : {};
}

/**
 * Everything that makes an event about a person complete: the record, the manager, the names
 * behind ids. What cannot be read is left out and said in `enrichment`: detail never stops an
 * event that is decided.
 * @param also whether leave categories are needed too
 */
export async function readDetails(
	api: Api,
	employeeId: string,
	also?: { categories: boolean },
): Promise<Details> {
	const [record, { directory, missing }] = await Promise.all([
		attempt(readEmployee(api, employeeId)),
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

/** The manager of a person: whoever is to be told about a leave. */
export async function readManager(
	api: Api,
	person: EmployeeRecord | null,
): Promise<{ manager: EmployeeRecord | null; missing: string[] }> {
	const managerId = person?.reports_to ?? null;
	if (managerId === null || managerId === '') return { manager: null, missing: [] };
	const manager = await attempt(readEmployee(api, managerId));
	return { manager: 'value' in manager ? manager.value : null, missing: reasonsOf([manager]) };
}

/** The names behind the ids of a record that came with the event, where only those are missing. */
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
