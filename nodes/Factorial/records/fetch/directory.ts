import type { z } from 'zod/v4';

import type { Api } from '../../../shared/outbound/api';
import type { Attempt } from '../../../shared/outbound/attempt';
import { attemptOptionalRead, reasonsOf } from '../../../shared/outbound/attempt';
import { remembering } from '../../../shared/outbound/memory';
import { takeRecords } from '../../../shared/outbound/paging';
import { orNull } from '../../../shared/reading/fields';
import type { Named, Names } from '../directory';
import { namedSchema, legalEntitySchema, teamSchema } from '../directory';
import type { LeaveType } from '../leave';
import { leaveTypeSchema } from '../leave';
import type { PageSchema } from './lists';
import { pageOf, readList } from './lists';

const pageOfNamed = pageOf(namedSchema);
const pageOfEntities = pageOf(legalEntitySchema);
const pageOfTeams = pageOf(teamSchema);
const pageOfTypes = pageOf(leaveTypeSchema);

const TEN_MINUTES_MS = 10 * 60_000;

const isRead = (read: Attempt<unknown>): boolean => 'value' in read || read.isForbidden;

const rememberNamed = remembering<Attempt<Named[]>>(TEN_MINUTES_MS, isRead);

const rememberTeams = remembering<Attempt<Array<z.infer<typeof teamSchema>>>>(
	TEN_MINUTES_MS,
	isRead,
);

const rememberTypes = remembering<Attempt<LeaveType[]>>(TEN_MINUTES_MS, isRead);

/** The names that could be read. */
interface NamesRead {
	readonly names: Names;
	/** In plain words, why some are missing. */
	readonly missing: string[];
	/** Whether some are missing although the credential may read them: they may be there the next time. */
	readonly isForNow: boolean;
}

/**
 * Reads the names for the ids in the records of people, as far as the credential may read them, and
 * keeps them for ten minutes.
 */
export async function readNames(api: Api): Promise<NamesRead> {
	const [locations, legalEntities, teams] = await Promise.all([
		rememberNamed(
			api,
			'locations',
			async (noted) => await readNamed(noted, 'locations/locations', pageOfNamed),
		),
		rememberNamed(
			api,
			'legal entities',
			async (noted) => await readNamed(noted, 'companies/legal_entities', pageOfEntities),
		),
		rememberTeams(
			api,
			'teams',
			async (noted) =>
				await attemptOptionalRead(
					takeRecords(
						readList(noted, 'teams/teams', pageOfTeams, { what: 'a list of teams' }),
						null,
					),
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
		isForNow: ![locations, legalEntities, teams].every(isRead),
	};
}

/** Reads the leave types by id. If they cannot be read, there are none, and `missing` says why. */
export async function readLeaveTypes(
	api: Api,
): Promise<{ types: ReadonlyMap<string, LeaveType>; missing: string[] }> {
	const what = 'a list of leave types';
	const read = await rememberTypes(
		api,
		'leave types',
		async (noted) =>
			await attemptOptionalRead(
				takeRecords(readList(noted, 'timeoff/leave_types', pageOfTypes, { what }), null),
			),
	);
	const types = 'value' in read ? read.value : [];
	return { types: new Map(types.map((type) => [type.id, type])), missing: reasonsOf([read]) };
}

async function readNamed(
	api: Api,
	resource: string,
	schema: PageSchema<Named>,
): Promise<Attempt<Named[]>> {
	return await attemptOptionalRead(
		takeRecords(readList(api, resource, schema, { what: `a list of ${resource}` }), null),
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
