import { NodeOperationError } from 'n8n-workflow';

import { asData } from '../shared/actions/operation';
import { instantOf } from '../shared/model/dates';
import { employee } from '../shared/model/employee';
import { take } from '../shared/outbound/paging';
import type { FoundEvent, InterpretContext } from '../shared/vendor';
import { identify, interpretDelivery } from './events';
import type { RecordedEvent } from './records/webhooks';
import { listEventsOf, listWebhooks } from './records/webhooks';

/**
 * What happened since an instant, by the lists of events that Personio keeps for 30 days with each
 * webhook. Records are read as they are now, so an absence that was asked for and approved since is
 * told as approved. What cannot be decided comes as `unmapped`, with the reason.
 * @param since ISO 8601 UTC
 * @throws NodeOperationError if there is no webhook to ask
 */
export async function* changes(
	since: string,
	context: InterpretContext,
): AsyncGenerator<FoundEvent> {
	for (const recorded of await recordedSince(since, context)) {
		const facts = identify(recorded);
		const { nativeType } = facts;
		if (nativeType === null) continue;
		const { events, unrecognised } = await interpretDelivery(
			{ nativeType, body: recorded },
			context,
		);
		const raw = asData(recorded);
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

/** Several webhooks may tell of the same event; it comes once. */
async function recordedSince(since: string, { api }: InterpretContext): Promise<RecordedEvent[]> {
	const webhooks = await take(listWebhooks(api), null);
	if (webhooks.length === 0) {
		throw new NodeOperationError(api.node, 'Personio keeps no events for this account yet', {
			description:
				'Personio keeps the events of the last 30 days with each webhook. Publish a workflow with a Personio Trigger first.',
		});
	}
	const recorded = new Map<string, RecordedEvent>();
	for (const { id } of webhooks) {
		for await (const event of listEventsOf(api, id, since)) {
			const { identity, nativeType } = identify(event);
			if (nativeType !== 'ping') recorded.set(JSON.stringify(identity), event);
		}
	}
	return [...recorded.values()].sort((a, b) =>
		(instantOf(a.occurred_at) ?? '').localeCompare(instantOf(b.occurred_at) ?? ''),
	);
}
