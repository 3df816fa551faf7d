type Retry = typeof import('../../nodes/shared/outbound/retry');
type Patience = 'IN_A_RUN' | 'UNTIL_DECIDED' | 'WHILE_PUBLISHING';

let isImpatient = false;

/**
 * The vendor hangs from now on, until the test ends: the nodes give up sooner. A busy machine must not
 * be taken for a vendor that hangs, so they are patient in all other tests.
 */
export function beImpatient(): void {
	isImpatient = true;
}
beforeEach(() => {
	isImpatient = false;
});

/**
 * The module `outbound/retry` for `jest.mock`.
 * @param timeouts after how many milliseconds the nodes give up if they are impatient
 */
export function retryWithTimeouts(timeouts: Partial<Record<Patience, number>>): Retry {
	const actual = jest.requireActual<Retry>('../../nodes/shared/outbound/retry');
	const changed = Object.entries(timeouts).map(([name, timeoutMs]) => {
		const patience = actual[name as Patience];
		return [
			name,
			{
				...patience,
				get timeoutMs() {
					return isImpatient ? timeoutMs : patience.timeoutMs;
				},
			},
		];
	});
	return { ...actual, ...(Object.fromEntries(changed) as object) };
}
