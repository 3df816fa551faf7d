import { NodeApiError } from 'n8n-workflow';

import type { Enrichment } from '../../shared/model/hrEvent';
import type { Api } from '../../shared/outbound/api';
import { parsed } from '../../shared/outbound/parsed';
import type { Directory } from './directory';
import { EMPTY_DIRECTORY, readCategories, readOrganisation } from './directory';
import type { EmployeeRecord } from './employee';
import { employeeRecordSchema } from './employee';

/** Records fetched for an event, as far as they could be. */
export interface Details {
	/** Null if it was not asked for or could not be read. */
	readonly record: EmployeeRecord | null;
	readonly directory: Directory;
	readonly enrichment: Enrichment;
}

export const NO_DETAILS: Details = {
	record: null,
	directory: EMPTY_DIRECTORY,
	enrichment: { status: 'none', reason: null },
};

/**
 * One employee with the rights of the credential's member.
 * https://workable.readme.io/reference/employeesid
 * @throws NodeApiError in plain words
 */
export async function readEmployee(api: Api, id: string): Promise<EmployeeRecord> {
	const answer = await api.get(`/employees/${encodeURIComponent(id)}`, {
		query: memberQuery(api),
		needs: 'r_employees',
		// Seen by integrators on records that are there; a record just published may lag as well.
		alsoRetry: [404],
	});
	return parsed(employeeRecordSchema, answer, {
		node: api.node,
		vendor: 'Workable',
		what: 'an employee',
	});
}

/** The member whose rights a read is made with; documented as required for account tokens. */
export function memberQuery(api: Api): { member_id?: string } {
	const { memberId } = api.credential;
	return typeof memberId === 'string' && memberId !== '' ? { member_id: memberId } : {};
}

/**
 * The names behind ids, as far as the token may read them: without the scope the ids stand.
 * @param also whether leave categories are needed too
 */
export async function readDirectory(
	api: Api,
	also: { categories: boolean } = { categories: false },
): Promise<{ directory: Directory; missing: string[] }> {
	const [organisation, categories] = await Promise.all([
		attempt(readOrganisation(api)),
		also.categories ? attempt(readCategories(api)) : { value: EMPTY_DIRECTORY.categories },
	]);
	return {
		directory: {
			...EMPTY_DIRECTORY,
			...('value' in organisation ? organisation.value : {}),
			...('value' in categories ? { categories: categories.value } : {}),
		},
		missing: reasonsOf(organisation, categories),
	};
}

/**
 * Everything that makes an event about a person complete. What cannot be read is left out and
 * said in `enrichment`: detail never stops an event that is decided.
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
	const reasons = [...new Set([...reasonsOf(record), ...missing])];
	return {
		record: 'value' in record ? record.value : null,
		directory,
		enrichment: {
			status: 'reason' in record ? 'failed' : reasons.length > 0 ? 'partial' : 'full',
			reason: reasons.join(' · ') || null,
		},
	};
}

type Attempt<T> = { readonly value: T } | { readonly reason: string };

function reasonsOf(...attempts: ReadonlyArray<Attempt<unknown>>): string[] {
	return attempts.flatMap((attempt) => ('reason' in attempt ? [attempt.reason] : []));
}

async function attempt<T>(reading: Promise<T>): Promise<Attempt<T>> {
	return await reading.then(
		(value) => ({ value }),
		(error: unknown) => {
			if (!(error instanceof NodeApiError)) throw error;
			return { reason: [error.message, error.description].filter(Boolean).join('. ') };
		},
	);
}
