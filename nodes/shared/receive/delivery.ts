import { z } from 'zod/v4';

import { rawSchema } from '../model/hrEvent';

/**
 * What the edge hands over to the run: one item, the only input of `interpret`. n8n stores it
 * with the execution, so a run that dies can be retried from it.
 */
export const deliverySchema = z.object({
	/** What a repeat is told by. */
	key: z.string(),
	receivedAt: z.iso.datetime(),
	/** The vendor's name of the event; null if the delivery names none that we know. */
	nativeType: z.string().nullable(),
	companyId: z.string().nullable(),
	/** What tells two deliveries of the vendor apart. */
	identity: z.array(z.string().nullable()),
	verifiedBy: z.enum(['signature', 'secret']),
	isTest: z.boolean(),
	/** The body as JSON, or as text where it is not JSON. */
	body: rawSchema,
});
export type Delivery = z.infer<typeof deliverySchema>;
