import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';

import { importFromEachVendor } from '../importFromEachVendor.mts';
import { written } from './report.mts';
import { isRecord } from './shared/values.mts';
import type { Vendor } from './shared/vendor.mts';
import { asked } from './testing.mts';
import type { Company } from './testing.mts';
import { VENDORS } from './vendors.mts';

/** What the script may print without having asked anybody: all that stands in its own source. */
const OWN_TEXT = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.mts') && !/test(ing)?\.mts$/.test(name))
	.map((name) => readFileSync(path.join(import.meta.dirname, name), 'utf8'))
	.join('\n');

/** Between words, dates and addresses. */
const WORD_ENDS = /[^\p{L}\p{N}@_+.-]+|\.(?!\p{L})/u;

/** Everything that is a value in an answer. */
function valuesIn(value: unknown): Array<string | number> {
	if (typeof value === 'string' || typeof value === 'number') return [value];
	if (Array.isArray(value)) return value.flatMap(valuesIn);
	return isRecord(value) ? Object.values(value).flatMap(valuesIn) : [];
}

/** The names of all fields in an answer. */
function namesIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(namesIn);
	if (!isRecord(value)) return [];
	return [...Object.keys(value), ...Object.values(value).flatMap(namesIn)];
}

/** Runs `work` with a `fetch` that hands each answer to `change` before the script sees it. */
async function withAnswers<T>(
	change: (body: unknown) => unknown,
	work: () => Promise<T>,
): Promise<T> {
	const { fetch } = globalThis;
	globalThis.fetch = async (...request) => {
		const { status, headers, ...rest } = await response(fetch, request);
		const text = rest.body === undefined ? '' : JSON.stringify(change(rest.body));
		return new Response(text, { status, headers });
	};
	try {
		return await work();
	} finally {
		globalThis.fetch = fetch;
	}
}

async function response(fetch: typeof globalThis.fetch, request: Parameters<typeof fetch>) {
	const { status, headers, ...answer } = await fetch(...request).then(async (one) => ({
		status: one.status,
		headers: new Headers({ 'content-type': one.headers.get('content-type') ?? '' }),
		text: await one.text(),
	}));
	const isJson = (headers.get('content-type') ?? '').includes('json') && answer.text !== '';
	const body: unknown = isJson ? JSON.parse(answer.text) : undefined;
	return { status, headers, body };
}

/** Which fields keep their words. */
const SPOILED: Readonly<Record<string, (name: string) => boolean>> = {
	'every word is another': () => false,
	'every word is another but those that decide what is asked next': (name) =>
		['changeType', 'unit', 'event_name', 'timeoff_tracking_unit', 'scope'].includes(name),
};

/** What is needed to ask on: ids, addresses, tokens, days. */
const NEEDED = /^(\d|[0-9a-f-]{3,}$|https?:|papi-|Bearer|a\d+$)/;

/** How the company of each vendor is opened. */
const OPENERS = new Map(
	await importFromEachVendor<{ openCompany: () => Promise<Company> }>(
		import.meta.dirname,
		'testing.mts',
	),
);

/** The report without the day on which it was made. */
const reportOf = async (vendor: Vendor, { environment }: Company): Promise<string> =>
	written((await asked(vendor, environment)).report).replace(/\(\d{4}-\d\d-\d\d\)/, '');

for (const vendor of VENDORS) {
	const open = async (): Promise<Company> => {
		const opener = OPENERS.get(vendor.name);
		assert.ok(opener, `scripts/probe/${vendor.name}/testing.mts is missing`);
		return await opener.openCompany();
	};

	describe(`${vendor.title}: what is printed`, () => {
		test('holds no value that the vendor has answered, and no credential', async () => {
			const company = await open();
			const values = new Set<string | number>();
			const names = new Set<string>();
			const keep = (body: unknown): unknown => {
				for (const value of valuesIn(body)) values.add(value);
				for (const name of namesIn(body)) names.add(name);
				return body;
			};
			try {
				const text = await withAnswers(keep, async () => await reportOf(vendor, company));
				assert.ok(values.size > 150, `only ${values.size} values were answered`);
				const words = new Set(text.split(WORD_ENDS));
				const ownWords = new Set(OWN_TEXT.split(WORD_ENDS));
				const leaked = [...values].filter((value) => {
					// Small numbers are counts as well.
					if (Number(value) < 1000) return false;
					const word = String(value);
					// Scopes are told by their names.
					if (word.length < 2 || /^personio:\S+:(read|write)( |$)/.test(word)) return false;
					if (names.has(word) || ownWords.has(word) || OWN_TEXT.includes(`'${word}'`)) return false;
					return words.has(word) || (word.length >= 8 && text.includes(word));
				});
				assert.deepEqual(leaked, []);
				for (const secret of Object.values(company.environment)) {
					assert.ok(!text.includes(String(secret)), 'a credential or the address is printed');
				}
			} finally {
				await company.close();
			}
		});

		for (const [which, isKept] of Object.entries(SPOILED)) {
			test(`holds nothing of it where ${which}, and fields have the names of people`, async () => {
				const company = await open();
				let planted = 0;
				const plant = (): string => {
					planted += 1;
					return `Quintessa Planted ${planted}`;
				};
				try {
					const text = await withAnswers(
						(body) => spoiled(body, isKept, plant),
						async () => await reportOf(vendor, company),
					);
					assert.ok(planted > 20, `only ${planted} values were planted`);
					assert.doesNotMatch(text, /planted|quintessa|ozymand/i);
				} finally {
					await company.close();
				}
			});
		}
	});
}

/** The same answer with other words as values, and names of people among the names of fields. */
function spoiled(
	value: unknown,
	isKept: (name: string) => boolean,
	plant: () => string,
	name = '',
): unknown {
	if (typeof value === 'string') return NEEDED.test(value) || isKept(name) ? value : plant();
	if (Array.isArray(value)) return value.map((one) => spoiled(one, isKept, plant, name));
	if (!isRecord(value)) return value;
	const fields = Object.entries(value).map(([key, one]) => [key, spoiled(one, isKept, plant, key)]);
	return {
		...Object.fromEntries(fields),
		'quintessa.ozymand@work.example': plant(),
		'Quintessa Ozymand': plant(),
		Ozymand: { Quintessa: plant() },
	};
}
