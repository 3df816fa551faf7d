import type { Api } from '../../../shared/outbound/api';
import type { Attempt } from '../../../shared/outbound/attempt';
import { attemptOptionalRead } from '../../../shared/outbound/attempt';
import { remembering } from '../../../shared/outbound/memory';
import { takeRecords } from '../../../shared/outbound/paging';
import type { AbsenceType, AbsenceTypes } from '../absenceType';
import { absenceTypeSchema } from '../absenceType';
import { listAbsenceData } from './absenceData';
import { pageOf } from './lists';

/** The largest page size that Personio was seen to accept. */
const PAGE_SIZE = 100;

const pageOfTypes = pageOf(absenceTypeSchema);

/** All absence types of the company. */
export function listAbsenceTypes(api: Api): AsyncGenerator<AbsenceType> {
	return listAbsenceData(api, '/v2/absence-types', pageOfTypes, {
		query: { limit: PAGE_SIZE },
		what: 'a list of absence types',
	});
}

const TEN_MINUTES_MS = 10 * 60_000;

const remember = remembering<Attempt<AbsenceTypes>>(
	TEN_MINUTES_MS,
	(read) => 'value' in read || read.isForbidden,
);

/**
 * Reads the absence types, and keeps them for ten minutes. A type that was made since then has no
 * name until the next read.
 * @returns the types; if they cannot be read, none, and the reason in plain words
 */
export async function readAbsenceTypes(
	api: Api,
): Promise<{ types: AbsenceTypes; missing: string[] }> {
	const read = await remember(
		api,
		'absence types',
		async (noted) => await attemptOptionalRead(typesById(noted)),
	);
	return 'value' in read
		? { types: read.value, missing: [] }
		: { types: new Map(), missing: [read.reason] };
}

async function typesById(api: Api): Promise<AbsenceTypes> {
	const types = await takeRecords(listAbsenceTypes(api), null);
	return new Map(types.map((type) => [type.id, type]));
}
