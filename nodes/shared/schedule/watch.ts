import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Instant } from '../model/dates';
import { dayIn, now, shiftDay } from '../model/dates';
import type { HrEventDraft } from '../model/draft';
import type { EventType } from '../model/eventTypes';
import { parameterOf } from '../parameter';
import { selects } from '../selection';
import { repeatScopeOf, selectionOf } from '../settings';
import type { Vendor, VendorWithRoster } from '../vendor';
import type { Finding } from './finding';
import { findingSchema } from './finding';
import { handOver } from './handOver';
import type { Memory, Sight } from './look';
import { look } from './look';
import { kept, remembered } from './memory';
import { lookSettingsOf } from './scheduleSettings';
import { see } from './see';
import { watchWebhooks } from './watchWebhooks';

/**
 * The triggers that have polled in this n8n process. n8n does not store in one step what a trigger hands
 * over and what it remembers. So the first poll of a process hands over once more what was handed over
 * last, and *Skip Repeats* drops what had come through.
 */
const haveLooked = new Set<string>();

/** Leaves are read from some days before the previous poll: a sick leave is often entered late. */
const LEAVES_BACK_DAYS = 7;

/**
 * The poll method of a vendor's schedule trigger. It reads who is here and who is away, finds what is
 * due and what has changed since the previous poll, remembers it, and hands the events over to the
 * execution.
 * @returns one output with an item for each event; null if there is none: then n8n starts no execution
 */
export function watch(
	vendor: VendorWithRoster,
): (this: IPollFunctions) => Promise<INodeExecutionData[][] | null> {
	return async function (this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const settings = lookSettingsOf(this);
		const store = this.getWorkflowStaticData('node');
		const trigger = JSON.stringify([this.getWorkflow().id, this.getNode().id]);
		const isFirstOfProcess = !haveLooked.has(trigger);
		const memory =
			store['memory'] === undefined
				? null
				: remembered(store['memory'], { isBefore: isFirstOfProcess });
		const isLost = memory === null && hasLookedBefore(this, { store, isFirstOfProcess });
		const until = now();
		const lookedOn = dayIn(settings.timeZone, memory?.lookedAt ?? until);
		const { sight, companyId } = await see(this, vendor, { until, ...settings }, (today) => ({
			from: shiftDay(lookedOn ?? today, -LEAVES_BACK_DAYS) ?? today,
			to: today,
		}));
		if (memory !== null) refuseShrunken(this, vendor, sight, memory);

		const found = look(sight, memory, until, settings);
		const selection = selectionOf(this);
		const isChosen = (eventType: EventType): boolean => selects(selection, eventType);
		const isShared = repeatScopeOf(this) === 'workflow';
		const handed = handOver(found, isChosen, isShared ? () => true : isChosen);
		haveLooked.add(trigger);
		store['memory'] = kept(handed.memory, handed.before);
		const problem = isLost ? memoryLost(this) : await watchWebhooks(this, vendor, { store, until });
		// This makes a failed execution of its own. A throw would stop the hand-over of the events, and
		// publishing the workflow or starting n8n would fail again and again.
		if (problem !== null) this.__emitError(problem);
		if (handed.events.length === 0) return null;
		return [
			handed.events.map(({ draft, lookedAt }) => ({
				json: { ...findingOf(draft, lookedAt, companyId) },
			})),
		];
	};
}

/**
 * Whether the trigger has polled before, and so has to remember something. It polls when the workflow is
 * published, and n8n then stores what it remembers.
 */
function hasLookedBefore(
	context: IPollFunctions,
	{ store, isFirstOfProcess }: { store: IDataObject; isFirstOfProcess: boolean },
): boolean {
	const isStartOfN8n = ['init', 'leadershipChange'].includes(context.getActivationMode());
	return store['memory'] !== undefined || !isFirstOfProcess || isStartOfN8n;
}

/** If this many people or more are remembered, a list of less than half as many counts as a mistake. */
const ENOUGH_TO_COMPARE = 4;

/**
 * Stops the poll if the vendor's list is much shorter than before. An incomplete answer of the vendor
 * must not count as a company that has deleted its people.
 * @throws NodeOperationError if less than half of the remembered people are listed
 */
function refuseShrunken(
	context: IPollFunctions,
	{ displayName }: Vendor,
	{ people }: Sight,
	memory: Memory,
): void {
	const before = memory.people.size;
	if (before < ENOUGH_TO_COMPARE || people.length * 2 >= before) return;
	if (parameterOf(context, 'options.acceptFewerPeople') === true) return;
	throw new NodeOperationError(
		context.getNode(),
		`${displayName} lists ${people.length} people, where it listed ${before} before`,
		{
			description: `Nothing is told of those who are missing, because so many at once are more likely a mistake: check whether the credential may still see everybody in ${displayName}. If the list is right, switch on 'Accept Fewer People' for one look.`,
		},
	);
}

function memoryLost(context: IPollFunctions): NodeOperationError {
	return new NodeOperationError(context.getNode(), 'What this trigger remembered is gone', {
		description:
			'So it is not known what has changed since its last look: compare by hand what happened since then. What is due today still comes, and from now on the trigger remembers again. n8n forgets what a trigger remembers if its node is renamed.',
	});
}

function findingOf(
	{ effectiveDate = null, occurredAt = null, ...draft }: HrEventDraft,
	lookedAt: Instant,
	companyId: string | null,
): Finding {
	return findingSchema.parse({
		lookedAt,
		companyId,
		draft: { effectiveDate, occurredAt, ...draft },
	});
}
