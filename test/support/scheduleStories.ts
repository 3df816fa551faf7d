import { Settings } from 'luxon';

import { someOf } from './fastCheck.mts';
import type { Expected, Published, Story, StoryPlace } from './scheduleStory';
import { expectOnTheDay, play, STORY_ZONES, StoryClock } from './scheduleStory';

/** A simulated company, and what happens there in the five weeks of a story. */
export interface StoryCompany {
	readonly simulator: {
		readonly violations: { readonly list: readonly unknown[] };
		close(): Promise<void>;
	};
	readonly published: Published;
	readonly steps: Story['steps'];
	/** What has to come; asked after the story, when everybody has an id. */
	expected(): readonly Expected[];
}

const DAYS = 36;

/**
 * Plays the story of a vendor in zones from one end of the day to the other, and in Berlin over both
 * changes of the clock.
 * @param settle starts the company one day before the story begins
 * @param source what the source of each event holds
 * @param turn which zone `npm test` plays the story in; each vendor has another one
 */
export function testStories(
	settle: (where: StoryPlace, clock: StoryClock) => Promise<StoryCompany>,
	source: object,
	turn: number,
): void {
	const clock = new StoryClock();
	let company: StoryCompany | undefined;

	afterEach(async () => {
		Settings.now = () => Date.now();
		await company?.simulator.close();
		expect(company?.simulator.violations.list).toEqual([]);
		company = undefined;
	});

	async function playIn(where: StoryPlace, looksOn?: Story['looksOn']) {
		company = await settle(where, clock);
		const { steps, expected, published } = company;
		const story = { ...where, days: DAYS, steps, ...(looksOn ? { looksOn } : {}) };
		const { emitted, events } = await play(story, clock, published);
		expectOnTheDay(emitted, expected(), where);
		return events;
	}

	describe('each event comes once, at the first poll after it is due', () => {
		it.each(someOf(STORY_ZONES, 4, turn))(
			'in %s from %s, with two polls a day',
			async (zone, begins) => {
				const events = await playIn({ zone, begins });
				const leave = events.find(({ eventType }) => eventType === 'leave.started');
				expect(leave?.employee.displayName).toMatch(/./);
				for (const event of events) {
					expect(event.source).toMatchObject({ delivery: 'schedule', ...source });
				}
			},
		);

		// On the busy day the clock changes.
		const changes: ReadonlyArray<readonly [begins: string, busyDay: number]> = [
			['2026-03-07', 22],
			['2026-10-01', 24],
		];
		it.each(someOf(changes, 2, turn))(
			'in Berlin from %s, with a hundred polls on one day',
			async (begins, busyDay) => {
				await playIn({ zone: 'Europe/Berlin', begins }, (day) => (day === busyDay ? 100 : 2));
			},
		);
	});
}
