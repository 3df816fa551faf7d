import type { sleep } from 'n8n-workflow';

/**
 * Time is not waited for but skipped, for the product and for the simulator alike. The test file mocks
 * `sleep` of n8n-workflow by `jest.fn()`.
 * @param asleep the mocked `sleep`
 */
export function skipTime(asleep: typeof sleep): void {
	let skipped = 0;
	const now = Date.now.bind(Date);
	jest.spyOn(Date, 'now').mockImplementation(() => now() + skipped);
	jest.mocked(asleep).mockImplementation(async (ms) => {
		skipped += ms;
		await new Promise((resume) => {
			setImmediate(resume);
		});
	});
}
