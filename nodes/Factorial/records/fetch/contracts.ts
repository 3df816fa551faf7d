import chunk from 'lodash/chunk';
import groupBy from 'lodash/groupBy';

import type { Day, Instant } from '../../../shared/model/dates';
import type { Api } from '../../../shared/outbound/api';
import { withNotes } from '../../../shared/outbound/api';
import type { Question } from '../../../shared/outbound/askingOnce';
import { isAskedFor } from '../../../shared/outbound/askedFor';
import { takeRecords, recordsWhere } from '../../../shared/outbound/paging';
import { eachInParallel, inParallel, takenFrom } from '../../../shared/outbound/parallel';
import { unreadNotes } from '../../../shared/reading/unread';
import type { ContractVersion } from '../contract';
import { CONTRACT_VERSIONS, contractSchema } from '../contract';
import { listQuestion, pageOf, readList, readOne } from './lists';

/** What a list of contract versions is, in words. */
export const LIST_OF_CONTRACTS = 'a list of contract versions';

const pageOfContracts = pageOf(contractSchema);

/** The filters for contract versions. */
export interface ContractFilter {
	readonly ids?: readonly string[];
	readonly employeeIds?: readonly string[];
	/** Versions that are valid on this day or were valid before. */
	readonly date?: Day;
	readonly updatedSince?: Instant;
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
	const contracts = readList(api, CONTRACT_VERSIONS, pageOfContracts, {
		query,
		what: LIST_OF_CONTRACTS,
	});
	return recordsWhere(
		contracts,
		(contract) => isAskedFor(ids, contract.id) && isAskedFor(employeeIds, contract.employee_id),
	);
}

/**
 * https://apidoc.factorialhr.com/reference/get_contracts-contract-versions-id
 * @throws NodeApiError in plain words
 */
export async function readContract(api: Api, id: string): Promise<ContractVersion> {
	return await readOne(
		api,
		{
			resource: CONTRACT_VERSIONS,
			record: contractSchema,
			page: pageOfContracts,
			what: 'a contract version',
			listedBy: (wanted) => ({ ids: [wanted] }),
		},
		id,
	);
}

/** How the contract versions of one person are asked for. */
export function contractsQuestion(employeeId: string): Question {
	return listQuestion(CONTRACT_VERSIONS, { employee_ids: [employeeId] });
}

/** All versions of a person's contracts that can be read. */
export async function readContracts(api: Api, employeeId: string): Promise<ContractVersion[]> {
	return await takeRecords(listContracts(api, { employeeIds: [employeeId] }), null);
}

/** What is known of a person's contracts. */
export interface Contracts {
	readonly versions: readonly ContractVersion[];
	/**
	 * False if a version was left out. Then it is not known which version is the first or the last
	 * one.
	 */
	readonly isComplete: boolean;
}

/**
 * Reads the versions of a person's contracts, for decisions that depend on the first version, the
 * last one or the one before.
 */
export async function readAllContracts(api: Api, employeeId: string): Promise<Contracts> {
	const unread = unreadNotes();
	const versions = await readContracts(withNotes(api, unread), employeeId);
	api.unread.include(unread);
	return { versions, isComplete: [...unread.all.values()].every(({ leftOut }) => leftOut === 0) };
}

/** How many people one request asks for: their ids are in the URL, which takes 3 kB for so many. */
export const PEOPLE_AT_ONCE = 100;

/** The contract versions of several people, by person. */
export async function contractsByPerson(
	api: Api,
	employeeIds: readonly string[],
): Promise<ReadonlyMap<string, ContractVersion[]>> {
	const found = await inParallel(
		chunk(employeeIds, PEOPLE_AT_ONCE),
		api.concurrency,
		async (ids) => await readByPerson(api, ids),
	);
	return new Map(found.flatMap((one) => [...one]));
}

/**
 * People with their contract versions, in the order of the people. Few of the versions are in memory at the same time.
 * @param people is empty in the end: whoever was given is forgotten
 */
export async function* withContracts<P extends { readonly id: string }>(
	api: Api,
	people: P[],
): AsyncGenerator<{ readonly person: P; readonly contracts: ContractVersion[] }> {
	const groups = chunk(people.splice(0), PEOPLE_AT_ONCE);
	const read = eachInParallel(takenFrom(groups), api.concurrency, async (group) => ({
		group,
		contracts: await readByPerson(
			api,
			group.map(({ id }) => id),
		),
	}));
	for await (const { group, contracts } of read) {
		for (const person of group) yield { person, contracts: contracts.get(person.id) ?? [] };
	}
}

/** @param employeeIds at most {@link PEOPLE_AT_ONCE} */
async function readByPerson(
	api: Api,
	employeeIds: readonly string[],
): Promise<ReadonlyMap<string, ContractVersion[]>> {
	const versions = await takeRecords(listContracts(api, { employeeIds }), null);
	return new Map(Object.entries(groupBy(versions, 'employee_id')));
}
