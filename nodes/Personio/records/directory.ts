import { z } from 'zod/v4';

import type { Api } from '../../shared/outbound/api';
import type { Attempt } from '../../shared/outbound/attempt';
import { attempt, reasonsOf } from '../../shared/outbound/attempt';
import { remembering } from '../../shared/outbound/memory';
import { inParallel } from '../../shared/outbound/parallel';
import { parsed } from '../../shared/outbound/parsed';
import { segment } from '../../shared/outbound/segment';
import type { EmploymentRecord } from './employment';
import { orNull, words } from '../../shared/outbound/fields';

/** Names behind the ids that employments carry. */
export interface Names {
	/** Departments and teams. */
	readonly orgUnits: ReadonlyMap<string, string>;
	readonly legalEntities: ReadonlyMap<string, string>;
}

export const NO_NAMES: Names = { orgUnits: new Map(), legalEntities: new Map() };

const namedSchema = z.looseObject({ name: words });

/** Something an employment names by its id. */
interface Named {
	readonly kind: 'orgUnits' | 'legalEntities';
	readonly id: string;
	readonly path: string;
	readonly query: Record<string, string>;
}

const TEN_MINUTES_MS = 10 * 60_000;

/** What the credential may not read is not asked for again with every event. */
const remember = remembering<Attempt<string | null>>(
	TEN_MINUTES_MS,
	(read) => 'value' in read || read.isForbidden,
);

/**
 * Reads the names behind the ids of employments, as far as the credential may: there is no list
 * of departments, only one at a time, so each is kept for ten minutes. Which scopes this takes is
 * not documented; without them the ids stand.
 * https://developer.personio.de/reference/get_v2-org-units-id, https://developer.personio.de/reference/get_v2-legal-entities-id
 * @returns the names, and in plain words why some are missing
 */
export async function readNames(
	api: Api,
	employments: readonly EmploymentRecord[],
): Promise<{ names: Names; missing: string[] }> {
	const wanted = new Map(employments.flatMap(namedBy).map((named) => [keyOf(named), named]));
	const read = await inParallel([...wanted.values()], api.concurrency, async (named) => ({
		...named,
		found: await remember(
			`${api.account} ${String(api.credential.clientId)} ${keyOf(named)}`,
			async () => await attempt(readName(api, named)),
		),
	}));
	const namesOf = (kind: Named['kind']): Map<string, string> =>
		new Map(
			read.flatMap((one) =>
				one.kind === kind && 'value' in one.found && one.found.value !== null
					? [[one.id, one.found.value] as const]
					: [],
			),
		);
	return {
		names: { orgUnits: namesOf('orgUnits'), legalEntities: namesOf('legalEntities') },
		missing: reasonsOf(read.map(({ found }) => found)),
	};
}

function namedBy(employment: EmploymentRecord): Named[] {
	const units = (employment.org_units ?? []).flatMap(({ id, type }): Named[] =>
		type
			? [
					{
						kind: 'orgUnits',
						id,
						path: `/v2/org-units/${segment(id)}`,
						query: { type: type.toLowerCase() },
					},
				]
			: [],
	);
	const entityId = employment.legal_entity?.id;
	if (entityId === undefined) return units;
	const path = `/v2/legal-entities/${segment(entityId)}`;
	return [...units, { kind: 'legalEntities', id: entityId, path, query: {} }];
}

function keyOf({ kind, id }: Named): string {
	return `${kind} ${id}`;
}

async function readName(api: Api, { path, query }: Named): Promise<string | null> {
	const answer = await api.get(path, { query });
	return orNull(parsed(namedSchema, answer, api, 'a department or legal entity').name);
}
