import type { Api } from '../../../shared/outbound/api';
import type { Attempt } from '../../../shared/outbound/attempt';
import { attemptOptionalRead, reasonsOf } from '../../../shared/outbound/attempt';
import { remembering } from '../../../shared/outbound/memory';
import { orNull } from '../../../shared/reading/fields';
import { parseAnswer } from '../../../shared/reading/parseAnswer';
import type { Directory } from '../directory';
import {
	EMPTY_DIRECTORY,
	departmentsSchema,
	legalEntitiesSchema,
	categoriesSchema,
} from '../directory';

const TEN_MINUTES_MS = 10 * 60_000;

/** Whether the result is kept. A refusal because of a missing scope is kept too, so that not every event asks again. */
const isLasting = (attempt: Attempt<unknown>): boolean => 'value' in attempt || attempt.isForbidden;

const rememberDepartments = remembering<Attempt<Directory['departments']>>(
	TEN_MINUTES_MS,
	isLasting,
);

const rememberEntities = remembering<Attempt<Directory['legalEntities']>>(
	TEN_MINUTES_MS,
	isLasting,
);

const rememberCategories = remembering<Attempt<Directory['categories']>>(TEN_MINUTES_MS, isLasting);

/**
 * Reads the names for ids, as far as the token's scopes allow it. Without the scope, ids are used instead of names. The
 * names are kept in memory for ten minutes.
 * https://workable.readme.io/reference/departments, https://workable.readme.io/reference/timeoffcategories
 * @param also whether leave categories are needed too
 * @returns the names, and in plain words which are missing. `isLasting` is false if names are missing because of a
 *   failure that may be over the next time
 */
export async function readDirectory(
	api: Api,
	also: { categories: boolean } = { categories: false },
): Promise<{ directory: Directory; missing: string[]; isLasting: boolean }> {
	const [departments, legalEntities, categories] = await Promise.all([
		rememberDepartments(
			api,
			'departments',
			async (noted) => await attemptOptionalRead(readDepartments(noted)),
		),
		rememberEntities(
			api,
			'legal entities',
			async (noted) => await attemptOptionalRead(readLegalEntities(noted)),
		),
		also.categories ? attemptCategories(api) : null,
	]);
	return {
		directory: {
			departments: 'value' in departments ? departments.value : EMPTY_DIRECTORY.departments,
			legalEntities: 'value' in legalEntities ? legalEntities.value : EMPTY_DIRECTORY.legalEntities,
			categories:
				categories !== null && 'value' in categories
					? categories.value
					: EMPTY_DIRECTORY.categories,
		},
		missing: reasonsOf([departments, legalEntities, ...(categories === null ? [] : [categories])]),
		isLasting: isLasting(departments) && isLasting(legalEntities),
	};
}

/** The leave categories alone, for leaves without more of a person than the id. */
export async function readLeaveCategories(api: Api): Promise<Directory> {
	const read = await attemptCategories(api);
	return 'value' in read ? { ...EMPTY_DIRECTORY, categories: read.value } : EMPTY_DIRECTORY;
}

async function attemptCategories(api: Api): Promise<Attempt<Directory['categories']>> {
	return await rememberCategories(
		api,
		'categories',
		async (noted) => await attemptOptionalRead(readCategories(noted)),
	);
}

/** Needs the scope r_account. */
async function readDepartments(api: Api): Promise<Directory['departments']> {
	const sent = await api.get('/departments', { needs: 'r_account' });
	const departments = parseAnswer(departmentsSchema, sent, api, 'a list of departments');
	return new Map(departments.map(({ id, name }) => [id, orNull(name)]));
}

/** Needs the scope r_account. */
async function readLegalEntities(api: Api): Promise<Directory['legalEntities']> {
	const sent = await api.get('/legal_entities', { needs: 'r_account' });
	const entities = parseAnswer(legalEntitiesSchema, sent, api, 'a list of legal entities');
	return new Map(
		entities.map(({ id, name, timezone }) => [
			id,
			{ name: orNull(name), timezone: timezone ?? null },
		]),
	);
}

/** Needs the scope r_timeoff. */
async function readCategories(api: Api): Promise<Directory['categories']> {
	const sent = await api.get('/timeoff/categories', { needs: 'r_timeoff' });
	const { categories } = parseAnswer(categoriesSchema, sent, api, 'a list of time-off categories');
	return new Map(
		categories.flatMap(({ id, name, type }) => {
			const known = orNull(name);
			const isPaid = type === 'paid' ? true : type === 'unpaid' ? false : null;
			return known === null ? [] : [[known, { id, isPaid }] as const];
		}),
	);
}
