import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Candidate, Telling } from '../interpret/skipRepeats';
import { skipRepeats } from '../interpret/skipRepeats';
import type { Origin } from '../model/completeEvent';
import { completeEvent, tellingOriginOf } from '../model/completeEvent';
import { todayIn } from '../model/dates';
import { identityOf } from '../model/identity';
import { accountIn } from '../outbound/account';
import type { Api } from '../outbound/api';
import { connect } from '../outbound/connect';
import { selects } from '../selection';
import { isOptionOn, selectionOf } from '../settings';
import { companyTimeZone } from '../timeZone';
import type { Vendor } from '../vendor';
import type { Finding } from './finding';
import { findingSchema } from './finding';

/**
 * The execute method of a vendor's schedule trigger: it makes items of what `watch` handed over.
 * @returns two outputs like those of the trigger that waits for webhooks: Events, and Unrecognised
 */
export function interpretFound(
	vendor: Vendor,
): (this: IExecuteFunctions) => Promise<INodeExecutionData[][]> {
	return async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const findings = this.getInputData().map(({ json }, item) => readFinding(this, json, item));
		const { credential } = await connect(this, vendor);
		const zone = companyTimeZone(this);
		const today = typeof zone === 'string' ? todayIn(zone) : null;
		const selection = selectionOf(this);
		const candidates = findings.map((finding, item): Candidate => {
			const origin = originOf(vendor, finding, credential);
			const { draft } = finding;
			return {
				event: completeEvent(draft, origin, { today, includeRaw: false }),
				item,
				identity: identityOf(draft, tellingOriginOf(origin)),
				isSelected: selects(selection, draft.eventType),
			};
		});
		const events = isOptionOn(this, 'skipRepeats', true)
			? await skipRepeats(this, tellingsOf(findings, candidates), this.getMode() === 'retry')
			: candidates.filter(({ isSelected }) => isSelected);
		return [events.map(({ event, item }) => ({ json: { ...event }, pairedItem: { item } })), []];
	};
}

/**
 * What a look tells, in the order of time: first what was changed, then what is due. A day that was
 * moved makes untrue what was told of it before, and what is due by the new day is told after that.
 */
function tellingsOf(findings: readonly Finding[], candidates: readonly Candidate[]): Telling[] {
	const isChange = (_: Candidate, at: number): boolean =>
		findings[at]?.draft.identity?.changedAt !== undefined;
	return [
		{ candidates: candidates.filter(isChange), undone: [] },
		{ candidates: candidates.filter((one, at) => !isChange(one, at)), undone: [] },
	];
}

function originOf(
	{ name, connection }: Vendor,
	{ lookedAt, companyId }: Finding,
	credential: Api['credential'],
): Origin {
	return {
		source: {
			vendor: name,
			companyId: companyId ?? connection.companyOf(credential),
			nativeType: null,
			verifiedBy: 'api',
			delivery: 'schedule',
		},
		account: accountIn(connection, credential, companyId),
		receivedAt: lookedAt,
		deliveryIdentity: null,
		raw: null,
	};
}

/** @throws NodeOperationError if the input is not what a look handed over */
function readFinding(context: IExecuteFunctions, json: unknown, itemIndex: number): Finding {
	const parsed = findingSchema.safeParse(json);
	if (parsed.success) return parsed.data;
	throw new NodeOperationError(
		context.getNode(),
		'This trigger starts from what a look has found',
		{
			itemIndex,
			description: 'Publish the workflow, or pin sample data to the trigger.',
		},
	);
}
