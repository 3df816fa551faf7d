import { openSession, Refused, Unanswered } from './api.mts';
import type { Session, SessionOptions } from './api.mts';
import type { Call } from './calls.mts';
import type { Finding, Question } from './question.mts';
import { recorded } from './question.mts';
import type { Access } from './access.mts';
import type { Vendor } from './vendor.mts';

/** What became of a question. */
export type Result =
	| { readonly kind: 'answered'; readonly finding: Finding }
	/** The credential may not ask, or there is nothing at that address. */
	| { readonly kind: 'refused'; readonly call: Call; readonly status: number }
	| { readonly kind: 'unanswered'; readonly reason: string };

export interface Outcome {
	readonly question: Question;
	readonly calls: readonly Call[];
	readonly result: Result;
}

export interface Report {
	readonly vendor: Vendor;
	readonly access: Pick<Access, 'isVendorsOwn'>;
	/** `YYYY-MM-DD` in UTC. */
	readonly day: string;
	readonly sent: Readonly<Record<'GET' | 'POST', number>>;
	/** What kept everything from being asked. */
	readonly stopped?: Result;
	readonly outcomes: readonly Outcome[];
}

/** Asks all questions, one after the other. Whatever happens to one of them, the others are asked. */
export async function run(
	vendor: Vendor,
	options: Omit<SessionOptions, 'vendor'>,
): Promise<Report> {
	const session = openSession({ vendor, ...options });
	const outcomes: Outcome[] = [];
	const stopped = await entered(session, vendor);
	if (stopped === undefined) {
		for (const question of vendor.questions) outcomes.push(await outcomeOf(question, session));
	}
	return {
		vendor,
		access: options.access,
		day: session.today,
		sent: { ...session.sent },
		...(stopped === undefined ? {} : { stopped }),
		outcomes,
	};
}

/** Signs in. Whoever is not let in asks no more: vendors block those who are refused often. */
async function entered(session: Session, { check }: Vendor): Promise<Result | undefined> {
	try {
		await session.signIn();
		// Only a refused credential stops everything: another permission may be missing.
		if (check !== undefined) await session.look(check, [403, 404]);
		return undefined;
	} catch (error) {
		return failed(error);
	}
}

async function outcomeOf(question: Question, session: Session): Promise<Outcome> {
	const { api, calls } = recorded(session);
	try {
		const found = await question.ask(api);
		return { question, calls, result: { kind: 'answered', finding: found } };
	} catch (error) {
		return { question, calls, result: failed(error) };
	}
}

function failed(error: unknown): Result {
	if (error instanceof Refused) return { kind: 'refused', call: error.call, status: error.status };
	if (error instanceof Unanswered) return { kind: 'unanswered', reason: error.message };
	// A mistake of this script; its message may hold what the vendor answered.
	return { kind: 'unanswered', reason: 'the answer has a form that this script does not expect' };
}
