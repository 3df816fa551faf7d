import { startFactorial } from '../../simulators/factorial/index.mts';
import { paging } from '../bench/lists/paging.mts';
import type { HandBuiltBench, ListBench } from '../bench/lists/types.mts';
import { credentialData, setStage } from './support.mts';

const LIMIT = { requests: 10, windowMs: 1_000 };

/** Pages of 100 people, the contract versions of 100 people with each request, the names of three kinds. */
function requestsFor(people: number): number {
	return 2 * Math.ceil(people / 100) + 3;
}

/** The only limit for reading that is known of Factorial is that of its examples: ten requests a second. */
export const lists: readonly ListBench[] = [
	{
		what: 'Factorial, _Employee_ with contract versions',
		node: ['nodes/Factorial/Factorial.node.js', 'Factorial'],
		credential: ['credentials/FactorialHrApi.credentials.js', 'FactorialHrApi'],
		parameters: { resource: 'employee', operation: 'getAll' },
		async start(employees, now) {
			const company = await startFactorial({ employees, now, readLimit: LIMIT });
			return { company, data: credentialData(company) };
		},
		leastRequests: requestsFor,
		leastSeconds: (people) => Math.floor((requestsFor(people) - 1) / LIMIT.requests),
	},
];

export const handBuilt: HandBuiltBench = {
	what: 'Factorial, _Contract Version_',
	parameters: { resource: 'contractVersion', people: 'everyone' },
	split: 'data',
	pauseMs: LIMIT.windowMs,
	async start(employees) {
		const stage = await setStage({ factorial: { employees, readLimit: LIMIT } });
		const { factorial } = stage;
		const { baseUrl, credentials, contracts } = factorial;
		const next = {
			paginationMode: 'updateAParameterInEachRequest',
			parameters: {
				parameters: [
					{ type: 'qs', name: 'after_id', value: '={{ $response.body.meta?.end_cursor ?? "" }}' },
				],
			},
		};
		return {
			...{ stage, requestCount: () => factorial.requests.length, items: contracts.length },
			header: { name: 'x-api-key', value: credentials[0]?.value ?? '' },
			httpRequest: {
				url: `${baseUrl}/api/2026-07-01/resources/contracts/contract_versions`,
				options: paging(
					next,
					'={{ !$response.body.meta.has_next_page }}',
					LIMIT.windowMs / LIMIT.requests,
				),
			},
		};
	},
};
