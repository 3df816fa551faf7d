import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { filteredOut } from '../eventFilters/filteredOut';
import { passes } from '../eventFilters/passes';
import { eventFiltersOf } from '../eventFilters/settings';
import { completeEvent, NOTHING_FETCHED, reportOriginOf } from '../model/completeEvent';
import type { Origin } from '../model/completeEvent';
import { todayIn } from '../model/dates';
import { digestOf } from '../model/digestOf';
import type { HrEventDraft } from '../model/draft';
import { employee } from '../model/employee';
import type { EventType } from '../model/eventTypes';
import { identityOf, undoingsOf } from '../model/identity';
import type { AccountOfDelivery } from '../outbound/knownAccounts';
import { accountMarked, accountOfDelivery, rememberAccount } from '../outbound/knownAccounts';
import type { Api } from '../outbound/api';
import { withNotes } from '../outbound/api';
import { connectLater } from '../outbound/connectLater';
import { inFull } from '../outbound/failure';
import { IN_A_RUN, UNTIL_DECIDED } from '../outbound/retry';
import type { UnreadNotes } from '../reading/unread';
import { sentencesOf, unreadNotes } from '../reading/unread';
import type { Delivery } from '../receive/delivery';
import { deliverySchema } from '../receive/delivery';
import { runBegins, runFailed } from '../receive/inHand';
import { THIS_PROCESS } from '../receive/thisProcess';
import { deliveriesAnswered } from '../receive/unanswered';
import type { Selection } from '../selection';
import { selects } from '../selection';
import { isOptionOn, repeatScopeOf, selectionOf } from '../settings';
import type { NoTimeZone } from '../timeZone';
import { companyTimeZone } from '../timeZone';
import type { Interpretation, InterpretContext, Vendor } from '../vendor';
import { skipRepeats } from './skipRepeats';
import type { Emitted, Report } from './report';

/**
 * The execute method of a vendor's trigger: it turns what `receive` handed over into HR events.
 * Records are fetched here, because n8n shows and can retry an execution, and the vendor no longer
 * waits for an answer. The execution first waits until deliveries that came at the same time have
 * been answered.
 * @returns two outputs: Events, and Unrecognised for what could not be understood or decided
 */
export function interpret(
	vendor: Vendor,
): (this: IExecuteFunctions) => Promise<INodeExecutionData[][]> {
	const outputsOf = deliveriesToOutputs(vendor);
	return async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const deliveries = this.getInputData().map(({ json }, item) => readDelivery(this, json, item));
		for (const { key } of deliveries) runBegins(key);
		let hasFailed = true;
		try {
			const outputs = await outputsOf.call(this, deliveries);
			hasFailed = false;
			return outputs;
		} finally {
			if (hasFailed) for (const { key } of deliveries) runFailed(key);
		}
	};
}

/** Turns deliveries into the node's two outputs. */
function deliveriesToOutputs(
	vendor: Vendor,
): (this: IExecuteFunctions, deliveries: readonly Delivery[]) => Promise<INodeExecutionData[][]> {
	return async function (
		this: IExecuteFunctions,
		deliveries: readonly Delivery[],
	): Promise<INodeExecutionData[][]> {
		await deliveriesAnswered();

		const timeZone = companyTimeZone(this);
		const clock = typeof timeZone === 'string' ? { timeZone, today: todayIn(timeZone) } : timeZone;
		const selection = selectionOf(this);
		const filters = eventFiltersOf(this);
		// A user who tests in the editor is waiting for the result.
		const patience = this.getMode() === 'manual' ? IN_A_RUN : UNTIL_DECIDED;
		const api = connectLater(this, vendor, IN_A_RUN, patience);
		const reading = {
			api,
			fetchDetails: isOptionOn(this, 'fetchDetails', true),
			fetchLeaveDays: isOptionOn(this, 'fetchLeaveDays', false),
			includePayTables: isOptionOn(this, 'includePayTables', false),
			selects: (eventType: EventType) => selects(selection, eventType),
		};
		const today = 'today' in clock ? clock.today : null;
		const settings = { today, includeRaw: isOptionOn(this, 'includeRaw', false) };
		const reports: Report[] = [];
		const unrecognised: Emitted[] = [];
		let isTest = false;

		for (const [item, delivery] of deliveries.entries()) {
			isTest ||= delivery.isTest;
			const origin = originOf(vendor, delivery, await accountOf(vendor, delivery, api));
			const unread = unreadNotes();
			const found =
				'today' in clock
					? await interpretOne(vendor, delivery, selection, {
							...reading,
							...clock,
							api: withNotes(api, unread),
						})
					: undated(clock);
			const drafts = found.events.map((draft) => saying(draft, unread, vendor.displayName));
			reports.push({
				candidates: drafts.map((draft) => {
					const candidate = {
						event: completeEvent(draft, origin, settings),
						item,
						identity: identityOf(draft, reportOriginOf(origin)),
						isSelected: selects(selection, draft.eventType),
					};
					return passes(candidate.event, filters) ? candidate : filteredOut(candidate);
				}),
				undone: found.undone === undefined ? [] : undoingsOf(found.undone, reportOriginOf(origin)),
			});
			if (found.unrecognised !== undefined) {
				const draft = {
					eventType: 'unmapped',
					employee: found.unrecognised.employee ?? employee(),
					enrichment: { status: 'failed', reason: found.unrecognised.reason },
				} as const;
				unrecognised.push({ event: completeEvent(draft, origin, settings), item });
			}
		}

		const events = await skipRepeats(this, reports, {
			scope: isTest ? null : repeatScopeOf(this),
			isRetry: this.getMode() === 'retry',
			isShared: deliveries.some(isFromAnotherProcess),
		});
		return [events.map(toItem), unrecognised.map(toItem)];
	};
}

/**
 * Adds to an event what could not be read for it. If its enrichment was `full`, it becomes
 * `partial`.
 */
function saying(draft: HrEventDraft, unread: UnreadNotes, vendor: string): HrEventDraft {
	const { status, reason } = draft.enrichment ?? NOTHING_FETCHED;
	const reasons = [reason, ...sentencesOf(unread, vendor)].filter((one) => one !== null);
	if (unread.all.size === 0) return draft;
	return {
		...draft,
		enrichment: { status: status === 'full' ? 'partial' : status, reason: reasons.join(' · ') },
	};
}

/**
 * Without today's date, a person who leaves in some weeks cannot be distinguished from a person who
 * has left. So no event is emitted.
 */
function undated(whyNot: NoTimeZone): Interpretation {
	const reason = `It is not known which day is today. ${inFull(whyNot)}`;
	return { events: [], unrecognised: { reason } };
}

async function interpretOne(
	vendor: Vendor,
	delivery: Delivery,
	selection: Selection,
	context: InterpretContext,
): Promise<Interpretation> {
	const { nativeType, body } = delivery;
	if (nativeType === null) {
		return { events: [], unrecognised: { reason: 'The delivery names no event that is known.' } };
	}
	const isListed = vendor.nativeEvents.some(({ name }) => name === nativeType);
	// The user entered the name of this event, and it is not in our list: it is passed on as it came.
	if (
		!isListed &&
		selection.kind === 'vendorEvents' &&
		selection.nativeEvents.includes(nativeType)
	) {
		return { events: [{ eventType: 'other', employee: employee() }] };
	}
	return await vendor.interpret({ nativeType, body }, context);
}

/**
 * The account that a delivery belongs to. If this process has not met the account yet, the credential is
 * read: after a restart, in a worker, and for deliveries of earlier versions of the package.
 */
async function accountOf(
	{ connection }: Vendor,
	{ accountMark, companyId }: Delivery,
	api: Api,
): Promise<AccountOfDelivery> {
	const known = accountMarked(accountMark);
	if (known !== undefined) return known;
	const account = accountOfDelivery(connection, await api.credential(), companyId);
	rememberAccount(account);
	return account;
}

function originOf(
	{ name }: Vendor,
	delivery: Delivery,
	{ account, companyId }: AccountOfDelivery,
): Origin {
	return {
		source: {
			vendor: name,
			companyId,
			nativeType: delivery.nativeType,
			verifiedBy: delivery.verifiedBy,
			delivery: 'webhook',
		},
		account,
		receivedAt: delivery.receivedAt,
		deliveryIdentity: delivery.identity,
		timelessState: delivery.hasTime === false ? digestOf(delivery.body) : null,
		raw: delivery.body,
	};
}

function isFromAnotherProcess({ receivedBy }: Delivery): boolean {
	return receivedBy !== undefined && receivedBy !== THIS_PROCESS;
}

/** @throws NodeOperationError if the input is not what the webhook handed over */
function readDelivery(context: IExecuteFunctions, json: unknown, itemIndex: number): Delivery {
	const parsed = deliverySchema.safeParse(json);
	if (parsed.success) return parsed.data;
	throw new NodeOperationError(
		context.getNode(),
		'This trigger starts from a delivery of the vendor',
		{
			itemIndex,
			description: 'Test the trigger with a real event, or pin sample data to it.',
		},
	);
}

function toItem({ event, item }: Emitted): INodeExecutionData {
	return { json: { ...event }, pairedItem: { item } };
}
