import type { Enrichment } from '../../shared/model/hrEvent';
import type { Api } from '../../shared/outbound/api';
import { asAskedFor } from '../../shared/outbound/askedFor';
import { attempt, reasonsOf } from '../../shared/outbound/attempt';
import { parsed } from '../../shared/reading/parsed';
import { readAs } from '../../shared/reading/readAs';
import { madeOf, sentOf } from '../../shared/reading/sent';
import { ALL_READ } from '../../shared/reading/unread';
import { segment } from '../../shared/outbound/segment';
import type { Directory } from './directory';
import { EMPTY_DIRECTORY, readDirectory } from './directory';
import type { EmployeeRecord } from './employee';
import { inOneSpelling, singleEmployeeSchema } from './employee';
import { idIn } from './named';

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
 * One employee, read with the rights of the credential's member.
 * https://workable.readme.io/reference/employeesid
 * @throws NodeApiError in plain words
 */
export async function readEmployee(api: Api, id: string): Promise<EmployeeRecord> {
	const sent = await employeeAsSent(api, id);
	return askedFor(api, parsed(singleEmployeeSchema, sent, api, 'an employee'), id);
}

/**
 * One employee among others. If the record cannot be read, the result is null and that is noted.
 * @throws NodeApiError in plain words
 */
export async function readEmployeeAmongOthers(
	api: Api,
	id: string,
): Promise<EmployeeRecord | null> {
	const sent = await employeeAsSent(api, id);
	const reading = readAs(singleEmployeeSchema, sent);
	if ('value' in reading || reading.isForeign) {
		return askedFor(api, parsed(singleEmployeeSchema, sent, api, 'an employee'), id);
	}
	const { misfits: leftOutFor } = reading;
	api.unread.note('a list of employees', { ...ALL_READ, leftOut: 1, leftOutFor });
	return null;
}

async function employeeAsSent(api: Api, id: string): Promise<unknown> {
	const query = memberQuery(api);
	return await api.get(`/employees/${segment(id)}`, {
		query,
		needs: 'r_employees',
		...('member_id' in query
			? {}
			: { hint: "Workable may also want an HR admin: enter 'Member ID' in the credential." }),
		// Integrators saw 404 for records that exist. A record that was just published may also appear late.
		alsoRetry: [404],
	});
}

function askedFor(api: Api, found: EmployeeRecord, id: string): EmployeeRecord {
	const asked = asAskedFor(api, found, found.id == null || found.id === id, 'an employee');
	return asked.id == null ? madeOf({ ...asked, id }, { ...sentOf(asked), id }) : asked;
}

/** The member whose rights a read uses; documented as required for account tokens. */
export function memberQuery(api: Api): { member_id?: string } {
	const { memberId } = api.credential;
	return typeof memberId === 'string' && memberId !== '' ? { member_id: memberId } : {};
}

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

/** The manager of a person, who may have to be told about a leave. */
export async function readManager(
	api: Api,
	person: EmployeeRecord | null,
): Promise<{ manager: EmployeeRecord | null; missing: string[] }> {
	const managerId = person === null ? null : idIn(inOneSpelling(person).reports_to);
	if (managerId === null) return { manager: null, missing: [] };
	const manager = await attempt(readEmployee(api, managerId));
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
