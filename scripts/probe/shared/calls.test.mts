import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { Call } from './calls.mts';
import { NotReadOnly, requestOf, shown } from './calls.mts';
import { VENDORS } from '../vendors.mts';

const BASE = 'https://api.example.com/v1';
const needs = 'nothing';
const WITHOUT_POSTS = { readOnlyPosts: [] };

describe('what may leave', () => {
	test('GET, at every vendor', () => {
		for (const vendor of VENDORS) {
			const { method, url } = requestOf(vendor, BASE, { path: '/people', needs });
			assert.deepEqual([method, url.href], ['GET', 'https://api.example.com/v1/people']);
		}
	});

	test("the searches and the sign-in that take a POST, each at its own vendor's only", () => {
		for (const vendor of VENDORS) {
			for (const path of VENDORS.flatMap(({ readOnlyPosts }) => readOnlyPosts)) {
				const send = () => requestOf(vendor, BASE, { method: 'POST', path, needs });
				if (vendor.readOnlyPosts.includes(path)) assert.equal(send().method, 'POST');
				else assert.throws(send, NotReadOnly, `${vendor.name} ${path}`);
			}
		}
	});

	test('nothing else', () => {
		const writing = [
			...['/people', '/people/search/', '/people/search?x=1', '/people/{id}', '/subscriptions'],
			...['/v2/webhooks', '/v2/persons', '/v2/auth/revoke', '/timeoff/requests'],
			'/api/2026-10-01/resources/api_public/webhook_subscriptions',
		];
		for (const vendor of VENDORS) {
			for (const path of writing) {
				const call: Call = { method: 'POST', path, ids: { id: '1' }, needs };
				assert.throws(() => requestOf(vendor, BASE, call), NotReadOnly, `${vendor.name} ${path}`);
			}
			for (const method of ['PUT', 'PATCH', 'DELETE', 'post', 'HEAD', '']) {
				const call = { method, path: '/people/search', needs } as unknown as Call;
				assert.throws(() => requestOf(vendor, BASE, call), NotReadOnly, method);
			}
			const withBody: Call = { path: '/people', body: {}, needs };
			assert.throws(() => requestOf(vendor, BASE, withBody), NotReadOnly);
		}
	});

	test('an id never leads anywhere else', () => {
		const urlFor = (id: string) =>
			requestOf(WITHOUT_POSTS, BASE, { path: '/people/{id}/work', ids: { id }, needs }).url.href;
		assert.equal(urlFor('a/../b?c#d'), `${BASE}/people/a%2F..%2Fb%3Fc%23d/work`);
		for (const id of ['.', '..', '...', '']) assert.throws(() => urlFor(id), NotReadOnly);
		assert.throws(
			() => requestOf(WITHOUT_POSTS, BASE, { path: '/../webhooks', needs }),
			NotReadOnly,
		);
		const atRoot = { path: '//elsewhere.example/x', needs };
		assert.throws(() => requestOf(WITHOUT_POSTS, 'https://api.example.com', atRoot), NotReadOnly);
	});
});

test('a call is shown without ids and without what its parameters hold', () => {
	const call: Call = {
		path: '/people/{id}/balance',
		ids: { id: '3332883884017713238' },
		query: { policyType: 'Cancer', 'states[]': 'approved' },
		headers: { Beta: 'true' },
		needs,
	};
	assert.equal(shown(call), 'GET /people/{id}/balance (policyType, states[], Beta)');
});
