import { z } from 'zod/v4';

import type { Api } from '../../shared/outbound/api';
import { remembering } from '../../shared/outbound/memory';

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
const rememberOrganisation =
	remembering<Pick<Directory, 'departments' | 'legalEntities'>>(TEN_MINUTES_MS);
const rememberCategories = remembering<Directory['categories']>(TEN_MINUTES_MS);

/** https://workable.readme.io/reference/departments, kept for ten minutes. Takes scope r_account. */
export async function readOrganisation(
	api: Api,
): Promise<Pick<Directory, 'departments' | 'legalEntities'>> {
	return await rememberOrganisation(api.account, async () => {
		const [departments, legalEntities] = await Promise.all([
			api.get('/departments', { needs: 'r_account' }),
			api.get('/legal_entities', { needs: 'r_account' }),
		]);
		return {
			departments: new Map(departmentsSchema.parse(departments).map(({ id, name }) => [id, name])),
			legalEntities: new Map(
				legalEntitiesSchema
					.parse(legalEntities)
					.map(({ id, name, timezone }) => [id, { name, timezone: timezone ?? null }]),
			),
		};
	});
}

/** https://workable.readme.io/reference/timeoffcategories, kept for ten minutes. Takes scope r_timeoff. */
export async function readCategories(api: Api): Promise<Directory['categories']> {
	return await rememberCategories(api.account, async () => {
		const { categories } = categoriesSchema.parse(
			await api.get('/timeoff/categories', { needs: 'r_timeoff' }),
		);
		return new Map(
			categories.map(({ id, name, type }) => [
				name.trim(),
				{ id, isPaid: type === 'paid' ? true : type === 'unpaid' ? false : null },
			]),
		);
	});
}
