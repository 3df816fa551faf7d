import { NodeOperationError } from 'n8n-workflow';

import type { Instant } from '../shared/model/dates';
import { instantOf } from '../shared/model/dates';
import { inOrder } from '../shared/model/inOrder';
import { employee } from '../shared/model/employee';
import { isStatus } from '../shared/outbound/failure';
import { askingOnce } from '../shared/outbound/askingOnce';
import { nextOf, takeRecords } from '../shared/outbound/paging';
import { inParallel } from '../shared/outbound/parallel';
import type { FoundEvent, Interpretation, InterpretContext } from '../shared/vendor';
import { sentOf } from '../shared/reading/sent';
import { identify, interpretDelivery } from './events';
import { ABSENCES_SCOPE, PERSONS_SCOPE, WEBHOOKS_SCOPE } from './records/scopes';
import { PAGE_SIZE } from './records/fetch/people';
import type { PayloadIds } from './records/payload';
import { idsIn } from './records/payload';
import { readPeopleTogether } from './records/fetch/together';
import type { RecordedEvent } from './records/fetch/webhooks';
import { listEventsOf, listWebhooks } from './records/fetch/webhooks';

/**
 * Finds the events since an instant. Personio keeps a list of events with each webhook, for 30 days.
 * Records are read as they are now: an absence that was requested and later approved is reported as
 * approved. An event that cannot be decided is reported as `unmapped`, with the reason. The order of
 * Personio's list is not documented. So where all events are wanted, they come oldest first. Where some
 * are, they are the first ones of the list, and what is found together comes oldest first.
 * @throws NodeOperationError if there is no webhook whose events can be read
 */
export async function* changes(
	since: Instant,
	context: InterpretContext,
	missing: () => number,
): AsyncGenerator<FoundEvent> {
	const api = askingOnce(context.api);
	const recorded = recordedSince(since, context);
	for (;;) {
		const found = inOrder(await nextOf(recorded, missing()), ({ occurred_at: at }) => at);
		if (found.length === 0) return;
		for (let at = 0; at < found.length; ) {
			const part = found.slice(at, at + Math.min(missing(), PAGE_SIZE));
			at += part.length;
			await readPeopleTogether(api, part.map(readIdsOf));
			const read = async (one: RecordedEvent): Promise<FoundEvent[]> =>
				await eventsOf(one, { ...context, api });
			yield* (await inParallel(part, api.concurrency, read)).flat();
		}
	}
}

/** The ids of the records that an event is read from. An absence that was deleted is not read. */
function readIdsOf(recorded: RecordedEvent): Pick<PayloadIds, 'personId' | 'absenceId'> {
	const { personId, absenceId } = idsIn(recorded['payload']);
	const isDeleted = identify(recorded).nativeType === 'absence-period.deleted';
	return { personId, absenceId: isDeleted ? null : absenceId };
}

async function eventsOf(recorded: RecordedEvent, context: InterpretContext): Promise<FoundEvent[]> {
	const facts = identify(recorded);
	const { nativeType } = facts;
	const { events, unrecognised } =
		nativeType === null
			? NAMELESS
			: await interpretDelivery({ nativeType, body: recorded }, context);
	const raw = sentOf(recorded);
	const found: FoundEvent[] = events.map((draft) => ({ draft, facts, raw }));
	if (unrecognised === undefined) return found;
	const draft = {
		eventType: 'unmapped' as const,
		occurredAt: instantOf(recorded.occurred_at),
		employee: unrecognised.employee ?? employee(),
		enrichment: { status: 'failed' as const, reason: unrecognised.reason },
	};
	return [...found, { draft, facts, raw }];
}

const NAMELESS: Interpretation = {
	events: [],
	unrecognised: {
		reason: 'Personio lists an event without a name that can be read: event_name.',
	},
};

/**
 * The events of all webhooks, one webhook after the other. Several webhooks may list the same event; the
 * event is returned once. If the credential may not read the events of one webhook, the events of the
 * other webhooks are still returned.
 */
async function* recordedSince(
	since: Instant,
	{ api, say }: Pick<InterpretContext, 'api' | 'say'>,
): AsyncGenerator<RecordedEvent> {
	const webhooks = await takeRecords(listWebhooks(api), null);
	if (webhooks.length === 0) {
		throw new NodeOperationError(api.node, 'Personio keeps no events for this account yet', {
			description:
				'Personio keeps the events of the last 30 days with each webhook. Publish a workflow with a Personio Trigger first.',
		});
	}
	const known = new Set<string>();
	let refused = 0;
	for (const { id } of webhooks) {
		const events = listEventsOf(api.patiently, id, since);
		for (;;) {
			const next = await events.next().catch((error: unknown) => {
				if (!isStatus(error, 403)) throw error;
				refused++;
				return null;
			});
			if (next === null || next.done === true) break;
			const { identity, nativeType } = identify(next.value);
			const key = JSON.stringify(identity);
			if (nativeType === 'ping' || known.has(key)) continue;
			known.add(key);
			yield next.value;
		}
	}
	if (refused === webhooks.length) {
		const message = 'Personio does not let this API credential read the events of any webhook';
		throw new NodeOperationError(api.node, message, { description: WHOSE });
	}
	if (refused > 0) {
		say?.(
			`Personio does not let this API credential read the events of ${refused} of its ${webhooks.length} webhooks: events that only those webhooks have are missing. ${WHOSE}`,
		);
	}
}

/** It is not documented which other permission is needed to read the events of a webhook. */
const WHOSE = `The list of webhooks could be read, so the scope '${WEBHOOKS_SCOPE}' is there. Use the API credential that the webhooks were made with, or grant this API credential the scopes that the events of the webhooks need ('${PERSONS_SCOPE}', '${ABSENCES_SCOPE}').`;
