import { NodeApiError } from 'n8n-workflow';

import { isStatus } from './failure';

/** What became of reading something that an event can do without. */
export type Attempt<T> =
	| { readonly value: T }
	| {
			/** Why it could not be read, in plain words. */
			readonly reason: string;
			/** The credential lacks the permission: trying again soon is of no use. */
			readonly isForbidden: boolean;
	  };

/** Reads something that an event can do without: a refusal becomes a reason. */
export async function attempt<T>(reading: Promise<T>): Promise<Attempt<T>> {
	return await reading.then(
		(value) => ({ value }),
		(error: unknown) => {
			if (!(error instanceof NodeApiError)) throw error;
			return {
				reason: [error.message, error.description].filter(Boolean).join('. '),
				isForbidden: isStatus(error, 403),
			};
		},
	);
}

/** Why what could not be read is missing, each reason once. */
export function reasonsOf(attempts: ReadonlyArray<Attempt<unknown>>): string[] {
	return [...new Set(attempts.flatMap((one) => ('reason' in one ? [one.reason] : [])))];
}
