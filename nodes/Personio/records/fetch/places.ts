import uniqBy from 'lodash/uniqBy';

import type { Api } from '../../../shared/outbound/api';
import { isStatus } from '../../../shared/outbound/failure';
import { remembering } from '../../../shared/outbound/memory';
import { takeRecords } from '../../../shared/outbound/paging';
import { inParallel } from '../../../shared/outbound/parallel';
import type { Names } from '../directory';
import type { EmploymentRecord } from '../employment';
import { readNames } from './directory';
import { readEmployments } from './employments';
import { listPersons, PAGE_SIZE } from './people';

/** A department, an office or a legal entity; without a name if Personio does not show it. */
interface Place {
	readonly id: string;
	readonly name: string | null;
}

/** Where people work. */
export interface Places {
	readonly departments: readonly Place[];
	readonly legalEntities: readonly Place[];
	/** Offices. Employments have their ids alone. */
	readonly locations: readonly Place[];
}

const TEN_MINUTES_MS = 10 * 60_000;

/** Names that may be there the next time are not worth keeping. */
const remember = remembering<Places & { readonly isLasting: boolean }>(
	TEN_MINUTES_MS,
	({ isLasting }) => isLasting,
);

/**
 * The places of the first {@link PAGE_SIZE} people who are active, kept for ten minutes. Personio documents no list of
 * departments, and employments are read person by person, so more people would take a user's patience.
 * https://developer.personio.de/reference/get_v2-persons-person-id-employments
 * @throws NodeApiError if the people, or an employment, cannot be read
 */
export async function readPlaces(api: Api): Promise<Places> {
	return await remember(api, 'places', async (noted) => {
		const people = await takeRecords(listPersons(noted, { status: 'ACTIVE' }), PAGE_SIZE);
		const read = await inParallel(
			people,
			noted.concurrency,
			async ({ id }) => await employmentsIfThere(noted, id),
		);
		const employments = read.flat();
		const { names, isLasting } = await readNames(noted, employments);
		return { ...placesIn(employments, names), isLasting: employments.every(isLasting) };
	});
}

/** A person who was deleted while the list was being read has no employments. */
async function employmentsIfThere(api: Api, personId: string): Promise<EmploymentRecord[]> {
	return await readEmployments(api, personId).catch((error: unknown) => {
		if (isStatus(error, 404)) return [];
		throw error;
	});
}

function placesIn(employments: readonly EmploymentRecord[], names: Names): Places {
	const units = employments.flatMap(({ org_units: own }) => own ?? []);
	return {
		departments: named(
			units.filter(({ type }) => type === 'department').map(({ id }) => id),
			names.orgUnits,
		),
		legalEntities: named(
			employments.map(({ legal_entity: entity, sub_company: former }) => entity?.id ?? former?.id),
			names.legalEntities,
		),
		locations: named(
			employments.map(({ office }) => office?.id),
			new Map(),
		),
	};
}

function named(
	ids: ReadonlyArray<string | null | undefined>,
	names: ReadonlyMap<string, string>,
): Place[] {
	const places = ids.flatMap((id) => (id == null ? [] : [{ id, name: names.get(id) ?? null }]));
	return uniqBy(places, ({ id }) => id);
}
