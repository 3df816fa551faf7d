import { isDeepStrictEqual } from 'node:util';
import { getWorkflow, publicationStatus } from '../support/index.mts';
import type { Cell } from './cell.mts';
import type { FoundWebhook } from './types.mts';

/** What is wrong where the state at the vendor and the state in n8n do not fit. */
export interface Findings {
	/** Webhooks of ours that belong to no published workflow. */
	readonly orphans: readonly string[];
	/** Second webhooks of a trigger for the same event. */
	readonly doubles: readonly string[];
	/** Webhooks of others that are gone or changed. */
	readonly touched: readonly string[];
	/** Events of triggers that n8n shows as published, and that no working webhook is for. */
	readonly missing: readonly string[];
}

/** The kinds of findings, in the order of the report. */
export const KINDS = ['orphans', 'doubles', 'touched', 'missing'] as const;

export const NOTHING: Findings = { orphans: [], doubles: [], touched: [], missing: [] };

/** Both findings. */
export function together(one: Findings, other: Findings): Findings {
	return {
		orphans: [...one.orphans, ...other.orphans],
		doubles: [...one.doubles, ...other.doubles],
		touched: [...one.touched, ...other.touched],
		missing: [...one.missing, ...other.missing],
	};
}

/** Compares the webhooks at the vendor with what n8n shows as published. */
export async function compare(cell: Cell): Promise<Findings> {
	const triggers = await publishedTriggers(cell);
	const { own } = cell;
	const placed = new Set<string>();
	const doubles: string[] = [];
	const missing: string[] = [];
	for (const { webhookId, events } of triggers) {
		const ours = own.filter(({ url }) => isAt(url, cell, webhookId));
		for (const { id } of ours) placed.add(id);
		for (const event of events) {
			const found = ours.filter((one) => one.events.includes(event));
			if (found.length > 1) doubles.push(`${event}: ${found.map(({ id }) => id).join(', ')}`);
			if (!found.some(({ isOn }) => isOn)) missing.push(event);
		}
		const wanted = new Set(events);
		for (const { id, events: registered } of ours) {
			// A webhook for what the trigger no longer listens for.
			if (!registered.every((event) => wanted.has(event))) placed.delete(id);
		}
	}
	return {
		orphans: own.filter(({ id }) => !placed.has(id)).map(({ url }) => url),
		doubles,
		touched: touchedOf(cell),
		missing,
	};
}

/** Lets something happen at the vendor. @returns the webhooks of ours whose delivery is not accepted */
export async function refusedDeliveries({ company, own }: Cell): Promise<string[]> {
	const before = company.deliveries.attempts.length;
	await company.happen();
	const attempts = company.deliveries.attempts.slice(before);
	const delivered = own.flatMap(({ id, url }) => {
		const last = attempts.findLast(({ webhookId }) => String(webhookId) === id);
		return last === undefined ? [] : [{ url, status: last.status }];
	});
	if (delivered.length === 0) return ['nothing was delivered'];
	return delivered.flatMap(({ url, status }) => (status === 200 ? [] : [`${status} at ${url}`]));
}

interface PublishedTrigger {
	readonly webhookId: string;
	readonly events: readonly string[];
}

async function publishedTriggers(cell: Cell): Promise<PublishedTrigger[]> {
	const found: PublishedTrigger[] = [];
	for (const { id } of cell.workflows) {
		const { status } = await publicationStatus(cell.n8n, id);
		if (status !== 'published') continue;
		for (const { webhookId = '' } of (await getWorkflow(cell.n8n, id)).nodes) {
			const events = cell.expected.get(webhookId);
			if (events !== undefined) found.push({ webhookId, events });
		}
	}
	return found;
}

function isAt(url: string, { publicUrl }: Cell, webhookId: string): boolean {
	return url.startsWith(`${publicUrl}/webhook/${webhookId}/`);
}

function touchedOf({ company, strangers }: Cell): string[] {
	const now = new Map(
		company.webhooks().map((webhook): [string, FoundWebhook] => [webhook.id, webhook]),
	);
	return strangers.filter((one) => !isDeepStrictEqual(now.get(one.id), one)).map(({ url }) => url);
}
