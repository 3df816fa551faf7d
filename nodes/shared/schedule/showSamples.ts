import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { passes } from '../eventFilters/passes';
import { eventFiltersOf } from '../eventFilters/settings';
import { completeEvent } from '../model/completeEvent';
import { now, shiftDay, todayIn } from '../model/dates';
import type { EventType } from '../model/eventTypes';
import { factsOf } from '../model/eventTypes';
import { connect } from '../outbound/connect';
import { selects } from '../selection';
import { selectionOf } from '../settings';
import type { Roster, RosterContext, RosterPart, VendorWithRoster } from '../vendor';
import { foundOrigin } from './foundOrigin';
import { ReadingTime } from './readingTime';
import type { RosterEntry } from './roster';
import type { Shown } from './samples';
import { samplesOf } from './samples';
import { lookSettingsOf } from './scheduleSettings';
import { withPeople } from './readForPoll';

/** Leaves up to this many days before and after today can be samples. */
const LEAVES_NEAR_DAYS = 30;

/** How long people are read for samples, in milliseconds. */
const LONGEST_MS = 60_000;

/**
 * Makes items of samples of the chosen events. Nothing is remembered, and *Skip Repeats* does not count them. In each
 * item, `source.delivery` is `manual`.
 * @throws NodeOperationError if there is no sample of any of the events
 */
export async function showSamples(
	context: IExecuteFunctions,
	vendor: VendorWithRoster,
): Promise<INodeExecutionData[]> {
	const settings = lookSettingsOf(context);
	const filters = eventFiltersOf(context);
	const until = now();
	const selection = selectionOf(context);
	const chosen = vendor.roster.produces.filter((eventType) => selects(selection, eventType));
	const api = await connect(context, vendor);
	const today = todayIn(settings.timeZone);
	const { people, leaves, companyId } = await readNear(
		vendor.roster,
		{ api, today, timeZone: settings.timeZone, wasHere: () => false },
		chosen.some((eventType) => factsOf(eventType).category === 'leave'),
	);
	const filtered = {
		people: people.filter(({ employee }) =>
			passes({ category: 'profile', employee, leave: null }, filters),
		),
		leaves: leaves.filter(({ employee, leave }) =>
			passes({ category: 'leave', employee, leave }, filters),
		),
	};
	const samples = samplesOf(filtered, chosen, until, settings);
	const shown = samples.map(({ eventType }) => eventType);
	reportMissing(context, vendor, { chosen, shown });

	const credential = await api.credential();
	const origin = foundOrigin(vendor, { polledAt: until, companyId }, credential, 'manual');
	return samples.map((draft) => ({
		json: { ...completeEvent(draft, origin, { today, includeRaw: false }) },
		pairedItem: { item: 0 },
	}));
}

/**
 * Reads people and leaves for samples. A user waits, so only the people of a large company are read that come within a
 * minute.
 */
async function readNear(
	roster: Roster,
	context: RosterContext,
	readsLeaves: boolean,
): Promise<Shown & { companyId: string | null }> {
	const time = new ReadingTime(LONGEST_MS);
	const read = new Map<string, RosterEntry>();
	const isRead = (id: string): boolean => read.has(id);
	let companyId: string | null = null;
	let position: string | null = null;
	do {
		const part: RosterPart = await roster.everybody({ position, isRead }, context);
		for (const entry of part.records) read.set(entry.employee.id, entry);
		companyId ??= part.companyId;
		position = part.next;
	} while (position !== null && time.isEnough);
	const { today } = context;
	const period = {
		from: shiftDay(today, -LEAVES_NEAR_DAYS) ?? today,
		to: shiftDay(today, LEAVES_NEAR_DAYS) ?? today,
	};
	const leaves = readsLeaves ? (await roster.leaves(period, context)).records : [];
	return { people: [...read.values()], leaves: withPeople(leaves, read), companyId };
}

/**
 * Shows a hint above the output: the events without a sample.
 * @throws NodeOperationError if there is no sample at all
 */
function reportMissing(
	context: IExecuteFunctions,
	{ displayName }: VendorWithRoster,
	{ chosen, shown }: Readonly<Record<'chosen' | 'shown', readonly EventType[]>>,
): void {
	const missing = chosen.filter((eventType) => !shown.includes(eventType));
	if (missing.length === 0 && shown.length > 0) return;
	const labels = missing.map((eventType) => factsOf(eventType).label).join(', ');
	if (shown.length > 0) {
		context.addExecutionHints({
			message: `${displayName} lists nobody who can be a sample of: ${labels}`,
			location: 'outputPane',
		});
		return;
	}
	throw new NodeOperationError(
		context.getNode(),
		chosen.length === 0
			? 'No event is chosen'
			: `${displayName} lists nobody who can be a sample of the chosen events`,
		{
			level: 'info',
			description:
				chosen.length === 0
					? "Choose at least one event in 'Events'."
					: `Chosen: ${labels}. The published workflow gets these events on their day. To build it now, choose more events or fewer filters, or pin sample data to this trigger.`,
		},
	);
}
