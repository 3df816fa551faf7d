import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { written } from './report.mts';
import { run } from './shared/run.mts';
import type { Vendor } from './shared/vendor.mts';
import { Canned, startStub } from './testing.mts';
import type { Routes } from './testing.mts';
import { VENDORS } from './vendors.mts';

const SIGN_IN = { 'POST /v2/auth/token': { access_token: 'papi-token' } };

/** Everything else is answered like that, however deep its path is. */
const everything = (answer: unknown): Routes =>
	Object.fromEntries(
		['GET', 'POST'].flatMap((method) =>
			Array.from({ length: 8 }, (_, depth) => [`${method} ${'/*'.repeat(depth + 1)}`, answer]),
		),
	);

async function reportOf(vendor: Vendor, routes: Routes) {
	const stub = await startStub({ ...SIGN_IN, ...routes });
	try {
		const access = {
			...vendor.accessOf({ WORKABLE_SUBDOMAIN: 'acme' }),
			baseUrl: stub.baseUrl,
			isVendorsOwn: false,
		};
		return await run({ ...vendor, pauseMs: 0 }, { access, timeoutMs: 2_000 });
	} finally {
		await stub.close();
	}
}

/** Neither asks for what a permission is needed for. */
const ALWAYS_ANSWERED = ['limits', 'scopes'];

/** To these a page is an answer. */
const MEET_PAGES = [...ALWAYS_ANSWERED, 'payments-without-filters'];

for (const vendor of VENDORS) {
	describe(vendor.title, () => {
		test('names of questions are unique, and each has at least two answers', () => {
			const names = vendor.questions.map(({ name }) => name);
			assert.equal(new Set(names).size, names.length);
			for (const { name, question, answers } of vendor.questions) {
				assert.match(question, /^[A-Z].*\?$/, name);
				assert.ok(Object.keys(answers).length >= 2, name);
				assert.equal(
					'unseen' in answers,
					Object.values(answers).some((text) => text.startsWith('Cannot tell')),
					name,
				);
			}
			assert.equal(names.at(-1), 'limits', 'it is about all the others');
		});

		test('where nothing is allowed, no question claims to know', async () => {
			const report = await reportOf(vendor, everything(new Canned(403)));
			for (const { question, result } of report.outcomes) {
				if (ALWAYS_ANSWERED.includes(question.name)) continue;
				assert.equal(result.kind, 'refused', question.name);
			}
			assert.match(written(report), /Not allowed \(403\)\. It takes: /);
		});

		test('an answer of any form is looked at, and breaks nothing', async () => {
			const forms = [{}, [], null, 7, 'text', '', [null, 7, [[]]], { data: {}, _data: 7 }];
			for (const form of forms) {
				const body = new Canned(200, form === 'text' ? '"text"' : form);
				const { outcomes } = await reportOf(vendor, everything(body));
				assert.equal(outcomes.length, vendor.questions.length);
				for (const { question, result } of outcomes) {
					const how = `${question.name} on ${JSON.stringify(form)}`;
					assert.equal(result.kind, 'answered', how);
				}
			}
		});

		test('pages and failures in place of answers are said as such', async () => {
			for (const answer of [new Canned(200, '<html></html>'), new Canned(503)]) {
				const report = await reportOf(vendor, everything(answer));
				if (report.stopped !== undefined) assert.equal(report.stopped.kind, 'unanswered');
				for (const { question, result } of report.outcomes) {
					if (MEET_PAGES.includes(question.name)) continue;
					assert.equal(result.kind, 'unanswered', question.name);
				}
			}
		});
	});
}
