import { Settings } from 'luxon';
import { NodeApiError } from 'n8n-workflow';

import { fromEachVendor } from '../../support/files.mts';
import type { OutageOfVendor, RunningVendor } from '../../support/outage';
import { typesOf } from '../../support/outputs';
import { failure } from '../../support/vendorNodes';

/*
 * What an outage of the vendor does to a run: what the delivery says itself is told at once, and
 * what takes a read is waited for, ten minutes and more. Time is not waited for but skipped.
 */

let slept = 0;
jest.mock('n8n-workflow', () => {
	const actual = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	return {
		...actual,
		sleep: async (ms: number) => {
			mockSlept(ms);
			await actual.sleep(ms / 5_000);
		},
	};
});
function mockSlept(ms: number): void {
	slept += ms;
}

/** So many tries are made in the first ten minutes. */
const TEN_MINUTES = 15;

const VENDORS = fromEachVendor<{ outage: OutageOfVendor }>('test', 'outage.ts').map(
	([vendor, { outage }]) => ({ vendor, ...outage }),
);

let running: RunningVendor;
async function start({ start: startVendor, now }: OutageOfVendor): Promise<void> {
	running = await startVendor();
	Settings.now = () => Date.parse(now);
	slept = 0;
	const clock = Date.now.bind(Date);
	jest.spyOn(Date, 'now').mockImplementation(() => clock() + slept);
}
afterEach(async () => {
	jest.restoreAllMocks();
	Settings.now = () => Date.now();
	await running.close();
});

const TAKE_READ = VENDORS.flatMap((vendor) =>
	vendor.takesRead.map((delivery) => ({ ...vendor, delivery })),
);

describe.each(TAKE_READ)(
	'what $vendor has to be asked for: $delivery',
	({ delivery, ...vendor }) => {
		it('costs an outage of ten minutes nothing but time', async () => {
			await start(vendor);
			running.goesAway(0);
			const expected = typesOf(await running.tell(delivery));
			expect(expected.length).toBeGreaterThan(0);
			await running.close();
			jest.restoreAllMocks();

			await start(vendor);
			running.goesAway(TEN_MINUTES);
			const told = await running.tell(delivery);
			expect(typesOf(told)).toEqual(expected);
			expect(told.unrecognised).toEqual([]);
			expect(slept).toBeGreaterThan(60_000);
		});

		it('fails the execution if it never comes, so that Retry completes it', async () => {
			await start(vendor);
			running.goesAway(9_999);
			const failed = await failure(running.tell(delivery));
			expect(failed).toBeInstanceOf(NodeApiError);
			expect(failed.message).toMatch(/is not available at the moment/);
			expect(slept).toBeGreaterThan(600_000);
		});

		it('keeps nobody in the editor waiting', async () => {
			await start(vendor);
			running.goesAway(9_999);
			await failure(running.tell(delivery, 'manual'));
			expect(slept).toBeLessThan(60_000);
		});
	},
);

const SAY_THEMSELVES = VENDORS.flatMap((vendor) =>
	vendor.saysItself.map(([delivery, type]) => ({ ...vendor, delivery, type })),
);

describe.each(SAY_THEMSELVES)(
	'what $vendor says itself: $delivery',
	({ delivery, type, ...vendor }) => {
		it('is told at once, whatever is missing', async () => {
			await start(vendor);
			running.goesAway(9_999);
			const { events } = await running.tell(delivery);
			const told = events.find(({ eventType }) => eventType === type);
			expect(told).toMatchObject({
				enrichment: { reason: expect.stringMatching(/not available/) },
			});
			expect(slept).toBeLessThan(60_000);
		});
	},
);
