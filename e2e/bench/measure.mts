import type { RequestEntry } from '../../simulators/kit/server.mts';
import type { Violation } from '../../simulators/kit/violations.mts';
import type { Execution } from '../support/index.mts';

/** How much a vendor allows: so many requests at once, and so many more with every second. */
export interface Allowance {
	readonly burst: number;
	readonly perSecond: number;
}

/** One benchmark, when it is over. */
export interface Measurement {
	/** What was read, in words. */
	readonly what: string;
	readonly run: Execution;
	readonly rows: number;
	/** How many rows there have to be. */
	readonly expected: number;
	readonly allowance: Allowance;
	/** The requests that the allowance is for, oldest first. */
	readonly limited: readonly RequestEntry[];
	/** All requests. */
	readonly requests: readonly RequestEntry[];
	readonly violations: readonly Violation[];
}

/** The least part of the allowance that has to be used. */
const LEAST = 0.9;

/** Prints a measurement; tells whether it is good. */
export function judge(measurement: Measurement): boolean {
	const { what, run, rows, expected, limited, requests, violations } = measurement;
	const { burst, perSecond } = measurement.allowance;
	const refused = requests.filter(({ status }) => status === 429).length;
	const seconds = (Number(limited.at(-1)?.at) - Number(limited[0]?.at)) / 1_000;
	const allowed = burst + perSecond * seconds;
	const used = limited.length / allowed;
	console.log(
		[
			what,
			`  rows                    ${rows} of ${expected}, execution: ${run.status}`,
			`  requests                ${limited.length} in ${seconds.toFixed(1)} s`,
			`  allowed by the limit    ${allowed.toFixed(0)} (${burst} at once, ${perSecond} a second)`,
			`  used                    ${(used * 100).toFixed(1)} % (at least ${LEAST * 100} %)`,
			`  refused (429)           ${refused}`,
			`  contract violations     ${violations.length}`,
		].join('\n'),
	);
	return (
		run.status === 'success' &&
		rows === expected &&
		refused === 0 &&
		used >= LEAST &&
		violations.length === 0
	);
}
