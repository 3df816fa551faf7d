import * as bad from './badAnswers.mts';
import type { Exchange } from './front.mts';
import type { HostileVendor } from './types.mts';

/** What a user reads: what happened, and what to do. */
export interface Words {
	readonly message: RegExp;
	readonly description: RegExp;
}

/** One way of answering badly. */
export interface Case {
	readonly name: string;
	/** What is answered badly: the list of everybody, a list in pages, or the sign-in. */
	readonly at: 'everybody' | 'paged' | 'signIn';
	/** Answers a request. @param elsewhere an address at another origin */
	answer(exchange: Exchange, vendor: HostileVendor, elsewhere: string): void;
	/** What the execution ends with. */
	ends(vendor: HostileVendor): Words | 'complete';
	/** In how many seconds the execution is over. */
	readonly withinS: number;
	/** By how many megabytes the memory of n8n may grow. */
	readonly withinMb: number;
	/** Whether it only waits: such cases run beside each other. */
	readonly waits?: true;
	/** Whether it takes so long that only `npm run hostile` tries it. */
	readonly isLong?: true;
}

/** At most 98 MB were seen; when n8n tidies up its memory differs from run to run. */
const MB = 120;
/** All records that a list may hold, which are a large company as far as the node can tell. */
const MB_OF_A_LONG_LIST = 350;
/** A page of a list that does not end. */
const PAGE_SIZE = 100;
const A_YEAR_S = '31536000';

const TOO_LARGE: Words = {
	message: / answered with more than \d+ MB$/,
	description: /Ask for fewer records .* check '.*API Base URL' in the credential/,
};
const NO_ANSWER: Words = {
	message: / did not answer within \d+ seconds$/,
	description: /Retry later/,
};
const NO_END: Words = {
	message: / did not give a complete list$/,
	description: /gives nothing new\..* Retry later; if it happens again, write to the support of /s,
};
const TOO_LONG: Words = { message: / gives more than .* in one list$/, description: /filter/ };
const ELSEWHERE: Words = {
	message: / sent the request to another address$/,
	description: /Enter the final address in the credential/,
};
const FOREIGN: Words = {
	message: / answered .*with something other than /,
	description: /Check .*'API Base URL' in the credential/,
};
const BUSY: Words = {
	message: / is receiving too many requests$/,
	description: /Wait a moment and retry/,
};

/** The simulator's own page. */
const genuinePage = ({ genuine }: Exchange): unknown => JSON.parse(genuine.body);

function redirect({ response }: Exchange, elsewhere: string): void {
	response.writeHead(302, { location: `${elsewhere}/collect` }).end();
}

/** The parts of the simulator's page, as pages of their own; null is a page without records. */
function inParts(
	{ response, before, genuine }: Exchange,
	{ paged }: HostileVendor,
	parts: ReadonlyArray<readonly [from: number, to: number]>,
): void {
	const records = paged.recordsOf(JSON.parse(genuine.body));
	const [from, to] = parts[before] ?? [records.length, records.length];
	const next = before + 1 < parts.length ? `part${before + 1}` : null;
	bad.answer(response, paged.page(records.slice(from, to), { next, given: from }), paged.ample);
}

/** Another page, for ever. @param first the number of its first record */
function onAndOn(
	{ response, before, genuine }: Exchange,
	{ paged }: HostileVendor,
	{ first, next }: { first: number; next: string },
): void {
	const [record] = paged.recordsOf(JSON.parse(genuine.body));
	const records = Array.from({ length: PAGE_SIZE }, (_, at) => paged.numbered(record, first + at));
	const given = before * PAGE_SIZE;
	bad.answer(response, paged.page(records, { next, given }), paged.ample);
}

function refuse({ response }: Exchange, retryAfter: string, { absurd }: HostileVendor): void {
	response.writeHead(429, { ...absurd, 'retry-after': retryAfter }).end('{}');
}

/** A list that is far too large. */
export const HUGE: Case = {
	...{ name: '200 MB', at: 'everybody', withinS: 15, withinMb: MB },
	answer: ({ response }) => void bad.huge(response),
	ends: () => TOO_LARGE,
};

/** A list whose pages go round in circles. */
export const REPEATING: Case = {
	...{ name: 'a cursor that repeats', at: 'paged', withinS: 15, withinMb: MB },
	answer: (exchange, vendor) => {
		const page = exchange.before % 3;
		onAndOn(exchange, vendor, { first: page * PAGE_SIZE, next: `page${page}` });
	},
	ends: () => NO_END,
};

/** Everything that is tried. */
export const CASES: readonly Case[] = [
	HUGE,
	{ ...HUGE, at: 'signIn', ends: () => FOREIGN },
	...(['everybody', 'signIn'] as const).flatMap((at): Case[] => [
		{
			name: 'gzip bomb: 2 GB',
			at,
			answer: ({ response }) => void bad.gzipBomb(response),
			ends: () => (at === 'signIn' ? FOREIGN : TOO_LARGE),
			withinS: 15,
			withinMb: MB,
		},
		{
			name: 'a byte a second',
			at,
			answer: ({ response }) => bad.trickle(response),
			ends: () => NO_ANSWER,
			withinS: 75,
			withinMb: MB,
			waits: true,
		},
		{
			name: 'redirect to another origin',
			at,
			answer: (exchange, _vendor, elsewhere) => redirect(exchange, elsewhere),
			ends: () => ELSEWHERE,
			withinS: 15,
			withinMb: MB,
		},
		{
			name: 'HTML with status 200',
			at,
			answer: ({ response }) => bad.page(response),
			ends: () => FOREIGN,
			withinS: 15,
			withinMb: MB,
		},
	]),
	{
		name: 'page after page, the same records',
		at: 'paged',
		answer: (exchange, vendor) =>
			onAndOn(exchange, vendor, { first: 1, next: `page${exchange.before}` }),
		ends: () => NO_END,
		withinS: 30,
		withinMb: MB,
	},
	{
		name: 'page after page, new records',
		at: 'paged',
		answer: (exchange, vendor) =>
			onAndOn(exchange, vendor, {
				first: exchange.before * PAGE_SIZE,
				next: `page${exchange.before}`,
			}),
		ends: () => TOO_LONG,
		withinS: 180,
		withinMb: MB_OF_A_LONG_LIST,
		isLong: true,
	},
	REPEATING,
	{
		name: 'empty pages in the middle',
		at: 'paged',
		answer: (exchange, vendor) =>
			inParts(exchange, vendor, [
				[0, 7],
				[7, 7],
				[7, 7],
				[7, Infinity],
			]),
		ends: ({ paged }) => (paged.emptyPage === 'goes on' ? 'complete' : NO_END),
		withinS: 30,
		withinMb: MB,
	},
	{
		name: 'absurd headers about limits',
		at: 'everybody',
		answer: (exchange, { absurd }) =>
			bad.answer(exchange.response, genuinePage(exchange), { ...absurd, 'retry-after': A_YEAR_S }),
		ends: () => 'complete',
		withinS: 30,
		withinMb: MB,
	},
	...['-5', 'NaN'].map(
		(retryAfter): Case => ({
			name: `429, Retry-After: ${retryAfter}`,
			at: 'everybody',
			answer: (exchange, vendor) => refuse(exchange, retryAfter, vendor),
			ends: () => BUSY,
			withinS: 75,
			withinMb: MB,
			waits: true,
		}),
	),
	{
		name: '429 once, Retry-After: a year',
		at: 'everybody',
		answer: (exchange, vendor) => {
			if (exchange.before === 0) return refuse(exchange, A_YEAR_S, vendor);
			bad.answer(exchange.response, genuinePage(exchange));
		},
		ends: () => 'complete',
		withinS: 75,
		withinMb: MB,
		waits: true,
	},
	{
		name: '429 for ever, Retry-After: a year',
		at: 'everybody',
		answer: (exchange, vendor) => refuse(exchange, A_YEAR_S, vendor),
		ends: () => BUSY,
		withinS: 330,
		withinMb: MB,
		waits: true,
		isLong: true,
	},
];
