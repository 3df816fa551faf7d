import { NodeApiError } from 'n8n-workflow';

import type { Api } from './api';
import { inFull, isMisfitFailure, isStatus } from './failure';

/** The result of trying to read something. */
export type Attempt<T> =
	| { readonly value: T }
	| {
			/** Why it could not be read, in plain words. */
			readonly reason: string;
			/** The credential lacks the permission: trying again soon is of no use. */
			readonly isForbidden: boolean;
			/** The vendor says that there is no such record. */
			readonly isGone: boolean;
	  };

/** Reads something that an event can do without: a failure becomes a reason. */
export async function attemptOptionalRead<T>(reading: Promise<T>): Promise<Attempt<T>> {
	return await attemptIf(reading, () => true);
}

/**
 * Reads something that is needed to decide on an event. If the credential may not see it, if it
 * does not exist, or if it cannot be read, the result is a reason. If the vendor is busy or not
 * available, this waits. If the vendor stays unavailable, this throws, so that the execution fails
 * visibly and can be retried.
 * @param read makes the requests, with the API that it is given
 */
export async function attemptRequiredRead<T>(
	api: Api,
	read: (patiently: Api) => Promise<T>,
): Promise<Attempt<T>> {
	return await attemptIf(
		read(api.patiently),
		(error) => isStatus(error, 403) || isStatus(error, 404) || isMisfitFailure(error),
	);
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
				isGone: isStatus(error, 404),
			};
		},
	);
}

/** The reasons of the attempts that failed, each reason once. */
export function reasonsOf(attempts: ReadonlyArray<Attempt<unknown>>): string[] {
	return [...new Set(attempts.flatMap((one) => ('reason' in one ? [one.reason] : [])))];
}
