import chunk from 'lodash/chunk';
import groupBy from 'lodash/groupBy';

import type { Api } from '../../shared/outbound/api';
import { take } from '../../shared/outbound/paging';
import { inParallel } from '../../shared/outbound/parallel';
import type { ContractVersion } from './contract';
import { CONTRACT_VERSIONS, contractSchema } from './contract';
import { listOf } from './lists';

/** What contract versions can be asked for by. */
export interface ContractFilter {
	readonly ids?: readonly string[];
	readonly employeeIds?: readonly string[];
	/** `YYYY-MM-DD`: versions that count on this day or did before. */
	readonly date?: string;
	/** ISO 8601 in UTC. */
	readonly updatedSince?: string;
}

/** https://apidoc.factorialhr.com/reference/get_contracts-contract-versions */
export function listContracts(
	api: Api,
	{ ids, employeeIds, date, updatedSince }: ContractFilter = {},
): AsyncGenerator<ContractVersion> {
	const query = {
		...(ids?.length ? { ids: [...ids] } : {}),
		...(employeeIds?.length ? { employee_ids: [...employeeIds] } : {}),
		...(date === undefined ? {} : { date }),
		...(updatedSince === undefined ? {} : { updated_at_gteq: updatedSince }),
	};
	return listOf(api, CONTRACT_VERSIONS, contractSchema, {
		query,
		what: 'a list of contract versions',
	});
}

/** All versions of a person's contracts. */
export async function readContracts(api: Api, employeeId: string): Promise<ContractVersion[]> {
	return await take(listContracts(api, { employeeIds: [employeeId] }), null);
}

/** How many people are asked for at once: their ids stand in the URL. */
const PEOPLE_AT_ONCE = 50;

/** The contract versions of several people, by person. */
export async function contractsByPerson(
	api: Api,
	employeeIds: readonly string[],
): Promise<ReadonlyMap<string, ContractVersion[]>> {
	const groups = chunk(employeeIds, PEOPLE_AT_ONCE);
	const found = await inParallel(
		groups,
		api.concurrency,
		async (ids) => await take(listContracts(api, { employeeIds: ids }), null),
	);
	return new Map(Object.entries(groupBy(found.flat(), 'employee_id')));
}
