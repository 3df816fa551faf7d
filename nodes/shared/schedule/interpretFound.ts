import groupBy from 'lodash/groupBy';
import partition from 'lodash/partition';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { filteredOut } from '../eventFilters/filteredOut';
import { passes } from '../eventFilters/passes';
import { eventFiltersOf } from '../eventFilters/settings';
import { skipRepeats } from '../interpret/skipRepeats';
import type { Candidate, Report } from '../interpret/report';
import { completeEvent, reportOriginOf } from '../model/completeEvent';
import { todayIn } from '../model/dates';
import { identityOf } from '../model/identity';
import { connect } from '../outbound/connect';
import { selects } from '../selection';
import { repeatScopeOf, selectionOf } from '../settings';
import { companyTimeZone } from '../timeZone';
import type { VendorWithRoster } from '../vendor';
import type { Finding } from './finding';
import { findingSchema } from './finding';
import { foundOrigin } from './foundOrigin';
import { showSamples } from './showSamples';

/**
 * The execute method of a vendor's schedule trigger. It makes items from the events that `watch` handed over. If a user
 * tries the trigger in the editor, n8n does not poll, but hands over one empty item. The items are then samples.
 * @returns two outputs like those of the trigger that waits for webhooks: Events, and Unrecognised
 */
export function interpretFound(
	vendor: VendorWithRoster,
): (this: IExecuteFunctions) => Promise<INodeExecutionData[][]> {
	return async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		if (this.getMode() === 'manual' && hasNoInput(this))
			return [await showSamples(this, vendor), []];
		const filters = eventFiltersOf(this);
		const findings = this.getInputData().map(({ json }, item) => readFinding(this, json, item));
		const credential = await (await connect(this, vendor)).credential();
		const zone = companyTimeZone(this);
		const today = typeof zone === 'string' ? todayIn(zone) : null;
		const selection = selectionOf(this);
		const candidates = findings.map((finding, item): Candidate => {
			const origin = foundOrigin(vendor, finding, credential);
			const { draft } = finding;
			const candidate = {
				event: completeEvent(draft, origin, { today, includeRaw: false }),
				item,
				identity: identityOf(draft, reportOriginOf(origin)),
				isSelected: selects(selection, draft.eventType),
			};
			return passes(candidate.event, filters) ? candidate : filteredOut(candidate);
		});
		const events = await skipRepeats(this, reportsOf(findings, candidates), {
			scope: repeatScopeOf(this),
			isRetry: this.getMode() === 'retry',
		});
		return [events.map(({ event, item }) => ({ json: { ...event }, pairedItem: { item } })), []];
	};
}

/**
 * The events in the order in which *Skip Repeats* has to read them: poll by poll, and of each poll the changes before
 * what is due. If a day was moved, the events of the former day are no longer true. The events that are due by the new
 * day come after that.
 */
function reportsOf(findings: readonly Finding[], candidates: readonly Candidate[]): Report[] {
	const isChange = ({ item }: Candidate): boolean =>
		findings[item]?.draft.identity?.changedAt !== undefined;
	const polls = groupBy(candidates, ({ item }) => findings[item]?.polledAt);
	return Object.values(polls)
		.flatMap((found) => partition(found, isChange))
		.map((found) => ({ candidates: found, undone: [] }));
}

function hasNoInput(context: IExecuteFunctions): boolean {
	return context.getInputData().every(({ json }) => Object.keys(json).length === 0);
}

/** @throws NodeOperationError if the input is not what a poll handed over */
function readFinding(context: IExecuteFunctions, json: unknown, itemIndex: number): Finding {
	const parsed = findingSchema.safeParse(json);
	if (parsed.success) return parsed.data;
	throw new NodeOperationError(
		context.getNode(),
		'This trigger starts from the events that a poll has found',
		{
			itemIndex,
			description: 'Publish the workflow, or pin sample data to the trigger.',
		},
	);
}
