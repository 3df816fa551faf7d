import { fromEachVendor } from './support/files.mts';
import type { ListsOfVendor } from './support/lists';
import { PEOPLE } from './support/lists';

jest.mock('n8n-workflow', () => jest.requireActual('./support/sleep/hundredth'));

/*
 * The requests that each list takes, which are the least that the vendor's API takes.
 */

describe.each(fromEachVendor<{ lists: ListsOfVendor }>('test', 'lists.ts'))(
	'%s: a list takes the least requests',
	(_vendor, { lists: { act, start, operations } }) => {
		let listed: Awaited<ReturnType<typeof start>>;
		beforeAll(async () => {
			listed = await start(PEOPLE);
		});
		afterAll(async () => await listed.company.close());

		it.each(operations)(
			'$resource $operation $parameters: $why',
			async ({ resource, operation, parameters, requests, items }) => {
				const { company, surroundings } = listed;
				const counts = [];
				for (const limit of [1, 50, null]) {
					const before = company.requests.length;
					// Nothing is remembered of another credential.
					const credentialId = JSON.stringify([resource, operation, parameters, limit]);
					const all = { returnAll: limit === null, limit: limit ?? 50 };
					const node = { resource, operation, ...parameters, ...all };
					const found = await act(surroundings(node, credentialId));
					expect(found).toHaveLength(Math.min(limit ?? items, items));
					counts.push(company.requests.length - before);
				}
				expect(counts).toEqual(requests);
				expect(company.requests.filter(({ status }) => status === 429)).toEqual([]);
				expect(company.violations.list).toEqual([]);
			},
		);
	},
);

it.each(fromEachVendor<{ lists: ListsOfVendor }>('test', 'lists.ts'))(
	'%s: every operation that reads a list is counted',
	(_vendor, { lists: { operations, offered } }) => {
		const counted = new Set(operations.map((one) => `${one.resource} ${one.operation}`));
		expect([...counted].sort()).toEqual(offered.sort());
	},
);
