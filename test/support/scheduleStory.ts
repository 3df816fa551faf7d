import { DateTime, Settings } from 'luxon';
import type { ICredentialType, IDataObject, INodeType } from 'n8n-workflow';

import type { HrEvent } from '../../nodes/shared/model/hrEvent';
import { hrEventSchema } from '../../nodes/shared/model/hrEvent';
import type { interpretFound } from '../../nodes/shared/schedule/interpretFound';
import type { watch } from '../../nodes/shared/schedule/watch';
import { executeContext, pollContext, surround, useDeduplicator } from './n8n';

/*
 * Months in a company, as its schedule trigger sees them: n8n polls at some times of each day, and one
 * clock rules the vendor and n8n. Every event has to come at the first poll after it is due, and once.
 */

export interface ScheduleTrigger extends INodeType {
	poll: ReturnType<typeof watch>;
	execute: ReturnType<typeof interpretFound>;
}

/** A clock for the vendor's simulator and for n8n. */
export class StoryClock {
	private time = 0;

	readonly now = (): number => this.time;

	set(at: DateTime): void {
		this.time = at.toMillis();
		Settings.now = this.now;
	}
}

/** Something that happens on a day of the story, at a local time; by default at noon. */
export interface Step {
	readonly day: number;
	readonly time?: string;
	does(): void;
}

/** An event that has to come: `type person effectiveDay`, due on a day of the story at a local time. */
export type Expected = readonly [event: string, day: number, time: string];

/** Where and when a story takes place. */
export interface StoryPlace {
	readonly zone: string;
	/** Day 0, on which the workflow is published at seven o'clock in the morning. */
	readonly begins: string;
}

/** A schedule trigger, and the credential that it is published with. */
export interface Published {
	readonly type: ScheduleTrigger;
	readonly credentialType: ICredentialType;
	readonly credential: IDataObject;
}

export interface Story extends StoryPlace {
	/** The last day. */
	readonly days: number;
	readonly steps: readonly Step[];
	/** How often n8n polls on a day, evenly spread; by default twice, at seven in the morning and in the evening. */
	looksOn?(day: number): number;
}

/**
 * Zones and first days for stories of five weeks: the last and the first place where a day begins, a change
 * of the clock by half an hour, and one that skips midnight.
 */
export const STORY_ZONES: ReadonlyArray<readonly [zone: string, begins: string]> = [
	['Pacific/Pago_Pago', '2026-05-11'],
	['Pacific/Kiritimati', '2026-12-20'],
	['Australia/Lord_Howe', '2026-09-12'],
	['America/Santiago', '2026-08-13'],
];

interface Emitted {
	readonly event: string;
	readonly at: DateTime;
	/** When the poll before was. */
	readonly since: DateTime;
}

let workflows = 0;

/** Publishes the trigger with all of its events, and plays a story. */
export async function play(
	{ zone, begins, days, steps, looksOn = () => 2 }: Story,
	clock: StoryClock,
	{ type, credentialType, credential }: Published,
): Promise<{ emitted: Emitted[]; events: HrEvent[] }> {
	await useDeduplicator();
	const offered = type.description.properties.find(({ name }) => name === 'hrEvents');
	const hrEvents = (offered?.options ?? []).flatMap((one) => ('value' in one ? [one.value] : []));
	const surroundings = surround({
		...{ type, credentialType, credential, timezone: zone },
		parameters: { hrEvents },
		workflowId: `story-${(workflows += 1)}`,
	});
	const at = (day: number, time: string): DateTime => localTime({ zone, begins }, day, time);

	const emitted: Emitted[] = [];
	const events: HrEvent[] = [];
	let since = at(0, '07:00');
	const poll = async (time: DateTime): Promise<void> => {
		clock.set(time);
		const found = await type.poll.call(pollContext(surroundings));
		const items = (found?.[0] ?? []).map(
			({ json }) => JSON.parse(JSON.stringify(json)) as IDataObject,
		);
		const [output = [], unrecognised = []] =
			items.length === 0 ? [] : await type.execute.call(executeContext(surroundings, items));
		expect(unrecognised).toEqual([]);
		for (const { json } of output) {
			const event = hrEventSchema.parse(json);
			const { eventType, employee, effectiveDate } = event;
			events.push(event);
			emitted.push({
				event: [eventType, employee.id, effectiveDate].filter(Boolean).join(' '),
				at: time,
				since,
			});
		}
		since = time;
	};

	await poll(since);
	const polls = Array.from({ length: days + 1 }, (_, day) => {
		const count = looksOn(day);
		const first = at(day, '00:00');
		const length = at(day + 1, '00:00')
			.diff(first)
			.toMillis();
		return count === 2
			? [at(day, '07:00'), at(day, '19:00')]
			: Array.from({ length: count }, (_none, index) =>
					first.plus({ milliseconds: Math.round((length * index) / count) }),
				);
	}).flat();
	const happenings = steps.map(({ day, time = '12:00', does }) => ({ time: at(day, time), does }));
	const timeline = [
		...polls
			.filter((time) => time > since)
			.map((time) => ({ time, does: async () => await poll(time) })),
		...happenings,
	].sort((a, b) => a.time.toMillis() - b.time.toMillis());
	for (const { time, does } of timeline) {
		clock.set(time);
		await does();
	}
	return { emitted, events };
}

/** The local time on a day of a story. A time that a change of the clock skips is the first one after it. */
export function localTime({ zone, begins }: StoryPlace, day: number, time: string): DateTime {
	const date = dayOfStory({ begins }, day);
	if (time === '24:00')
		return DateTime.fromISO(dayOfStory({ begins }, day + 1), { zone }).startOf('day');
	return time === '00:00'
		? DateTime.fromISO(date, { zone }).startOf('day')
		: DateTime.fromISO(`${date}T${time}`, { zone });
}

/** The calendar day of a day of a story. */
export function dayOfStory({ begins }: Pick<StoryPlace, 'begins'>, day: number): string {
	return DateTime.fromISO(begins, { zone: 'utc' }).plus({ days: day }).toISODate() ?? '';
}

/** Expects that exactly these events came, each at the first poll after it was due. */
export function expectOnTheDay(
	emitted: readonly Emitted[],
	expected: readonly Expected[],
	story: StoryPlace,
): void {
	expect(emitted.map(({ event }) => event).sort()).toEqual(expected.map(([event]) => event).sort());
	const wrong = expected.flatMap(([event, day, time]) => {
		const due = localTime(story, day, time);
		const found = emitted.find((one) => one.event === event);
		const isInTime = found !== undefined && found.since < due && due <= found.at;
		return isInTime ? [] : [`${event}: due ${due.toISO()}, came ${found?.at.toISO()}`];
	});
	expect(wrong).toEqual([]);
}
