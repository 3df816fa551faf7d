import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { IssuedKey } from '../vendor';

/*
 * Keys that a vendor issues only once, when a webhook is created. They are kept in the node's
 * static data. n8n does not encrypt static data, and its public API shows it to everybody who may
 * read the workflow. There is no better place: a node cannot write into its credential.
 */

/** How long a replaced key stays valid: deliveries signed with it may still be on their way. */
const REPLACED_KEYS_LIVE_MS = 10 * 60_000;

/** The property of the static data that holds the keys. */
const KEPT_AS = 'issuedKeys';

const keptSchema = z
	.array(
		z.object({
			webhookId: z.string(),
			key: z.string(),
			/**
			 * When the webhook was removed, in milliseconds since 1970; null while the webhook exists.
			 */
			replacedAt: z.number().nullable(),
		}),
	)
	.catch([]);
type Kept = z.infer<typeof keptSchema>;

/** Stores the key of a webhook that was just created. */
export function keepKey(context: IHookFunctions, { webhookId, issuedKey }: IssuedKey): void {
	const others = read(context).filter((one) => one.webhookId !== webhookId);
	write(context, [...others, { webhookId, key: issuedKey, replacedAt: null }]);
}

/** Marks the key of a removed webhook as replaced: the key stays valid for some more minutes. */
export function retireKey(context: IHookFunctions, webhookId: string): void {
	const kept = read(context);
	if (!kept.some((one) => one.webhookId === webhookId)) return;
	const replacedAt = Date.now();
	write(
		context,
		kept.map((one) => (one.webhookId === webhookId ? { ...one, replacedAt } : one)),
	);
}

/** Whether the key of an existing webhook is known. */
export function isKeyKnown(context: IHookFunctions, webhookId: string): boolean {
	return read(context).some((one) => one.webhookId === webhookId && one.replacedAt === null);
}

/** The keys that may prove a delivery, the newest first; none before the first publication. */
export function issuedKeys(context: IWebhookFunctions): string[] {
	return read(context)
		.filter(lives)
		.map(({ key }) => key)
		.reverse();
}

function read(context: IHookFunctions | IWebhookFunctions): Kept {
	return keptSchema.parse(context.getWorkflowStaticData('node')[KEPT_AS]);
}

function write(context: IHookFunctions, kept: Kept): void {
	context.getWorkflowStaticData('node')[KEPT_AS] = kept.filter(lives);
}

function lives({ replacedAt }: Kept[number]): boolean {
	return replacedAt === null || Date.now() - replacedAt < REPLACED_KEYS_LIVE_MS;
}
