import type { Fact, Undoing } from '../model/identity';

/*
 * Remembers what was reported last about a subject, in a store that is only a set of texts. A set
 * can hold a value for each subject if the value is written in digits, with one text for each
 * digit. The state that was reported last is the one whose digits are all in the set. To remember
 * another state, its digits are added and all other possible digits are removed; they are few
 * enough to name them all. One more text says that anything was reported at all, so that forgetting
 * a subject takes one step.
 */

type Reported = Pick<Fact, 'subject' | 'state'>;

const DIGITS = [...'0123456789abcdef'];

/**
 * How many digits of a SHA-256 in hex are kept. Two states of one subject are confused once in 16
 * million.
 */
const LENGTH = 6;

const digitOf = (subject: string, position: number, digit: string): string =>
	`${subject} ${position} ${digit}`;

/**
 * The text that says that anything was reported about the subject; without it the digits mean
 * nothing.
 */
export function reportedOf(subject: string): string {
	return `${subject} told`;
}

/** The texts that are all in the store if this is what was reported last. */
export function textsOf(reported: Reported): string[] {
	return [...digitTextsOf(reported), reportedOf(reported.subject)];
}

/** The text that says that a fact was reported before its state was known; see `Fact.mayLackState`. */
export function withoutStateOf(subject: string): string {
	return `${subject} without state`;
}

/**
 * Some of {@link textsOf}. They are not enough: something else may have been reported last that has the
 * same first digits.
 */
export function firstTextsOf(reported: Reported): string[] {
	const digits = digitTextsOf(reported);
	return digits.length === 0 ? textsOf(reported) : digits.slice(0, LENGTH / 2);
}

function digitTextsOf({ subject, state }: Reported): string[] {
	return digitsOf(state).map((digit, at) => digitOf(subject, at, digit));
}

/** The texts of which some are in the store if something else was reported last. */
export function textsOfOthers({ subject, state }: Reported): string[] {
	return digitsOf(state).flatMap((digit, at) =>
		DIGITS.filter((other) => other !== digit).map((other) => digitOf(subject, at, other)),
	);
}

/** The texts that have to go because what was reported about the subject is no longer true. */
export function textsUndone({ subject, except }: Undoing): string[] {
	return except === null ? [reportedOf(subject)] : textsOfOthers({ subject, state: except });
}

function digitsOf(state: string | null): string[] {
	return state === null ? [] : [...state.slice(0, LENGTH)];
}
