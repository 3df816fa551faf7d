import type { Access, Environment } from './access.mts';
import type { Call } from './calls.mts';
import type { Question } from './question.mts';
import type { VendorName } from './vendorNames.mts';

/** An environment variable that is read. */
export interface Variable {
	readonly name: string;
	readonly what: string;
	/** Default: it has to be there. */
	readonly optional?: true;
}

/** What the script knows of one vendor. */
export interface Vendor {
	readonly name: VendorName;
	readonly title: string;
	readonly variables: readonly Variable[];
	/** The least time between two calls, so that no limit is met. */
	readonly pauseMs: number;
	accessOf(environment: Environment): Access;
	/** Whom to ask in the name of, where the vendor has that. */
	memberOf?(environment: Environment): string;
	/** Asked first: whether the credential is let in at all. None where the sign-in tells. */
	readonly check?: Call;
	readonly questions: readonly Question[];
}
