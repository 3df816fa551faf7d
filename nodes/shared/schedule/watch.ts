import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeExecutionData,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { checkEventFilters } from '../eventFilters/settings';
import type { Instant } from '../model/dates';
import { now } from '../model/dates';
import type { HrEventDraft } from '../model/draft';
import type { EventType } from '../model/eventTypes';
import { connect, endingWith } from '../outbound/connect';
import { tenantOf } from '../outbound/tenant';
import { parameterOf } from '../parameter';
import { selects } from '../selection';
import { repeatScopeOf, selectionOf } from '../settings';
import type { Vendor, VendorWithRoster } from '../vendor';
import type { Finding } from './finding';
import { findingSchema } from './finding';
import { handOver } from './handOver';
import type { Memory } from './findEvents';
import { findEvents } from './findEvents';
import { LONGEST_READING_MS, LongReadings } from './longReading';
import { kept, remembered } from './memory';
import { ReadingTime, readingTimeOf } from './readingTime';
import { lookSettingsOf } from './scheduleSettings';
import type { ReadingPlan, ReadResult } from './readForPoll';
import { readForPoll } from './readForPoll';
import { watchWebhooks } from './watchWebhooks';

/** What a trigger remembers, and of which company. */
interface Remembered {
	readonly memory: unknown;
	readonly company: unknown;
}

/**
 * What each trigger remembered at its last poll in this n8n process. n8n's own copy is newer, but it may
 * be gone: if the node was renamed, and with the durable scheduler (n8n 2.41) after the publication.
 *
 * n8n does not store in one step what a trigger hands over and what it remembers. So a trigger that has not
 * polled in this process hands over once more what was handed over last, and *Skip Repeats* drops what
 * had come through.
 */
const ofThisProcess = new Map<string, Remembered>();

/** What a poll has read, and the time at which it began to read. */
type ReadAsOf = ReadResult & { readonly until: Instant };

const longReadings = new LongReadings<ReadAsOf>();

/** The triggers that are polling now. A poll may take longer than the time to the next one. */
const underWay = new Set<string>();

const OF_LEAVES: readonly EventType[] = ['leave.started', 'leave.ended'];

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
		const trigger = JSON.stringify([this.getWorkflow().id, this.getNode().id]);
		if (underWay.has(trigger)) return null;
		underWay.add(trigger);
		try {
			return await poll(this, vendor, trigger);
		} finally {
			underWay.delete(trigger);
		}
	};
}

async function poll(
	context: IPollFunctions,
	vendor: VendorWithRoster,
	trigger: string,
): Promise<INodeExecutionData[][] | null> {
	const settings = lookSettingsOf(context);
	checkEventFilters(context);
	const store = context.getWorkflowStaticData('node');
	const ofPoll = new ReadingTime(readingTimeOf(context, vendor.roster, isLoadedAnew(store)));
	const { isReadAsAWhole = false } = vendor.roster;
	const time = isReadAsAWhole ? new ReadingTime(LONGEST_READING_MS) : ofPoll;
	const own = ofThisProcess.get(trigger);
	const earlier =
		own !== undefined && store['memory'] === undefined
			? own
			: { memory: store['memory'], company: store['company'] };
	const earlierMemory = memoryOf(earlier, own === undefined);
	const isLost =
		earlierMemory === null &&
		hasLookedBefore(context, { earlier, isFirstOfProcess: own === undefined });
	const selection = selectionOf(context);
	const isChosen = (eventType: EventType): boolean => selects(selection, eventType);
	const api = await connect(endingWith(context, time.signal), vendor);
	const company = companyBehind(context, vendor, await api.credential());
	const memory = ofCompany(earlierMemory, earlier.company === company);
	const plan: Omit<ReadingPlan, 'until'> = {
		...{ memory, settings, time },
		readsLeaves: OF_LEAVES.some(isChosen),
		acceptsFewer: parameterOf(context, 'options.acceptFewerPeople') === true,
	};
	const readAsOf = async (until: Instant): Promise<ReadAsOf> => ({
		until,
		...(await readForPoll(context, vendor, api, { ...plan, until })),
	});
	const read = isReadAsAWhole
		? await longReadings.take(trigger, basisOf(plan, company), ofPoll.signal, readAsOf)
		: await readAsOf(now());
	if (read === null) return null;
	const { until, reading, companyId, problem } = read;

	const found = findEvents(reading, memory, until, settings);
	const isShared = repeatScopeOf(context) === 'workflow';
	const handed = handOver(found, isChosen, isShared ? () => true : isChosen);
	const nowRemembered = { memory: kept(handed.memory, handed.before), company };
	ofThisProcess.set(trigger, nowRemembered);
	Object.assign(store, nowRemembered);
	const ofWebhooks = isLost ? null : await watchWebhooks(context, vendor, { store, until });
	// This makes a failed execution of its own. A throw would stop the hand-over of the events, and
	// publishing the workflow or starting n8n would fail again and again.
	for (const one of [problem, isLost ? memoryLost(context) : ofWebhooks]) {
		if (one !== null) context.__emitError(one);
	}
	if (handed.events.length === 0) return null;
	return [
		handed.events.map(({ draft, polledAt }) => ({
			json: { ...findingOf(draft, polledAt, companyId) },
		})),
	];
}

/** What a reading depends on. Of the memory, the time says which one it is. */
function basisOf(
	{ memory, settings, readsLeaves, acceptsFewer }: Omit<ReadingPlan, 'until'>,
	company: string,
): string {
	return JSON.stringify([company, memory?.polledAt, settings, readsLeaves, acceptsFewer]);
}

/** The static data that polls have got. n8n makes it anew when it loads a workflow. */
const known = new WeakSet<IDataObject>();

/** Whether this is the first poll since n8n loaded the workflow: then n8n may be waiting for it. */
function isLoadedAnew(store: IDataObject): boolean {
	const isNew = !known.has(store);
	known.add(store);
	return isNew;
}

/** @param isBefore whether what was handed over last has to be found once more */
function memoryOf({ memory }: Remembered, isBefore: boolean): Memory | null {
	return memory === undefined ? null : remembered(memory, { isBefore });
}

/** Names the company that a credential is for, without revealing anything of the credential. */
function companyBehind(
	context: IPollFunctions,
	vendor: Vendor,
	credential: ICredentialDataDecryptedObject,
): string {
	const type = vendor.connection.credentialOf((name) => parameterOf(context, name));
	const id = context.getNode().credentials?.[type]?.id ?? '';
	return tenantOf(vendor, credential, id).countedAs;
}

/** With another credential, everybody has to be read: it is not known who changed in the meantime. */
function ofCompany(memory: Memory | null, isSame: boolean): Memory | null {
	return memory === null || isSame ? memory : { ...memory, pass: null, allReadAt: null };
}

/**
 * Whether the trigger has polled before, and so has to remember something. It polls when the workflow is
 * published, and n8n then stores what it remembers.
 */
function hasLookedBefore(
	context: IPollFunctions,
	{ earlier, isFirstOfProcess }: { earlier: Remembered; isFirstOfProcess: boolean },
): boolean {
	const isStartOfN8n = ['init', 'leadershipChange'].includes(context.getActivationMode());
	return earlier.memory !== undefined || !isFirstOfProcess || isStartOfN8n;
}

function memoryLost(context: IPollFunctions): NodeOperationError {
	return new NodeOperationError(context.getNode(), 'What this trigger remembered is gone', {
		description:
			'So it is not known what has changed since it last polled: compare by hand what happened since then. What is due today still comes, and from now on the trigger remembers again.',
	});
}

function findingOf(
	{ effectiveDate = null, occurredAt = null, ...draft }: HrEventDraft,
	polledAt: Instant,
	companyId: string | null,
): Finding {
	return findingSchema.parse({
		polledAt,
		companyId,
		draft: { effectiveDate, occurredAt, ...draft },
	});
}
