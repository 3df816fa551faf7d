import type { Company, Listing } from './types.mts';

/** What goes wrong at a vendor while a trigger reads, until somebody puts it right. */
export interface Trouble {
	readonly name: string;
	/** Whether it takes a company with more than one page of people. */
	readonly needsMany: boolean;
	begin(company: Company, listing: Listing): void;
	/** What the failed execution has to say; null if the trigger copes with it. */
	says(listing: Listing): RegExp | null;
}

/** As often as a trigger can ask. */
const ALWAYS = 10_000;

/** What a trigger cannot wait out within a poll. */
export const TROUBLES: readonly Trouble[] = [
	{
		name: 'answers 503',
		needsMany: false,
		begin: ({ faults }) => faults.add({ kind: 'status', status: 503, times: ALWAYS }),
		says: () => /is not available at the moment$/,
	},
	{
		name: 'answers 429 without a Retry-After',
		needsMany: false,
		begin: ({ faults }) => faults.add({ kind: 'status', status: 429, times: ALWAYS }),
		says: () => /is receiving too many requests$/,
	},
	{
		name: 'answers 403',
		needsMany: false,
		begin: ({ faults }) => faults.add({ kind: 'status', status: 403, times: ALWAYS }),
		says: () => /does not allow this with the credential$/,
	},
	{
		name: 'lists nobody',
		needsMany: false,
		begin({ faults }, { firstPage, nobody: { body } }) {
			faults.add({ kind: 'status', status: 200, body, match: firstPage });
		},
		says: ({ nobody }) => nobody.says,
	},
	{
		name: 'does not give the second page',
		needsMany: true,
		begin({ faults }, { furtherPage }) {
			faults.add({ kind: 'status', status: 503, match: furtherPage, times: ALWAYS });
		},
		says: () => /is not available at the moment$/,
	},
	{
		name: 'ends the list too early',
		needsMany: true,
		begin({ faults }, { furtherPage, earlyEnd: { body } }) {
			faults.add({ kind: 'status', status: 200, body, match: furtherPage });
		},
		says: ({ earlyEnd }) => earlyEnd.says,
	},
];

/**
 * A failure of a moment, and a limit that is used up: once without a word on how long, and once for as long as the vendor's
 * headers say.
 */
export function troubleForAMoment(
	{ faults }: Company,
	{ limitHeaders }: Listing,
	now: () => number,
): void {
	for (const status of [503, 429]) faults.add({ kind: 'status', status });
	faults.add({ kind: 'status', status: 429, headers: () => limitHeaders(now()) });
}

/** How long the trigger waited after the last fault before it asked for the same once more, in milliseconds. */
export function waitedMs({ requests }: Company): number {
	const last = requests.findLast(({ fault }) => fault !== null);
	const again = requests.find(
		({ at, method, path }) =>
			last !== undefined && at > last.at && method === last.method && path === last.path,
	);
	return again === undefined || last === undefined ? 0 : again.at - last.at;
}
