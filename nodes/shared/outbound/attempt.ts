import { NodeApiError } from 'n8n-workflow';

import { inFull, isStatus } from './failure';

/** What became of reading something. */
export type Attempt<T> =
	| { readonly value: T }
	| {
			/** Why it could not be read, in plain words. */
			readonly reason: string;
			/** The credential lacks the permission: trying again soon is of no use. */
			readonly isForbidden: boolean;
	  };

/** Reads something that an event can do without: a failure becomes a reason. */
export async function attempt<T>(reading: Promise<T>): Promise<Attempt<T>> {
	return await attemptIf(reading, () => true);
}

/**
 * Reads something that an event cannot be decided without. What the credential may not see, or
 * what is not there, becomes a reason; a vendor that is busy or away is thrown, so that the
 * execution fails in the open and can be retried.
 */
export async function attemptRequired<T>(reading: Promise<T>): Promise<Attempt<T>> {
	return await attemptIf(reading, (error) => isStatus(error, 403) || isStatus(error, 404));
}

async function attemptIf<T>(
	reading: Promise<T>,
	isReason: (error: NodeApiError) => boolean,
): Promise<Attempt<T>> {
	return await reading.then(
		(value) => ({ value }),
		(error: unknown) => {
			if (!(error instanceof NodeApiError) || !isReason(error)) throw error;
			return {
				reason: inFull(error),
				isForbidden: isStatus(error, 403),
			};
		},
	);
}

/** Why what could not be read is missing, each reason once. */
export function reasonsOf(attempts: ReadonlyArray<Attempt<unknown>>): string[] {
	return [...new Set(attempts.flatMap((one) => ('reason' in one ? [one.reason] : [])))];
}
