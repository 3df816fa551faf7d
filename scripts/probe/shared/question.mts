import type { Api } from './api.mts';
import type { Call } from './calls.mts';
import type { Fact } from './facts.mts';

/** What a question was answered with. */
export interface Finding<Name extends string = string> {
	/** One of the question's named answers. */
	readonly answer: Name;
	readonly seen: readonly Fact[];
}

/** The name of the answer that is none: the account has no such record. */
export const UNSEEN = 'unseen';

/** A question about a vendor's API that its documents leave open. */
export interface Question {
	/** Unique within its vendor. */
	readonly name: string;
	/** One sentence. */
	readonly question: string;
	/** The named answers, each with its sentence. */
	readonly answers: Readonly<Record<string, string>>;
	/** Makes the calls and decides. */
	ask(api: Api): Promise<Finding>;
}

export interface QuestionParts<Answers extends Record<string, string>, Evidence> {
	name: string;
	question: string;
	answers: Answers;
	/** The calls. */
	evidence(api: Api): Promise<Evidence>;
	/** Pure: what the answers of the vendor say. */
	find(evidence: Evidence): Finding<keyof Answers & string>;
}

export function question<Answers extends Record<string, string>, Evidence>(
	parts: QuestionParts<Answers, Evidence>,
): Question {
	const { evidence, find, ...told } = parts;
	return { ...told, ask: async (api) => find(await evidence(api)) };
}

export function finding<Name extends string>(answer: Name, ...seen: Fact[]): Finding<Name> {
	return { answer, seen };
}

/** The same interface, which also keeps what was asked through it. */
export function recorded(api: Api): { api: Api; calls: Call[] } {
	const calls: Call[] = [];
	return {
		calls,
		api: {
			read: async (call) => {
				calls.push(call);
				return await api.read(call);
			},
			look: async (call, welcome) => {
				calls.push(call);
				return await api.look(call, welcome);
			},
			answered: api.answered,
			today: api.today,
			signedIn: () => api.signedIn(),
			...(api.memberId === undefined ? {} : { memberId: api.memberId }),
		},
	};
}
