import { z } from 'zod/v4';

import { instantSchema } from '../model/dates';
import { rawSchema } from '../model/hrEvent';

/**
 * What the webhook method hands over to the execution: one item, the only input of `interpret`. n8n
 * stores it with the execution, so an execution that crashes can be retried from it.
 */
export const deliverySchema = z.object({
	/** Repeats of a delivery are recognised by this key. */
	key: z.string(),
	receivedAt: instantSchema,
	/** The process that received it, as `THIS_PROCESS` names it; earlier versions did not say. */
	receivedBy: z.string().optional(),
	/** The vendor's name of the event; null if the delivery names no event that we know. */
	nativeType: z.string().nullable(),
	companyId: z.string().nullable(),
	/**
	 * Stands for the account that the credential showed when the delivery was proved; see
	 * `rememberAccount`. Earlier versions did not say.
	 */
	accountMark: z.string().optional(),
	/** The values that distinguish two deliveries of the vendor. */
	identity: z.array(z.string().nullable()),
	/** See `DeliveryFacts.hasTime`. Earlier versions did not say. */
	hasTime: z.boolean().optional(),
	verifiedBy: z.enum(['signature', 'secret']),
	isTest: z.boolean(),
	/** The body as JSON, or as text where it is not JSON. */
	body: rawSchema,
});

/** A delivery as {@link deliverySchema} describes it. */
export type Delivery = z.infer<typeof deliverySchema>;
