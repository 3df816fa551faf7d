import { z } from 'zod/v4';

import type { Api } from '../../shared/outbound/api';
import type { Attempt } from '../../shared/outbound/attempt';
import { attempt, reasonsOf } from '../../shared/outbound/attempt';
import { remembering } from '../../shared/outbound/memory';
import { parsed } from '../../shared/outbound/parsed';
import { fingerprintOf } from '../../shared/register/secret';

/** Names behind the ids that Workable's records carry. */
export interface Directory {
	readonly departments: ReadonlyMap<string, string>;
	readonly legalEntities: ReadonlyMap<string, { name: string; timezone: string | null }>;
	/** By name, without blanks around it: the only thing a request says of its category. */
	readonly categories: ReadonlyMap<string, { id: string; isPaid: boolean | null }>;
}

export const EMPTY_DIRECTORY: Directory = {
	departments: new Map(),
	legalEntities: new Map(),
	categories: new Map(),
};

export const departmentsSchema = z.array(z.looseObject({ id: z.string(), name: z.string() }));

const legalEntitiesSchema = z.array(
	z.looseObject({ id: z.string(), name: z.string(), timezone: z.string().nullish() }),
);

export const categoriesSchema = z.object({
	categories: z.array(
		z.looseObject({ id: z.string(), name: z.string(), type: z.string().nullish() }),
	),
});

const TEN_MINUTES_MS = 10 * 60_000;

/** A token without the scope is not asked again for every event. */
const isLasting = (attempt: Attempt<unknown>): boolean => 'value' in attempt || attempt.isForbidden;

type Organisation = Pick<Directory, 'departments' | 'legalEntities'>;
const rememberOrganisation = remembering<Attempt<Organisation>>(TEN_MINUTES_MS, isLasting);
const rememberCategories = remembering<Attempt<Directory['categories']>>(TEN_MINUTES_MS, isLasting);

/**
 * Reads the names behind ids, as far as the token may: without the scope the ids stand. What was
 * read is kept for ten minutes.
 * https://workable.readme.io/reference/departments, https://workable.readme.io/reference/timeoffcategories
 * @param also whether leave categories are needed too
 * @returns the directory, and in plain words what is missing from it
 */
export async function readDirectory(
	api: Api,
	also: { categories: boolean } = { categories: false },
): Promise<{ directory: Directory; missing: string[] }> {
	const [organisation, categories] = await Promise.all([
		rememberOrganisation(keyFor(api), async () => await attempt(readOrganisation(api))),
		also.categories
			? rememberCategories(keyFor(api), async () => await attempt(readCategories(api)))
			: null,
	]);
	return {
		directory: {
			...EMPTY_DIRECTORY,
			...('value' in organisation ? organisation.value : {}),
			...(categories !== null && 'value' in categories ? { categories: categories.value } : {}),
		},
		missing: reasonsOf([organisation, ...(categories === null ? [] : [categories])]),
	};
}

/** Tokens of one account may have different scopes. */
function keyFor({ account, credential }: Api): string {
	return `${account} ${fingerprintOf(String(credential.accessToken))}`;
}

/** Takes scope r_account. */
async function readOrganisation(api: Api): Promise<Organisation> {
	const [departments, legalEntities] = await Promise.all([
		api.get('/departments', { needs: 'r_account' }),
		api.get('/legal_entities', { needs: 'r_account' }),
	]);
	return {
		departments: new Map(
			parsed(departmentsSchema, departments, api, 'a list of departments').map(({ id, name }) => [
				id,
				name,
			]),
		),
		legalEntities: new Map(
			parsed(legalEntitiesSchema, legalEntities, api, 'a list of legal entities').map(
				({ id, name, timezone }) => [id, { name, timezone: timezone ?? null }],
			),
		),
	};
}

/** Takes scope r_timeoff. */
async function readCategories(api: Api): Promise<Directory['categories']> {
	const answer = await api.get('/timeoff/categories', { needs: 'r_timeoff' });
	const { categories } = parsed(categoriesSchema, answer, api, 'a list of time-off categories');
	return new Map(
		categories.map(({ id, name, type }) => [
			name.trim(),
			{ id, isPaid: type === 'paid' ? true : type === 'unpaid' ? false : null },
		]),
	);
}
