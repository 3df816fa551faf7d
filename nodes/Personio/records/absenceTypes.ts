import { z } from 'zod/v4';

import type { Api } from '../../shared/outbound/api';
import type { Attempt } from '../../shared/outbound/attempt';
import { attempt } from '../../shared/outbound/attempt';
import { remembering } from '../../shared/outbound/memory';
import { take } from '../../shared/outbound/paging';
import { idField, words } from '../../shared/outbound/fields';
import { listAbsenceData } from './absenceLists';

/** https://developer.personio.de/reference/get_v2-absence-types */
const absenceTypeSchema = z.looseObject({
	id: idField,
	name: words,
	category: words,
	/** `DAY` or `HOUR`: what absences of the type are counted in. */
	unit: words,
});
export type AbsenceType = z.infer<typeof absenceTypeSchema>;

/** Absence types by their id. */
export type AbsenceTypes = ReadonlyMap<string, AbsenceType>;

/** The largest page that was seen to be taken. */
const PAGE_SIZE = 100;

/** All absence types of the company. */
export function listAbsenceTypes(api: Api): AsyncGenerator<AbsenceType> {
	return listAbsenceData(api, '/v2/absence-types', absenceTypeSchema, {
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
 * The absence types, kept for ten minutes; a type made since is without a name until then.
 * @returns the types, and in plain words why there are none
 */
export async function readAbsenceTypes(
	api: Api,
): Promise<{ types: AbsenceTypes; missing: string[] }> {
	const read = await remember(
		`${api.account} ${String(api.credential.clientId)}`,
		async () => await attempt(typesById(api)),
	);
	return 'value' in read
		? { types: read.value, missing: [] }
		: { types: new Map(), missing: [read.reason] };
}

async function typesById(api: Api): Promise<AbsenceTypes> {
	const types = await take(listAbsenceTypes(api), null);
	return new Map(types.map((type) => [type.id, type]));
}
