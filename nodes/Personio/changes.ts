import { NodeOperationError } from 'n8n-workflow';

import type { Instant } from '../shared/model/dates';
import { instantOf } from '../shared/model/dates';
import { inOrder } from '../shared/model/inOrder';
import { employee } from '../shared/model/employee';
import { isStatus } from '../shared/outbound/failure';
import { takeRecords } from '../shared/outbound/paging';
import type { FoundEvent, Interpretation, InterpretContext } from '../shared/vendor';
import { sentOf } from '../shared/reading/sent';
import { identify, interpretDelivery } from './events';
import { ABSENCES_SCOPE, PERSONS_SCOPE, WEBHOOKS_SCOPE } from './records/scopes';
import type { RecordedEvent } from './records/fetch/webhooks';
import { listEventsOf, listWebhooks } from './records/fetch/webhooks';

/**
 * Finds the events since an instant. Personio keeps a list of events with each webhook, for 30 days.
 * Records are read as they are now: an absence that was requested and later approved is reported as
 * approved. An event that cannot be decided is reported as `unmapped`, with the reason.
 * @throws NodeOperationError if there is no webhook whose events can be read
 */
export async function* changes(
	since: Instant,
	context: InterpretContext,
): AsyncGenerator<FoundEvent> {
	for (const recorded of await recordedSince(since, context)) {
		const facts = identify(recorded);
		const { nativeType } = facts;
		const { events, unrecognised } =
			nativeType === null
				? NAMELESS
				: await interpretDelivery({ nativeType, body: recorded }, context);
		const raw = sentOf(recorded);
		for (const draft of events) yield { draft, facts, raw };
		if (unrecognised !== undefined) {
			const draft = {
				eventType: 'unmapped' as const,
				occurredAt: instantOf(recorded.occurred_at),
				employee: unrecognised.employee ?? employee(),
				enrichment: { status: 'failed' as const, reason: unrecognised.reason },
			};
			yield { draft, facts, raw };
		}
	}
}

const NAMELESS: Interpretation = {
	events: [],
	unrecognised: {
		reason: 'Personio lists an event without a name that can be read: event_name.',
	},
};

/**
 * Several webhooks may list the same event; the event is returned once. If the credential may not
 * read the events of one webhook, the events of the other webhooks are still returned.
 */
async function recordedSince(
	since: Instant,
	{ api, say }: Pick<InterpretContext, 'api' | 'say'>,
): Promise<RecordedEvent[]> {
	const webhooks = await takeRecords(listWebhooks(api), null);
	if (webhooks.length === 0) {
		throw new NodeOperationError(api.node, 'Personio keeps no events for this account yet', {
			description:
				'Personio keeps the events of the last 30 days with each webhook. Publish a workflow with a Personio Trigger first.',
		});
	}
	const recorded = new Map<string, RecordedEvent>();
	let refused = 0;
	for (const { id } of webhooks) {
		const events = await takeRecords(listEventsOf(api.patiently, id, since), null).catch(
			(error: unknown) => {
				if (!isStatus(error, 403)) throw error;
				refused++;
				return [];
			},
		);
		for (const event of events) {
			const { identity, nativeType } = identify(event);
			if (nativeType !== 'ping') recorded.set(JSON.stringify(identity), event);
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
	return inOrder([...recorded.values()], ({ occurred_at: at }) => at);
}

/** It is not documented which other permission is needed to read the events of a webhook. */
const WHOSE = `The list of webhooks could be read, so the scope '${WEBHOOKS_SCOPE}' is there. Use the API credential that the webhooks were made with, or grant this API credential the scopes that the events of the webhooks need ('${PERSONS_SCOPE}', '${ABSENCES_SCOPE}').`;
