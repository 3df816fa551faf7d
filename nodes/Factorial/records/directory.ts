import { z } from 'zod/v4';

import type { Api } from '../../shared/outbound/api';
import type { Attempt } from '../../shared/outbound/attempt';
import { attempt, reasonsOf } from '../../shared/outbound/attempt';
import { remembering } from '../../shared/outbound/memory';
import { take } from '../../shared/outbound/paging';
import { companyKeyOf } from './company';
import { idField, orNull, words } from '../../shared/outbound/fields';
import type { LeaveType } from './leave';
import { leaveTypeSchema } from './leave';
import { listOf } from './lists';

/** Something the company has a name for. */
export const namedSchema = z.looseObject({ id: idField, name: words });
type Named = z.infer<typeof namedSchema>;

/** https://apidoc.factorialhr.com/reference/get_teams-teams */
export const teamSchema = z.looseObject({
	id: idField,
	name: words,
	employee_ids: z.array(idField).nullish(),
});

/** Names behind the ids that people carry. */
export interface Names {
	readonly locations: ReadonlyMap<string, string>;
	readonly legalEntities: ReadonlyMap<string, string>;
	readonly teams: ReadonlyArray<{ readonly name: string; readonly employeeIds: readonly string[] }>;
}

export const NO_NAMES: Names = { locations: new Map(), legalEntities: new Map(), teams: [] };

export const NO_TYPES: ReadonlyMap<string, LeaveType> = new Map();

const TEN_MINUTES_MS = 10 * 60_000;

const isRead = (read: Attempt<unknown>): boolean => 'value' in read || read.isForbidden;
const rememberNamed = remembering<Attempt<Named[]>>(TEN_MINUTES_MS, isRead);
const rememberTeams = remembering<Attempt<Array<z.infer<typeof teamSchema>>>>(
	TEN_MINUTES_MS,
	isRead,
);
const rememberTypes = remembering<Attempt<LeaveType[]>>(TEN_MINUTES_MS, isRead);

/**
 * Reads the names behind the ids of people, as far as the credential may, and keeps them for ten
 * minutes.
 * @returns the names, and in plain words why some are missing
 */
export async function readNames(api: Api): Promise<{ names: Names; missing: string[] }> {
	const [locations, legalEntities, teams] = await Promise.all([
		rememberNamed(keyOf(api, 'locations'), async () => await readNamed(api, 'locations/locations')),
		rememberNamed(
			keyOf(api, 'entities'),
			async () => await readNamed(api, 'companies/legal_entities'),
		),
		rememberTeams(
			keyOf(api, 'teams'),
			async () =>
				await attempt(
					take(listOf(api, 'teams/teams', teamSchema, { what: 'a list of teams' }), null),
				),
		),
	]);
	return {
		names: {
			locations: namesIn(locations),
			legalEntities: namesIn(legalEntities),
			teams: ('value' in teams ? teams.value : []).flatMap(({ name, employee_ids: ids }) => {
				const known = orNull(name);
				return known === null ? [] : [{ name: known, employeeIds: ids ?? [] }];
			}),
		},
		missing: reasonsOf([locations, legalEntities, teams]),
	};
}

/** The kinds of leave by id; none if they cannot be read, with the reason. */
export async function readLeaveTypes(
	api: Api,
): Promise<{ types: ReadonlyMap<string, LeaveType>; missing: string[] }> {
	const what = 'a list of leave types';
	const read = await rememberTypes(
		keyOf(api, 'leaveTypes'),
		async () =>
			await attempt(take(listOf(api, 'timeoff/leave_types', leaveTypeSchema, { what }), null)),
	);
	const types = 'value' in read ? read.value : [];
	return { types: new Map(types.map((type) => [type.id, type])), missing: reasonsOf([read]) };
}

async function readNamed(api: Api, resource: string): Promise<Attempt<Named[]>> {
	return await attempt(
		take(listOf(api, resource, namedSchema, { what: `a list of ${resource}` }), null),
	);
}

function namesIn(read: Attempt<Named[]>): Map<string, string> {
	const found = 'value' in read ? read.value : [];
	return new Map(
		found.flatMap(({ id, name }) => {
			const known = orNull(name);
			return known === null ? [] : [[id, known] as const];
		}),
	);
}

/** Each company has names of its own. */
function keyOf(api: Api, what: string): string {
	return `${companyKeyOf(api)} ${what}`;
}
