import type { Surroundings } from './n8n';
import { webhookContext } from './n8n';
import type { Delivery, ProofOfVendor } from './proof';

/*
 * Deliveries that are measured in this process, without what n8n itself does to receive them.
 */

/** The key of every delivery that is measured. */
export const KEY = 'example-key-of-acme';

type Context = Awaited<ReturnType<typeof webhookContext>>;

/**
 * A genuine delivery, made longer: it has at least so many bytes.
 * @param number makes it another delivery than those with other numbers
 */
export function longDelivery(proof: ProofOfVendor, bytes: number, number = 0): Delivery {
	const [sample] = proof.deliveries();
	if (sample === undefined) throw new Error('There is no sample of a delivery');
	const body = JSON.parse(sample.body.toString('utf8')) as object;
	const withNotes = (notes: string): Buffer =>
		Buffer.from(JSON.stringify({ ...body, number, notes }));
	const missing = Math.max(bytes - withNotes('').length, 0);
	return { ...sample, body: withNotes('x'.repeat(missing)) };
}

/** A trigger in a workflow of its own, which listens for everything. */
export function listeningTrigger({ nodes, credential }: ProofOfVendor): Surroundings {
	return nodes.triggerIn({ credential: credential(KEY), parameters: nodes.listening() });
}

/**
 * The context of a delivery that arrives.
 * @param value the header that proves it
 */
export async function arrival(
	{ header }: ProofOfVendor,
	node: Surroundings,
	{ body, query = {} }: Delivery,
	value: string,
): Promise<Context> {
	return await webhookContext(node, { body, query, headers: { [header]: value } });
}

/**
 * Lets the trigger receive deliveries.
 * @returns the statuses that it answered with, each once
 */
export async function receiveAll(
	{ nodes }: ProofOfVendor,
	contexts: readonly Context[],
): Promise<number[]> {
	const statuses = new Set<number>();
	const deliver = async ({ context, answer }: Context): Promise<void> => {
		Object.defineProperty(context, 'logger', { value: { warn: () => undefined } });
		await nodes.webhook(context);
		statuses.add(answer.status);
		// The same bytes may come again.
		answer.finish(500);
	};
	await Promise.all(contexts.map(deliver));
	return [...statuses];
}
