import type { Access, Environment } from './access.mts';
import type { Call, ReadOnlyPosts } from './calls.mts';
import type { Question } from './question.mts';

/** An environment variable that is read. */
export interface Variable {
	readonly name: string;
	readonly what: string;
	/** Default: it has to be there. */
	readonly optional?: true;
}

/** What the script knows of one vendor. */
export interface Vendor extends ReadOnlyPosts {
	/** As it is named on the command line; its folder has the same name. */
	readonly name: string;
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
