import type { sleep } from 'n8n-workflow';

/**
 * Time is not waited for but skipped, for the product and for the simulator alike. The test file mocks
 * `sleep` of n8n-workflow by `jest.fn()`.
 * @param asleep the mocked `sleep`
 */
export function skipTime(asleep: typeof sleep): void {
	const actual = jest.requireActual<{ sleep: typeof sleep }>('n8n-workflow');
	let skipped = 0;
	const now = Date.now.bind(Date);
	jest.spyOn(Date, 'now').mockImplementation(() => now() + skipped);
	jest.mocked(asleep).mockImplementation(async (ms) => {
		skipped += ms;
		// Answers that are on their way come in between.
		await actual.sleep(0);
	});
}
