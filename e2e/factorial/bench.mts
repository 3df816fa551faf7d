import { startFactorial } from '../../simulators/factorial/index.mts';
import type { ListBench } from '../bench/lists/types.mts';
import { credentialData } from './support.mts';

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
